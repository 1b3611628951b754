package io.github.wechatpayspring;

/**
 * The same in English and in Chinese. Holds nothing secret and nothing personal.
 *
 * @param english the English text
 * @param chinese the Chinese text
 */
public record BilingualText(String english, String chinese) {

	@Override
	public String toString() {
		return (this.english.equals(this.chinese)) ? this.english : this.english + " (" + this.chinese + ")";
	}

}
