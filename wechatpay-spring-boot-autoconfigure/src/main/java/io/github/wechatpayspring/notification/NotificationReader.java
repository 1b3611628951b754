package io.github.wechatpayspring.notification;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;

import io.github.wechatpayspring.field.WechatPayJson;
import io.github.wechatpayspring.key.AeadAlgorithm;
import io.github.wechatpayspring.key.AeadCipher;
import io.github.wechatpayspring.key.DecryptionException;
import io.github.wechatpayspring.notification.UnreadableNotificationException.Reason;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the body of a notification whose signature was verified: the envelope, the
 * encrypted resource in it, and what the resource tells. Causes are kept away from
 * exceptions if their messages quote what they read.
 */
final class NotificationReader {

	private final JsonMapper mapper = WechatPayJson.createMapper();

	private final AeadCipher cipher;

	private final String merchant;

	NotificationReader(AeadCipher cipher, String merchant) {
		this.cipher = cipher;
		this.merchant = merchant;
	}

	WechatPayNotification read(byte[] body) {
		JsonFields fields = json(body, "its body");
		JsonFields encrypted = fields.requiredObject("resource");
		NotificationEnvelope envelope = NotificationEnvelope.read(fields, encrypted, this.merchant);
		JsonFields resource = json(decrypt(encrypted), "its resource");
		if (isCouponUsed(envelope, resource)) {
			return CouponUsedNotification.read(envelope, resource);
		}
		if (CouponSentNotification.EVENT_TYPE.equals(envelope.eventType())) {
			return CouponSentNotification.read(envelope, resource);
		}
		return new GenericNotification(envelope, resource.rest());
	}

	private static boolean isCouponUsed(NotificationEnvelope envelope, JsonFields resource) {
		return switch (envelope.eventType()) {
			case CouponUsedNotification.EVENT_TYPE -> true;
			// a sample in the documentation for partners has this type for coupons too
			case "TRANSACTION.SUCCESS" -> "coupon".equals(envelope.originalType()) && resource.hasText("coupon_id")
					&& resource.hasText("stock_id");
			default -> false;
		};
	}

	private byte[] decrypt(JsonFields encrypted) {
		AeadAlgorithm algorithm = AeadAlgorithm.find(encrypted.requiredText("algorithm"));
		if (algorithm == null) {
			throw new UnreadableNotificationException(Reason.ALGORITHM_UNKNOWN,
					"WeChat Pay encrypted the notification with an algorithm other than %s, which this version does not know"
						.formatted(Arrays.stream(AeadAlgorithm.values())
							.map(AeadAlgorithm::fieldValue)
							.collect(Collectors.joining(" and "))),
					null);
		}
		byte[] nonce = bytes(encrypted.requiredText("nonce"));
		byte[] associatedData = bytes(encrypted.text("associated_data"));
		byte[] ciphertext = base64(encrypted.requiredText("ciphertext"));
		try {
			return this.cipher.decrypt(algorithm, nonce, associatedData, ciphertext);
		}
		catch (DecryptionException ex) {
			throw new UnreadableNotificationException(Reason.NOT_DECRYPTED,
					"WeChat Pay signed the notification, but it does not decrypt: %s is not the API v3 key that is set in 商户平台 → 账户中心 → API安全 (APIv2 key used, or the key changed there only?)"
						.formatted(apiV3Key()),
					ex);
		}
	}

	private String apiV3Key() {
		return (this.merchant.equals(NotificationEnvelope.DEFAULT_MERCHANT)) ? "wechatpay.api-v3-key"
				: "the key of merchant \"" + this.merchant + "\"";
	}

	private static byte[] bytes(@Nullable String text) {
		return (text != null) ? text.getBytes(StandardCharsets.UTF_8) : new byte[0];
	}

	private static byte[] base64(String text) {
		try {
			return Base64.getDecoder().decode(text);
		}
		catch (IllegalArgumentException ex) {
			throw UnreadableNotificationException.malformed("its ciphertext is not Base64");
		}
	}

	private JsonFields json(byte[] json, String what) {
		Object value;
		try {
			value = this.mapper.readValue(json, Object.class);
		}
		catch (JacksonException ex) {
			throw UnreadableNotificationException.malformed(what + " is not JSON");
		}
		JsonFields fields = JsonFields.of(value);
		if (fields == null) {
			throw UnreadableNotificationException.malformed(what + " is not a JSON object");
		}
		return fields;
	}

}
