package io.github.wechatpayspring;

import org.jspecify.annotations.Nullable;

/**
 * The same in English and in Chinese. Holds nothing secret and nothing personal.
 *
 * @param english the English text
 * @param chinese the Chinese text
 */
public record BilingualText(String english, String chinese) {

	/**
	 * Format both texts.
	 * @param arguments the arguments of both
	 * @return the formatted texts
	 */
	public BilingualText formatted(@Nullable Object... arguments) {
		return new BilingualText(this.english.formatted(arguments), this.chinese.formatted(arguments));
	}

	@Override
	public String toString() {
		return (this.english.equals(this.chinese)) ? this.english : this.english + " (" + this.chinese + ")";
	}

}
