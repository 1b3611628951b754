package io.github.wechatpayspring.key.pem;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

import io.github.wechatpayspring.key.InvalidKeyMaterialException;
import io.github.wechatpayspring.key.PastedText;

/**
 * The serial number of a certificate as WeChat Pay writes it: upper-case hex with an even
 * number of digits, so far always 40.
 *
 * @param value the digits
 */
public record SerialNumber(String value) {

	private static final int MAXIMUM_DIGITS = 40;

	private static final String EXPECTED = "Use what \"openssl x509 -in apiclient_cert.pem -noout -serial\" prints "
			+ "after \"serial=\", 40 hex digits.";

	private static final Pattern PREFIX = Pattern.compile("^(serial(\\s*number)?\\s*[=:]\\s*)?(0x)?",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern SEPARATOR = Pattern.compile("[\\s:]");

	private static final Pattern NOT_HEX = Pattern.compile("[^0-9A-Fa-f]");

	private static final Pattern DECIMAL = Pattern.compile("[0-9]{41,49}");

	/**
	 * Read a serial number as people have it: in lower case, with colons or spaces, in
	 * quotes, in full-width characters, with {@code 0x} or {@code serial=} in front, or
	 * with a leading zero lost.
	 * @param text the text
	 * @return the serial number
	 * @throws InvalidKeyMaterialException if it is no hex number, for instance the
	 * decimal one that Java prints or the id of a public key
	 */
	public static SerialNumber parse(String text) {
		String digits = SEPARATOR.matcher(PREFIX.matcher(PastedText.plain(text)).replaceFirst("")).replaceAll("");
		if (digits.toUpperCase(Locale.ROOT).startsWith("PUB_KEY_ID_")) {
			throw new InvalidKeyMaterialException(
					"The id of a WeChat Pay public key (PUB_KEY_ID_…), not the serial number of a certificate.",
					EXPECTED);
		}
		if (DECIMAL.matcher(digits).matches()) {
			String hex = of(new BigInteger(digits)).value();
			throw new InvalidKeyMaterialException("A decimal number of %d digits.".formatted(digits.length()),
					(hex.length() <= MAXIMUM_DIGITS) ? "Use the same number in hex: %s.".formatted(hex) : EXPECTED);
		}
		if (NOT_HEX.matcher(digits).find()) {
			// not printed: it may be a key in the wrong place
			throw new InvalidKeyMaterialException(
					"A text of %d characters that is not a hex number: %s.".formatted(text.strip().length(),
							PastedText.stranger(digits, (character) -> Character.digit(character, 16) >= 0)),
					EXPECTED);
		}
		if (digits.isEmpty() || digits.length() > MAXIMUM_DIGITS) {
			throw new InvalidKeyMaterialException("%d hex digits.".formatted(digits.length()), EXPECTED);
		}
		return new SerialNumber(even(digits.toUpperCase(Locale.ROOT)));
	}

	static SerialNumber of(BigInteger number) {
		return new SerialNumber(even(number.toString(16).toUpperCase(Locale.ROOT)));
	}

	/**
	 * Return whether both are the same number, leading zeros aside.
	 * @param other another serial number
	 * @return whether they are the same
	 */
	public boolean isSameNumber(SerialNumber other) {
		return new BigInteger(this.value, 16).equals(new BigInteger(other.value, 16));
	}

	private static String even(String digits) {
		return (digits.length() % 2 != 0) ? "0" + digits : digits;
	}

	@Override
	public String toString() {
		return this.value;
	}

}
