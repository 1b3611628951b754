package io.github.wechatpayspring.key.platform;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.WechatPayKeyException;
import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.WechatPaySecurityException.Reason;
import io.github.wechatpayspring.key.KeyMaterial;
import io.github.wechatpayspring.key.SignedText;
import io.github.wechatpayspring.key.pem.PemText;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class PlatformKeyVerifierTests {

	private static final String NONCE = "d824f2e086d3c1df967785d13fcd22ef";

	private final PlatformKeyVerifier verifier = verifierAt(FakeWechatPay.NOW);

	@Test
	void acceptsWhatThePlatformKeySigned() {
		assertThatNoException().isThrownBy(() -> this.verifier.verify(message("{\"coupon_id\":\"9867041\"}")));
		assertThatNoException().isThrownBy(() -> this.verifier.verify(message("")));
	}

	@ParameterizedTest
	@NullAndEmptySource
	void namesTheHeaderThatIsMissing(String missing) {
		SignedMessage complete = message("{}");
		refuses((message) -> new SignedMessage(missing, message.timestamp(), message.nonce(), message.signature(),
				message.signatureType(), message.body()), complete, Reason.HEADER_MISSING)
			.withMessageContaining("Wechatpay-Serial");
		refuses((message) -> new SignedMessage(message.serial(), missing, message.nonce(), message.signature(),
				message.signatureType(), message.body()), complete, Reason.HEADER_MISSING)
			.withMessageContaining("Wechatpay-Timestamp");
		refuses((message) -> new SignedMessage(message.serial(), message.timestamp(), missing, message.signature(),
				message.signatureType(), message.body()), complete, Reason.HEADER_MISSING)
			.withMessageContaining("Wechatpay-Nonce");
		refuses((message) -> new SignedMessage(message.serial(), message.timestamp(), message.nonce(), missing,
				message.signatureType(), message.body()), complete, Reason.HEADER_MISSING)
			.withMessageContaining("Wechatpay-Signature");
	}

	@ParameterizedTest
	@ValueSource(longs = { -300, -299, 0, 299, 300 })
	void acceptsMessagesUpToFiveMinutesAway(long seconds) {
		PlatformKeyVerifier later = verifierAt(FakeWechatPay.NOW.plusSeconds(seconds));
		assertThatNoException().isThrownBy(() -> later.verify(message("{}")));
	}

	@ParameterizedTest
	@ValueSource(longs = { -301, 301, -86400, 86400 })
	void refusesMessagesFurtherAway(long seconds) {
		PlatformKeyVerifier later = verifierAt(FakeWechatPay.NOW.plusSeconds(seconds));
		assertThatExceptionOfType(WechatPaySecurityException.class).isThrownBy(() -> later.verify(message("{}")))
			.withMessageContaining("%d seconds away".formatted(Math.abs(seconds)))
			.matches((ex) -> ex.reason() == Reason.CLOCK_SKEW);
	}

	@ParameterizedTest
	@ValueSource(strings = { "now", "1722850421.5", "0x10", "9223372036854775807", "9223372036854775808",
			"-9223372036854775808", "１２３ ", "1 2" })
	void refusesTimestampsThatAreNoSeconds(String timestamp) {
		refuses(withTimestamp(timestamp), message("{}"), Reason.HEADER_MALFORMED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1", "0", "31556889864403199", "-31557014167219200" })
	void refusesTimestampsOfOtherAges(String timestamp) {
		refuses(withTimestamp(timestamp), message("{}"), Reason.CLOCK_SKEW);
	}

	@Test
	void namesBothKeysWhenTheSerialIsUnknown() {
		refuses((message) -> new SignedMessage("5157F09EFDC096DE15EBE81A47057A7200000000", message.timestamp(),
				message.nonce(), message.signature(), message.signatureType(), message.body()), message("{}"),
				Reason.SERIAL_UNKNOWN)
			.withMessageContaining("5157F09EFDC096DE15EBE81A47057A7200000000")
			.withMessageContaining(FakeWechatPay.PLATFORM_KEY_ID);
	}

	@Test
	void explainsWhatIsMissingBetweenCertificatesAndPublicKey() {
		refuses((message) -> new SignedMessage("5157F09EFDC096DE15EBE81A47057A7200000000", message.timestamp(),
				message.nonce(), message.signature(), message.signatureType(), message.body()), message("{}"),
				Reason.SERIAL_UNKNOWN)
			.withMessageContaining("set wechatpay.api-v3-key");
		PlatformKey certificate = new PlatformKey("5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
				(RSAPublicKey) FakeWechatPay.PLATFORM_KEYS.getPublic());
		PlatformKeyVerifier withCertificate = new PlatformKeyVerifier(() -> PlatformKeys.of(certificate),
				FakeWechatPay.CLOCK);
		assertThatExceptionOfType(WechatPaySecurityException.class)
			.isThrownBy(() -> withCertificate.verify(message("{}")))
			.withMessageContaining("set wechatpay.platform-public-key and wechatpay.platform-public-key-id as well");
	}

	@Test
	void leavesTheOutcomeUnknownWhenThereIsNoKeyToVerifyWith() {
		PlatformKeyVerifier withoutKeys = new PlatformKeyVerifier(() -> {
			throw new WechatPayKeyException("None could be downloaded", null);
		}, FakeWechatPay.CLOCK);
		assertThatExceptionOfType(WechatPaySecurityException.class).isThrownBy(() -> withoutKeys.verify(message("{}")))
			.withMessageContaining("None could be downloaded")
			.matches((ex) -> ex.reason() == Reason.KEY_UNAVAILABLE)
			.matches(WechatPaySecurityException::isOutcomeUnknown);
	}

	@Test
	void asksTheSourceForTheKeyThatTheMessageNames() {
		AtomicReference<String> asked = new AtomicReference<>();
		PlatformKeys keys = FakeWechatPay.platformKeys().current();
		PlatformKeySource source = new PlatformKeySource() {

			@Override
			public PlatformKeys current() {
				throw new AssertionError("not enough");
			}

			@Override
			public PlatformKeys including(String id) {
				asked.set(id);
				return keys;
			}

		};
		new PlatformKeyVerifier(source, FakeWechatPay.CLOCK).verify(message("{}"));
		assertThat(asked).hasValue(FakeWechatPay.PLATFORM_KEY_ID);
	}

	@Test
	void neverWaitsForTheKeyOfANotification() {
		PlatformKeys keys = FakeWechatPay.platformKeys().current();
		PlatformKeySource source = new PlatformKeySource() {

			@Override
			public PlatformKeys current() {
				throw new AssertionError("may wait");
			}

			@Override
			public PlatformKeys including(String id) {
				throw new AssertionError("may wait");
			}

			@Override
			public PlatformKeys known(String id) {
				return keys;
			}

		};
		PlatformKeyVerifier notifications = PlatformKeyVerifier.forNotifications(source, FakeWechatPay.CLOCK);
		notifications.verifyHeaders(message("{}"));
		notifications.verify(message("{}"));
	}

	@Test
	void refusesBeforeTheBodyIsReadWhatNoBodyCouldFix() {
		SignedMessage head = withBody(message("{}"), "another");
		this.verifier.verifyHeaders(head);
		assertReason(() -> this.verifier.verify(head), Reason.SIGNATURE_MISMATCH);
		assertReason(() -> this.verifier.verifyHeaders(new SignedMessage(head.serial(), head.timestamp(), null,
				head.signature(), head.signatureType(), head.body())), Reason.HEADER_MISSING);
		assertReason(() -> this.verifier.verifyHeaders(new SignedMessage("PUB_KEY_ID_UNKNOWN", head.timestamp(),
				head.nonce(), head.signature(), head.signatureType(), head.body())), Reason.SERIAL_UNKNOWN);
		assertReason(() -> verifierAt(FakeWechatPay.NOW.plusSeconds(301)).verifyHeaders(head), Reason.CLOCK_SKEW);
	}

	@Test
	void looksForNoKeyForWhatIsRefusedAnyhow() {
		PlatformKeyVerifier withoutSource = new PlatformKeyVerifier(() -> {
			throw new AssertionError("looked for a key");
		}, FakeWechatPay.CLOCK);
		SignedMessage message = message("{}");
		assertReason(() -> withoutSource.verify(new SignedMessage(message.serial(), message.timestamp(),
				message.nonce(), "no Base64!", message.signatureType(), message.body())), Reason.PROBE);
		assertReason(() -> withoutSource.verify(new SignedMessage(message.serial(), "1", message.nonce(),
				message.signature(), message.signatureType(), message.body())), Reason.CLOCK_SKEW);
	}

	private static SignedMessage withBody(SignedMessage message, String body) {
		return new SignedMessage(message.serial(), message.timestamp(), message.nonce(), message.signature(),
				message.signatureType(), body.getBytes(StandardCharsets.UTF_8));
	}

	private static void assertReason(ThrowingCallable verification, Reason reason) {
		assertThatExceptionOfType(WechatPaySecurityException.class).isThrownBy(verification)
			.returns(reason, WechatPaySecurityException::reason);
	}

	@Test
	void quotesNoTextOfAStrangerAsSerial() {
		refuses((message) -> new SignedMessage("a\r\nb<script>" + "x".repeat(200), message.timestamp(), message.nonce(),
				message.signature(), message.signatureType(), message.body()), message("{}"), Reason.SERIAL_UNKNOWN)
			.withMessageContaining("a??b?script?xxx")
			.withMessageNotContaining("\n")
			.withMessageNotContaining("x".repeat(64));
	}

	@Test
	void cutsASerialNumberWithTooManyZeros() {
		PlatformKey certificate = new PlatformKey("5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
				(RSAPublicKey) FakeWechatPay.PLATFORM_KEYS.getPublic());
		PlatformKeyVerifier withCertificate = new PlatformKeyVerifier(() -> PlatformKeys.of(certificate),
				FakeWechatPay.CLOCK);
		SignedMessage signed = message("{}");
		assertThatExceptionOfType(WechatPaySecurityException.class)
			.isThrownBy(() -> withCertificate.verify(new SignedMessage("0".repeat(10_000) + certificate.id(),
					signed.timestamp(), signed.nonce(), signed.signature(), null, new byte[0])))
			.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(500))
			.matches((ex) -> ex.reason() == Reason.SIGNATURE_MISMATCH);
	}

	@Test
	void takesTheAlgorithmFromTheHeaderOrElseRsa() {
		SignedMessage message = message("{}");
		assertThat(message.signatureType()).isNull();
		assertThatNoException()
			.isThrownBy(() -> this.verifier.verify(withType("WECHATPAY2-SHA256-RSA2048").apply(message)));
		KeyPair keys = KeyMaterial.sm2();
		PlatformKeyVerifier shangmi = verifierOf(keys);
		SignedMessage signed = withSignature(sign(keys, message)).apply(message);
		assertThatNoException().isThrownBy(() -> shangmi.verify(withType("WECHATPAY2-SM2-WITH-SM3").apply(signed)));
		SignedMessage changed = withTimestamp(Long.toString(FakeWechatPay.NOW.getEpochSecond() + 1))
			.andThen(withType("WECHATPAY2-SM2-WITH-SM3"))
			.apply(signed);
		assertThatExceptionOfType(WechatPaySecurityException.class).isThrownBy(() -> shangmi.verify(changed))
			.matches((ex) -> ex.reason() == Reason.SIGNATURE_MISMATCH);
	}

	@Test
	void refusesAnotherAlgorithmThanThatOfTheKey() {
		SignedMessage message = message("{}");
		refuses(withType("WECHATPAY2-SM2-WITH-SM3"), message, Reason.ALGORITHM_MISMATCH).withMessage(
				"The message says that it was signed with WECHATPAY2-SM2-WITH-SM3, but key %s is for WECHATPAY2-SHA256-RSA2048",
				FakeWechatPay.PLATFORM_KEY_ID);
		KeyPair keys = KeyMaterial.sm2();
		SignedMessage signed = withSignature(sign(keys, message)).apply(message);
		assertThatExceptionOfType(WechatPaySecurityException.class).isThrownBy(() -> verifierOf(keys).verify(signed))
			.matches((ex) -> ex.reason() == Reason.ALGORITHM_MISMATCH)
			.withMessageContaining("WECHATPAY2-SHA256-RSA2048 (it has no header Wechatpay-Signature-Type)")
			.withMessageContaining("is for WECHATPAY2-SM2-WITH-SM3");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "RSA", "wechatpay2-sha256-rsa2048", "WECHATPAY2-SM2-WITH-SM3, x" })
	void refusesAnUnknownAlgorithm(String type) {
		refuses(withType(type), message("{}"), Reason.HEADER_MALFORMED)
			.withMessageContaining("Wechatpay-Signature-Type");
	}

	@Test
	void refusesAChangedBodyNonceOrTime() {
		refuses((message) -> new SignedMessage(message.serial(), message.timestamp(), message.nonce(),
				message.signature(), message.signatureType(), "{ }".getBytes(StandardCharsets.UTF_8)), message("{}"),
				Reason.SIGNATURE_MISMATCH);
		refuses((message) -> new SignedMessage(message.serial(), message.timestamp(), "other", message.signature(),
				message.signatureType(), message.body()), message("{}"), Reason.SIGNATURE_MISMATCH);
		refuses(withTimestamp(Long.toString(FakeWechatPay.NOW.getEpochSecond() + 1)), message("{}"),
				Reason.SIGNATURE_MISMATCH);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 128, 255, 257, 512 })
	void refusesASignatureOfAnotherLength(int length) {
		String signature = Base64.getEncoder().encodeToString(new byte[length]);
		Reason reason = (length != 0) ? Reason.SIGNATURE_MISMATCH : Reason.HEADER_MISSING;
		refuses(withSignature(signature), message("{}"), reason);
	}

	@ParameterizedTest
	@ValueSource(strings = { "WECHATPAY/SIGNTEST/", "WECHATPAY/SIGNTEST/AAAA", "WECHATPAY/SIGNTEST/AAAAA", "no Base64",
			"AAAAA", "中文" })
	void callsWhatIsNoSignatureAProbe(String signature) {
		refuses(withSignature(signature), message("{}"), Reason.PROBE).withMessageNotContaining(signature);
	}

	@Test
	void callsAProbeSoEvenAroundAValidSignature() {
		SignedMessage message = message("{}");
		refuses(withSignature("WECHATPAY/SIGNTEST/" + message.signature()), message, Reason.PROBE);
	}

	@Test
	void leavesTheOutcomeUnknown() {
		refuses(withSignature("AAAA"), message("{}"), Reason.SIGNATURE_MISMATCH)
			.matches(WechatPaySecurityException::isOutcomeUnknown);
	}

	private ThrowableAssertAlternative<WechatPaySecurityException> refuses(UnaryOperator<SignedMessage> change,
			SignedMessage message, Reason reason) {
		return assertThatExceptionOfType(WechatPaySecurityException.class)
			.isThrownBy(() -> this.verifier.verify(change.apply(message)))
			.matches((ex) -> ex.reason() == reason, "is for reason " + reason);
	}

	private static UnaryOperator<SignedMessage> withTimestamp(String timestamp) {
		return (message) -> new SignedMessage(message.serial(), timestamp, message.nonce(), message.signature(),
				message.signatureType(), message.body());
	}

	private static UnaryOperator<SignedMessage> withSignature(String signature) {
		return (message) -> new SignedMessage(message.serial(), message.timestamp(), message.nonce(), signature,
				message.signatureType(), message.body());
	}

	private static UnaryOperator<SignedMessage> withType(String signatureType) {
		return (message) -> new SignedMessage(message.serial(), message.timestamp(), message.nonce(),
				message.signature(), signatureType, message.body());
	}

	private static String sign(KeyPair sm2, SignedMessage message) {
		byte[] signature = PemText.of(KeyMaterial.privateKey(sm2))
			.privateKey()
			.sign(SignedText.of(message.body(), message.timestamp(), message.nonce()));
		return Base64.getEncoder().encodeToString(signature);
	}

	private static PlatformKeyVerifier verifierOf(KeyPair sm2) {
		PlatformKeys keys = PlatformKeys
			.of(new PlatformKey(FakeWechatPay.PLATFORM_KEY_ID, PemText.of(KeyMaterial.publicKey(sm2)).publicKey()));
		return new PlatformKeyVerifier(() -> keys, FakeWechatPay.CLOCK);
	}

	private static SignedMessage message(String body) {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		String timestamp = Long.toString(FakeWechatPay.NOW.getEpochSecond());
		byte[] signature = FakeWechatPay.sign(FakeWechatPay.PLATFORM_KEYS, SignedText.of(bytes, timestamp, NONCE));
		return new SignedMessage(FakeWechatPay.PLATFORM_KEY_ID, timestamp, NONCE,
				Base64.getEncoder().encodeToString(signature), null, bytes);
	}

	private static PlatformKeyVerifier verifierAt(Instant now) {
		return new PlatformKeyVerifier(FakeWechatPay.platformKeys(), Clock.fixed(now, ZoneOffset.UTC));
	}

}
