package io.github.wechatpayspring.key;

import java.nio.charset.StandardCharsets;
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
				message.body()), complete, Reason.HEADER_MISSING)
			.withMessageContaining("Wechatpay-Serial");
		refuses((message) -> new SignedMessage(message.serial(), missing, message.nonce(), message.signature(),
				message.body()), complete, Reason.HEADER_MISSING)
			.withMessageContaining("Wechatpay-Timestamp");
		refuses((message) -> new SignedMessage(message.serial(), message.timestamp(), missing, message.signature(),
				message.body()), complete, Reason.HEADER_MISSING)
			.withMessageContaining("Wechatpay-Nonce");
		refuses((message) -> new SignedMessage(message.serial(), message.timestamp(), message.nonce(), missing,
				message.body()), complete, Reason.HEADER_MISSING)
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
				message.nonce(), message.signature(), message.body()), message("{}"), Reason.SERIAL_UNKNOWN)
			.withMessageContaining("5157F09EFDC096DE15EBE81A47057A7200000000")
			.withMessageContaining(FakeWechatPay.PLATFORM_KEY_ID);
	}

	@Test
	void tellsAMerchantBetweenCertificatesAndPublicKeyWhatIsMissing() {
		refuses((message) -> new SignedMessage("5157F09EFDC096DE15EBE81A47057A7200000000", message.timestamp(),
				message.nonce(), message.signature(), message.body()), message("{}"), Reason.SERIAL_UNKNOWN)
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
	void quotesNoTextOfAStrangerAsSerial() {
		refuses((message) -> new SignedMessage("a\r\nb<script>" + "x".repeat(200), message.timestamp(), message.nonce(),
				message.signature(), message.body()), message("{}"), Reason.SERIAL_UNKNOWN)
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
					signed.timestamp(), signed.nonce(), signed.signature(), new byte[0])))
			.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(500))
			.matches((ex) -> ex.reason() == Reason.SIGNATURE_MISMATCH);
	}

	@Test
	void refusesAChangedBodyNonceOrTime() {
		refuses((message) -> new SignedMessage(message.serial(), message.timestamp(), message.nonce(),
				message.signature(), "{ }".getBytes(StandardCharsets.UTF_8)), message("{}"), Reason.SIGNATURE_MISMATCH);
		refuses((message) -> new SignedMessage(message.serial(), message.timestamp(), "other", message.signature(),
				message.body()), message("{}"), Reason.SIGNATURE_MISMATCH);
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
				message.body());
	}

	private static UnaryOperator<SignedMessage> withSignature(String signature) {
		return (message) -> new SignedMessage(message.serial(), message.timestamp(), message.nonce(), signature,
				message.body());
	}

	private static SignedMessage message(String body) {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		String timestamp = Long.toString(FakeWechatPay.NOW.getEpochSecond());
		byte[] signature = FakeWechatPay.sign(FakeWechatPay.PLATFORM_KEYS, SignedText.of(bytes, timestamp, NONCE));
		return new SignedMessage(FakeWechatPay.PLATFORM_KEY_ID, timestamp, NONCE,
				Base64.getEncoder().encodeToString(signature), bytes);
	}

	private static PlatformKeyVerifier verifierAt(Instant now) {
		return new PlatformKeyVerifier(FakeWechatPay.platformKeys(), Clock.fixed(now, ZoneOffset.UTC));
	}

}
