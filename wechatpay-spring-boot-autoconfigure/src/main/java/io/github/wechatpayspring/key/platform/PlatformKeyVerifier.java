package io.github.wechatpayspring.key.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Function;

import io.github.wechatpayspring.WechatPayKeyException;
import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.WechatPaySecurityException.Reason;
import io.github.wechatpayspring.key.SignatureAlgorithm;
import io.github.wechatpayspring.key.SignedText;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ResponseVerifier} that checks the signature with the platform key and the
 * algorithm that the message names, and that it was made within the last five minutes.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4013053249">Verifying responses
 * (如何验证签名)</a>
 */
public final class PlatformKeyVerifier implements ResponseVerifier {

	private static final Duration MAXIMUM_SKEW = Duration.ofMinutes(5);

	private static final String PUBLIC_KEY_PREFIX = "PUB_KEY_ID_";

	private static final String PROBE_PREFIX = "WECHATPAY/SIGNTEST/";

	private final Function<String, PlatformKeys> keys;

	private final Clock clock;

	/**
	 * Create a verifier of responses, which may wait for a key that is being downloaded.
	 * @param keys has the keys
	 * @param clock tells how old a message is
	 */
	public PlatformKeyVerifier(PlatformKeySource keys, Clock clock) {
		this(keys::including, clock);
	}

	private PlatformKeyVerifier(Function<String, PlatformKeys> keys, Clock clock) {
		this.keys = keys;
		this.clock = clock;
	}

	/**
	 * Create a verifier of notifications. Since anybody can send them, it never waits: an
	 * unknown key is searched for in the background, and is there when WeChat Pay sends
	 * the notification again.
	 * @param keys has the keys
	 * @param clock tells how old a message is
	 * @return the verifier
	 */
	public static PlatformKeyVerifier forNotifications(PlatformKeySource keys, Clock clock) {
		return new PlatformKeyVerifier(keys::known, clock);
	}

	@Override
	public void verify(SignedMessage message) {
		Head head = head(message);
		if (!head.key().verifies(SignedText.of(message.body(), head.timestamp(), head.nonce()), head.signature())) {
			throw new WechatPaySecurityException(Reason.SIGNATURE_MISMATCH,
					"The signature does not belong to the message of %d bytes: it was not made by WeChat Pay with key %s, or the message was changed on its way; if it persists, the configured key is not the one of that name"
						.formatted(message.body().length, printable(head.serial())));
		}
	}

	@Override
	public void verifyHeaders(SignedMessage message) {
		head(message);
	}

	// what costs nothing comes first, the search for a key last
	private Head head(SignedMessage message) {
		String timestamp = present("Wechatpay-Timestamp", message.timestamp());
		String nonce = present("Wechatpay-Nonce", message.nonce());
		String serial = present("Wechatpay-Serial", message.serial());
		String signature = present("Wechatpay-Signature", message.signature());
		SignatureAlgorithm algorithm = algorithm(message.signatureType());
		checkTime(timestamp);
		byte[] decoded = decode(signature);
		PlatformKey key = key(serial);
		if (key.algorithm() != algorithm) {
			throw new WechatPaySecurityException(Reason.ALGORITHM_MISMATCH,
					"The message says that it was signed with %s, but key %s is for %s".formatted(
							(message.signatureType() != null) ? algorithm.headerValue()
									: algorithm.headerValue() + " (it has no header Wechatpay-Signature-Type)",
							key.id(), key.algorithm().headerValue()));
		}
		return new Head(serial, timestamp, nonce, decoded, key);
	}

	private String present(String header, @Nullable String value) {
		if (value == null || value.isEmpty()) {
			throw new WechatPaySecurityException(Reason.HEADER_MISSING,
					"The header %s is missing: the message does not come from WeChat Pay, or a proxy dropped it"
						.formatted(header));
		}
		return value;
	}

	private SignatureAlgorithm algorithm(@Nullable String signatureType) {
		SignatureAlgorithm algorithm = SignatureAlgorithm.find(signatureType);
		if (algorithm == null) {
			throw new WechatPaySecurityException(Reason.HEADER_MALFORMED,
					"The header Wechatpay-Signature-Type does not hold the name of an algorithm that is known");
		}
		return algorithm;
	}

	private void checkTime(String timestamp) {
		Instant signed;
		try {
			signed = Instant.ofEpochSecond(Long.parseLong(timestamp));
		}
		catch (RuntimeException ex) {
			throw new WechatPaySecurityException(Reason.HEADER_MALFORMED,
					"The header Wechatpay-Timestamp does not hold seconds since 1970");
		}
		Duration skew = Duration.between(signed, this.clock.instant()).abs();
		if (skew.compareTo(MAXIMUM_SKEW) > 0) {
			throw new WechatPaySecurityException(Reason.CLOCK_SKEW,
					"The message was signed %d seconds away from the clock of this machine, more than the %d allowed: an old message was sent again, or the clock is wrong"
						.formatted(skew.toSeconds(), MAXIMUM_SKEW.toSeconds()));
		}
	}

	private PlatformKey key(String serial) {
		PlatformKeys known;
		try {
			known = this.keys.apply(serial);
		}
		catch (WechatPayKeyException ex) {
			throw new WechatPaySecurityException(Reason.KEY_UNAVAILABLE,
					"There is no key to verify the message with. %s".formatted(ex.getMessage()), ex);
		}
		PlatformKey key = known.find(serial);
		if (key == null) {
			throw new WechatPaySecurityException(Reason.SERIAL_UNKNOWN,
					"The message was signed with key %s, but configured is %s%s".formatted(printable(serial),
							String.join(", ", known.ids()), advice(serial, known)));
		}
		return key;
	}

	// what a merchant has most likely configured wrong
	private static String advice(String serial, PlatformKeys known) {
		boolean certificatesOnly = known.ids().stream().allMatch(PlatformKeys::isSerialNumber);
		if (certificatesOnly && serial.startsWith(PUBLIC_KEY_PREFIX)) {
			return ": the merchant is moving to the WeChat Pay public key, so set wechatpay.platform-public-key and wechatpay.platform-public-key-id as well";
		}
		boolean publicKeyOnly = known.ids().stream().noneMatch(PlatformKeys::isSerialNumber);
		if (publicKeyOnly && PlatformKeys.isSerialNumber(serial)) {
			return ": the merchant still uses platform certificates, so set wechatpay.api-v3-key to have them downloaded or wechatpay.platform-certificates";
		}
		return serial.startsWith(PUBLIC_KEY_PREFIX)
				? ": set wechatpay.platform-public-key-id and wechatpay.platform-public-key to the id and the key that the merchant platform shows (商户平台 → 账户中心 → API安全 → 微信支付公钥)"
				: ": WeChat Pay may have renewed its platform certificate, so renew wechatpay.platform-certificates if it is set";
	}

	// somebody else chose the name: reduce it to what serial numbers consist of
	private static String printable(String serial) {
		String cleaned = serial.replaceAll("[^A-Za-z0-9_:-]", "?");
		return (cleaned.length() > 64) ? cleaned.substring(0, 64) + "…" : cleaned;
	}

	private byte[] decode(String signature) {
		if (!signature.startsWith(PROBE_PREFIX)) {
			try {
				return Base64.getDecoder().decode(signature);
			}
			catch (IllegalArgumentException ex) {
				// no Base64: as wrong as a declared probe
			}
		}
		throw new WechatPaySecurityException(Reason.PROBE,
				"This is not a signature: WeChat Pay probes whether wrong signatures are refused, or somebody forged the message");
	}

	/**
	 * What the headers of a message say.
	 *
	 * @param serial the name of the key
	 * @param timestamp when it was signed
	 * @param nonce a random text
	 * @param signature the signature
	 * @param key the key of that name
	 */
	private record Head(String serial, String timestamp, String nonce, byte[] signature, PlatformKey key) {

	}

}
