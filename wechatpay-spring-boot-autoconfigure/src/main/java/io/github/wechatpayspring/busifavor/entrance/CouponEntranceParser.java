package io.github.wechatpayspring.busifavor.entrance;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

import io.github.wechatpayspring.key.AeadAlgorithm;
import io.github.wechatpayspring.key.AeadCipher;
import io.github.wechatpayspring.key.DecryptionException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters that WeChat appends to the path of a mini program when a user
 * enters it from a merchant coupon. The code of the coupon among them is encrypted with
 * the API v3 key. Safe for use by several threads.
 */
public final class CouponEntranceParser {

	private static final String ASSOCIATED_DATA = "COUPON_CODE";

	private final AeadCipher cipher;

	/**
	 * Create a parser.
	 * @param cipher decrypts with the API v3 key
	 */
	public CouponEntranceParser(AeadCipher cipher) {
		this.cipher = cipher;
	}

	/**
	 * Read the parameters.
	 * @param parameters the parameters {@code stock_id}, {@code openid}, {@code nonce},
	 * {@code associate} and {@code ciphertext}, as the mini program received them or
	 * decoded already
	 * @return the coupon
	 * @throws IllegalArgumentException if one is missing or was damaged on its way; its
	 * name is in the message
	 * @throws DecryptionException if the code was not encrypted with this API v3 key
	 */
	public CouponEntrance parse(Map<String, String> parameters) {
		String associate = required(parameters, "associate");
		if (!ASSOCIATED_DATA.equals(associate)) {
			throw new IllegalArgumentException(
					"'associate' must be COUPON_CODE: the parameters are of another entrance");
		}
		byte[] code = this.cipher.decrypt(AeadAlgorithm.AES_256_GCM, bytes(required(parameters, "nonce")),
				bytes(associate), ciphertext(required(parameters, "ciphertext")));
		return new CouponEntrance(required(parameters, "stock_id"), required(parameters, "openid"),
				new String(code, StandardCharsets.UTF_8));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	// a framework may have decoded it, and taken a plus for a space
	private static byte[] ciphertext(String value) {
		try {
			String base64 = (value.contains("%")) ? URLDecoder.decode(value, StandardCharsets.UTF_8) : value;
			return Base64.getDecoder().decode(base64.replace(' ', '+'));
		}
		catch (IllegalArgumentException ex) {
			// its message may quote the value
			throw new IllegalArgumentException("'ciphertext' is no Base64: pass it as the mini program received it");
		}
	}

	private static String required(Map<String, String> parameters, String name) {
		@Nullable String value = parameters.get(name);
		if (value == null || value.isEmpty()) {
			throw new IllegalArgumentException("'%s' is missing: pass all parameters of the entrance".formatted(name));
		}
		return value;
	}

}
