package io.github.wechatpayspring.notification;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.wechatpayspring.key.AeadAlgorithm;
import io.github.wechatpayspring.key.AeadCipher;
import io.github.wechatpayspring.key.DecryptionException;
import io.github.wechatpayspring.notification.UnreadableNotificationException.Reason;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the body of a notification whose signature was verified: the envelope, the
 * encrypted resource in it, and the event in the resource. Exceptions have no cause whose
 * message quotes the notification.
 */
final class NotificationReader {

	private final AeadCipher cipher;

	private final String merchant;

	NotificationReader(AeadCipher cipher, String merchant) {
		this.cipher = cipher;
		this.merchant = merchant;
	}

	WechatPayNotification read(byte[] body) {
		ObjectNode fields = json(body, "its body");
		if (!(fields.remove("resource") instanceof ObjectNode encrypted)) {
			throw UnreadableNotificationException.missing("resource");
		}
		NotificationEnvelope envelope = envelope(fields, LenientRecords.text(encrypted.get("original_type")));
		ObjectNode resource = json(decrypt(encrypted), "its resource");
		if (isCouponUsed(envelope, resource)) {
			return LenientRecords.read(CouponUsedNotification.class, resource, Map.of("envelope", envelope));
		}
		if (CouponSentNotification.EVENT_TYPE.equals(envelope.eventType())) {
			return LenientRecords.read(CouponSentNotification.class, resource, Map.of("envelope", envelope));
		}
		return new GenericNotification(envelope, LenientRecords.fields(resource));
	}

	private NotificationEnvelope envelope(ObjectNode fields, @Nullable String originalType) {
		Map<String, @Nullable Object> given = new HashMap<>();
		given.put("originalType", originalType);
		given.put("merchant", this.merchant);
		return LenientRecords.read(NotificationEnvelope.class, fields, given);
	}

	private static boolean isCouponUsed(NotificationEnvelope envelope, ObjectNode resource) {
		return switch (envelope.eventType()) {
			case CouponUsedNotification.EVENT_TYPE -> true;
			// a sample in the documentation for partners has this type for coupons too
			case "TRANSACTION.SUCCESS" ->
				"coupon".equals(envelope.originalType()) && LenientRecords.text(resource.get("coupon_id")) != null
						&& LenientRecords.text(resource.get("stock_id")) != null;
			default -> false;
		};
	}

	private byte[] decrypt(ObjectNode encrypted) {
		AeadAlgorithm algorithm = AeadAlgorithm.find(LenientRecords.requiredText(encrypted, "algorithm"));
		if (algorithm == null) {
			throw new UnreadableNotificationException(Reason.ALGORITHM_UNKNOWN,
					"WeChat Pay encrypted the notification with an algorithm other than %s, which this version does not know"
						.formatted(Arrays.stream(AeadAlgorithm.values())
							.map(AeadAlgorithm::fieldValue)
							.collect(Collectors.joining(" and "))),
					null);
		}
		byte[] nonce = bytes(LenientRecords.requiredText(encrypted, "nonce"));
		byte[] associatedData = bytes(LenientRecords.text(encrypted.get("associated_data")));
		byte[] ciphertext = base64(LenientRecords.requiredText(encrypted, "ciphertext"));
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

	private static ObjectNode json(byte[] json, String what) {
		JsonNode value;
		try {
			value = JsonMapper.shared().readTree(json);
		}
		catch (JacksonException ex) {
			throw UnreadableNotificationException.malformed(what + " is not JSON");
		}
		if (value instanceof ObjectNode object) {
			return object;
		}
		throw UnreadableNotificationException.malformed(what + " is not a JSON object");
	}

}
