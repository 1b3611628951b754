package io.github.wechatpayspring.diagnosis;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The same in English and in Chinese. Holds nothing secret and nothing personal.
 *
 * @param english the English text
 * @param chinese the Chinese text
 */
public record BilingualText(String english, String chinese) {

	private static final Pattern BOTH = Pattern.compile("(.+) \\(([^()]*\\p{IsHan}[^()]*)\\)\\.?", Pattern.DOTALL);

	/**
	 * Take apart an explanation that has the Chinese text in brackets at its end.
	 * @param text the explanation
	 * @return its parts, or the same text twice if it has not two
	 */
	static BilingualText split(String text) {
		Matcher matcher = BOTH.matcher(text);
		return (matcher.matches()) ? new BilingualText(matcher.group(1) + ".", matcher.group(2) + "。")
				: new BilingualText(text, text);
	}

	static BilingualText of(String english, String chinese) {
		return new BilingualText(english, chinese);
	}

	@Override
	public String toString() {
		return (this.english.equals(this.chinese)) ? this.english : this.english + " (" + this.chinese + ")";
	}

}
