package io.github.wechatpayspring.notification;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.favor.FavorCouponStatus;
import io.github.wechatpayspring.key.AeadCipher;
import io.github.wechatpayspring.key.DecryptionException;
import io.github.wechatpayspring.key.Vectors;
import io.github.wechatpayspring.key.Vectors.Vector;
import io.github.wechatpayspring.key.VerifyingKey;
import io.github.wechatpayspring.key.pem.PemText;
import io.github.wechatpayspring.key.platform.PlatformKey;
import io.github.wechatpayspring.key.platform.PlatformKeySource;
import io.github.wechatpayspring.key.platform.PlatformKeyVerifier;
import io.github.wechatpayspring.key.platform.PlatformKeys;
import io.github.wechatpayspring.notification.UnreadableNotificationException.Reason;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class NotificationParserTests {

	private static final String OPENID = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";

	private static final String USED = """
			{"coupon_id":"98674556","stock_id":"9865888","status":"USED","openid":"%s"}""".formatted(OPENID);

	private final NotificationParser parser = parserAt(FakeWechatPay.NOW);

	@ParameterizedTest
	@MethodSource("vectors")
	void readsThePublishedNotifications(Vector vector) {
		HttpHeaders headers = new HttpHeaders();
		headers.set("Wechatpay-Serial", FakeWechatPay.PLATFORM_KEY_ID);
		headers.set("Wechatpay-Timestamp", vector.timestamp());
		headers.set("Wechatpay-Nonce", vector.nonce());
		headers.set("Wechatpay-Signature", vector.signature());
		VerifyingKey key = PemText.of(Vectors.load().publicKey()).publicKey();
		NotificationParser vectorParser = parser(key, Instant.ofEpochSecond(Long.parseLong(vector.timestamp())));
		WechatPayNotification notification = vectorParser.parse(headers,
				vector.body().getBytes(StandardCharsets.UTF_8));
		assertThat(notification).isInstanceOfSatisfying(CouponUsedNotification.class, (used) -> {
			assertThat(used.id()).isEqualTo("EV-2018022511223320873");
			assertThat(used.eventType()).isEqualTo("COUPON.USE");
			assertThat(used.createTime()).isEqualTo(OffsetDateTime.parse("2015-05-20T13:29:35+08:00"));
			assertThat(used.summary()).isEqualTo("用券成功");
			assertThat(used.couponId()).isEqualTo("98674556");
			assertThat(used.stockId()).isEqualTo("9865888");
			assertThat(used.stockCreatorMchid()).isEqualTo("9800064");
			assertThat(used.couponName()).isEqualTo("微信支付代金券");
			assertThat(used.status()).isEqualTo(FavorCouponStatus.USED);
			assertThat(used.additionalFields()).isEmpty();
		});
	}

	static Stream<Vector> vectors() {
		List<Vector> vectors = Vectors.load()
			.ofKind("response-or-callback")
			.stream()
			.filter((vector) -> vector.name().contains("callback"))
			.toList();
		assertThat(vectors).hasSize(2);
		return vectors.stream();
	}

	@Test
	void readsHeadersOfSpringInAnyCase() {
		Callback callback = Callback.of("COUPON.USE", USED);
		HttpHeaders headers = new HttpHeaders();
		callback.headers().forEach((name, values) -> headers.put(Callback.otherCase(name), values));
		assertThat(this.parser.parse(headers, callback.body()).id()).isEqualTo(Callback.ID);
	}

	@ParameterizedTest
	@ValueSource(strings = { "lower", "upper", "other", "same" })
	void readsHeadersOfAMapInAnyCase(String form) {
		Callback callback = Callback.of("COUPON.USE", USED);
		Map<String, Collection<String>> headers = new HashMap<>();
		callback.headers().forEach((name, values) -> headers.put(switch (form) {
			case "lower" -> name.toLowerCase(Locale.ROOT);
			case "upper" -> name.toUpperCase(Locale.ROOT);
			case "other" -> Callback.otherCase(name);
			default -> name;
		}, Set.copyOf(values)));
		assertThat(this.parser.parse(headers, callback.body()).id()).isEqualTo(Callback.ID);
	}

	@Test
	void toleratesOddEntriesOfAMap() {
		Callback callback = Callback.of("COUPON.USE", USED);
		Map<String, List<String>> headers = new LinkedHashMap<>();
		headers.put("X-Empty", List.of());
		headers.put("X-Null", new ArrayList<>(Collections.singleton(null)));
		callback.headers().forEach((name, values) -> headers.put(name, List.of(" " + values.get(0) + " ")));
		assertThat(this.parser.parse(headers, callback.body()).id()).isEqualTo(Callback.ID);
		headers.put("Wechatpay-Nonce", List.of());
		assertThatExceptionOfType(WechatPaySecurityException.class)
			.isThrownBy(() -> this.parser.parse(headers, callback.body()))
			.matches((ex) -> ex.reason() == WechatPaySecurityException.Reason.HEADER_MISSING);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Wechatpay-Serial", "Wechatpay-Timestamp", "Wechatpay-Nonce", "Wechatpay-Signature" })
	void refusesANotificationWithoutOneOfTheHeaders(String header) {
		Callback callback = Callback.of("COUPON.USE", USED);
		refuses(callback.without(header), WechatPaySecurityException.Reason.HEADER_MISSING)
			.withMessageContaining(header);
		refuses(callback.with(header, ""), WechatPaySecurityException.Reason.HEADER_MISSING)
			.withMessageContaining(header);
		Map<String, List<String>> headers = new HashMap<>();
		callback.without(header).headers().forEach(headers::put);
		assertThatExceptionOfType(WechatPaySecurityException.class)
			.isThrownBy(() -> this.parser.parse(headers, callback.body()))
			.matches((ex) -> ex.reason() == WechatPaySecurityException.Reason.HEADER_MISSING);
	}

	@ParameterizedTest
	@ValueSource(longs = { -300, 0, 300 })
	void acceptsWhatWasSignedUpToFiveMinutesAway(long seconds) {
		Callback callback = Callback.of("COUPON.USE", USED);
		NotificationParser later = parserAt(FakeWechatPay.NOW.plusSeconds(seconds));
		assertThat(later.parse(callback.headers(), callback.body()).id()).isEqualTo(Callback.ID);
	}

	@ParameterizedTest
	@ValueSource(longs = { -301, 301, 86400 })
	void refusesWhatWasSignedFurtherAway(long seconds) {
		Callback callback = Callback.of("COUPON.USE", USED);
		NotificationParser later = parserAt(FakeWechatPay.NOW.plusSeconds(seconds));
		assertThatExceptionOfType(WechatPaySecurityException.class)
			.isThrownBy(() -> later.parse(callback.headers(), callback.body()))
			.matches((ex) -> ex.reason() == WechatPaySecurityException.Reason.CLOCK_SKEW);
	}

	@Test
	void refusesWhatDoesNotVerify() {
		Callback callback = Callback.of("COUPON.USE", USED);
		refuses(callback.with("Wechatpay-Timestamp", "now"), WechatPaySecurityException.Reason.HEADER_MALFORMED);
		refuses(callback.with("Wechatpay-Serial", "PUB_KEY_ID_1"), WechatPaySecurityException.Reason.SERIAL_UNKNOWN);
		refuses(callback.with("Wechatpay-Nonce", "other"), WechatPaySecurityException.Reason.SIGNATURE_MISMATCH);
		refuses(Callback.signed(callback.body(), FakeWechatPay.MERCHANT_KEYS, FakeWechatPay.NOW),
				WechatPaySecurityException.Reason.SIGNATURE_MISMATCH);
	}

	@Test
	void refusesAProbeEvenAroundAValidSignature() {
		Callback callback = Callback.of("COUPON.USE", USED);
		String signature = callback.header("Wechatpay-Signature");
		refuses(callback.with("Wechatpay-Signature", "WECHATPAY/SIGNTEST/" + signature),
				WechatPaySecurityException.Reason.PROBE);
		refuses(callback.with("Wechatpay-Signature", "WECHATPAY/SIGNTEST/" + signature.substring(3)),
				WechatPaySecurityException.Reason.PROBE);
	}

	@Test
	void refusesAChangedBody() {
		Callback callback = Callback.of("COUPON.USE", USED);
		byte[] changed = callback.body().clone();
		for (int index : new int[] { 0, changed.length / 2, changed.length - 1 }) {
			changed[index] ^= 1;
			refuses(callback.withBody(changed), WechatPaySecurityException.Reason.SIGNATURE_MISMATCH);
			changed[index] ^= 1;
		}
		refuses(callback.withBody(new byte[0]), WechatPaySecurityException.Reason.SIGNATURE_MISMATCH);
		refuses(callback.withBody((callback.text() + " ").getBytes(StandardCharsets.UTF_8)),
				WechatPaySecurityException.Reason.SIGNATURE_MISMATCH);
		assertThat(this.parser.parse(callback.headers(), changed).id()).isEqualTo(Callback.ID);
	}

	@Test
	void looksAtNothingThatIsNotSigned() {
		Callback callback = Callback.of("COUPON.USE", USED);
		refuses(callback.withBody("{".repeat(5_000_000).getBytes(StandardCharsets.UTF_8)),
				WechatPaySecurityException.Reason.SIGNATURE_MISMATCH);
		refuses(callback.withBody("no JSON".getBytes(StandardCharsets.UTF_8)),
				WechatPaySecurityException.Reason.SIGNATURE_MISMATCH);
	}

	@Test
	void readsTheLongestResource() {
		String description = "券".repeat(262_000);
		Callback callback = Callback.of("COUPON.USE",
				"{\"coupon_id\":\"1\",\"stock_id\":\"2\",\"description\":\"%s\"}".formatted(description));
		assertThat(callback.body()).hasSizeGreaterThan(1_048_000);
		assertThat(((CouponUsedNotification) parse(callback)).description()).isEqualTo(description);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\"associated_data\":\"\",", "\"associated_data\":null," })
	void needsNoAssociatedData(String associatedData) {
		String body = Callback.envelope("COUPON.USE", "coupon", associatedData, Callback.encrypt(USED, ""));
		assertThat(parse(Callback.signed(body))).isInstanceOf(CouponUsedNotification.class);
	}

	@Test
	void saysThatTheApiV3KeyDoesNotFit() {
		String ciphertext = Callback.encrypt("APIv2KeyOfTheSameMerchant0123456", USED.getBytes(StandardCharsets.UTF_8),
				"");
		String body = Callback.envelope("COUPON.USE", "coupon", "", ciphertext);
		cannotRead(Callback.signed(body), Reason.NOT_DECRYPTED).havingCause().isInstanceOf(DecryptionException.class);
		cannotRead(Callback.signed(body), Reason.NOT_DECRYPTED).withMessageContaining("wechatpay.api-v3-key")
			.withMessageContaining("商户平台 → 账户中心 → API安全")
			.withMessageContaining("APIv2");
	}

	@Test
	void decryptsOnlyWhatIsWhole() {
		String ciphertext = Callback.encrypt(USED, "coupon");
		byte[] bytes = Base64.getDecoder().decode(ciphertext);
		bytes[0] ^= 1;
		cannotDecrypt(Base64.getEncoder().encodeToString(bytes), "\"associated_data\":\"coupon\",");
		bytes[0] ^= 1;
		bytes[bytes.length - 1] ^= 1;
		cannotDecrypt(Base64.getEncoder().encodeToString(bytes), "\"associated_data\":\"coupon\",");
		cannotDecrypt(Base64.getEncoder().encodeToString(new byte[15]), "\"associated_data\":\"coupon\",");
		cannotDecrypt(ciphertext, "\"associated_data\":\"other\",");
		cannotDecrypt(ciphertext, "");
	}

	@ParameterizedTest
	@ValueSource(strings = { "j9g1wAzF9Xn2", "j", "j9g1wAzF9Xn1j9g1wAzF9Xn1" })
	void decryptsOnlyWithTheNonceOfTheResource(String nonce) {
		Callback callback = changed((body) -> body.replace("j9g1wAzF9Xn1", nonce));
		cannotRead(callback, Reason.NOT_DECRYPTED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "AEAD_SM4_CCM", "AEAD_AES_256_GCM2", "aead_aes_256_gcm" })
	void saysThatTheAlgorithmIsUnknown(String algorithm) {
		Callback callback = changed((body) -> body.replace("AEAD_AES_256_GCM", algorithm));
		cannotRead(callback, Reason.ALGORITHM_UNKNOWN)
			.withMessageContaining("other than AEAD_AES_256_GCM and AEAD_SM4_GCM,")
			.withNoCause();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "null", "[]", "1", "\"text\"", "{", "{}}", "{} {}", "<html>", "{\"id\":\"1\"",
			"coupon_id=1" })
	void saysThatABodyIsNoNotification(String body) {
		cannotRead(Callback.signed(body), Reason.MALFORMED).withMessageContaining("its body is not").withNoCause();
	}

	@Test
	void saysThatBytesAreNoText() {
		cannotRead(Callback.signed(new byte[] { '{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}' },
				FakeWechatPay.PLATFORM_KEYS, FakeWechatPay.NOW), Reason.MALFORMED);
	}

	@Test
	void survivesDeepNesting() {
		cannotRead(Callback.signed("{\"resource\":" + "[".repeat(100_000)), Reason.MALFORMED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "id", "event_type", "resource", "algorithm", "ciphertext", "nonce" })
	void namesTheFieldThatIsMissing(String field) {
		Callback renamed = changed((body) -> body.replace("\"" + field + "\":", "\"other\":"));
		cannotRead(renamed, Reason.MALFORMED).withMessageContaining("it has no '%s'".formatted(field));
	}

	@ParameterizedTest
	@CsvSource({ "id, '\"id\":\"\"'", "id, '\"id\":null'", "id, '\"id\":{}'", "id, '\"id\":true'" })
	void treatsAFieldOfAnotherTypeAsMissing(String field, String replacement) {
		Callback callback = changed((body) -> body.replace("\"id\":\"" + Callback.ID + "\"", replacement));
		cannotRead(callback, Reason.MALFORMED).withMessageContaining("it has no '%s'".formatted(field));
	}

	@Test
	void saysThatTheResourceIsNoObject() {
		cannotRead(changed((body) -> body.replaceFirst("\"resource\":\\{.*}}", "\"resource\":\"text\"}")),
				Reason.MALFORMED)
			.withMessageContaining("it has no 'resource'");
		cannotRead(changed((body) -> body.replaceFirst("\"ciphertext\":\"[^\"]*\"", "\"ciphertext\":\"中文\"")),
				Reason.MALFORMED)
			.withMessageContaining("not Base64")
			.withNoCause();
		cannotRead(Callback.of("COUPON.USE", "[]"), Reason.MALFORMED)
			.withMessageContaining("its resource is not a JSON object");
		cannotRead(Callback.of("ANY.EVENT", "no JSON"), Reason.MALFORMED)
			.withMessageContaining("its resource is not JSON");
	}

	@ParameterizedTest
	@CsvSource({ "COUPON.USE, coupon_id, stock_id", "COUPON.USE, stock_id, coupon_id",
			"COUPON.SEND, coupon_code, stock_id", "COUPON.SEND, stock_id, coupon_code" })
	void needsTheIdsOfACoupon(String eventType, String missing, String present) {
		cannotRead(Callback.of(eventType, "{\"%s\":\"1\"}".formatted(present)), Reason.MALFORMED)
			.withMessageContaining("it has no '%s'".formatted(missing));
	}

	@ParameterizedTest
	@CsvSource({ "2015-05-20T13:29:35+08:00, 2015-05-20T13:29:35+08:00",
			"2026-11-20T04:00:00.120Z, 2026-11-20T04:00:00.120Z", "20261120120000, 2026-11-20T12:00:00+08:00" })
	void readsBothFormsOfTimes(String written, String time) {
		WechatPayNotification notification = parse(
				changed((body) -> body.replace("2026-11-20T12:00:00+08:00", written)));
		assertThat(notification.createTime()).isEqualTo(OffsetDateTime.parse(time));
		assertThat(notification.createTime().getOffset()).isEqualTo(OffsetDateTime.parse(time).getOffset());
		assertThat(notification.envelope().additionalFields()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "20261320120000", "2026-11-20 12:00:00", "yesterday", "20260230120000" })
	void keepsATimeThatItCannotRead(String written) {
		WechatPayNotification notification = parse(
				changed((body) -> body.replace("2026-11-20T12:00:00+08:00", written)));
		assertThat(notification.createTime()).isNull();
		assertThat(notification.envelope().additionalFields()).containsOnly(Map.entry("create_time", written));
	}

	@Test
	void readsAnEnvelopeOfTheOldestKind() {
		String body = """
				{"event_type":"COUPON.USE","resource":{"nonce":"j9g1wAzF9Xn1","algorithm":"AEAD_AES_256_GCM",
				"ciphertext":"%s"},"id":"EV-1"}""".formatted(Callback.encrypt(USED, ""));
		WechatPayNotification notification = parse(Callback.signed(body));
		assertThat(notification.envelope()).isEqualTo(new NotificationEnvelope("EV-1", "COUPON.USE"));
		assertThat(notification.summary()).isNull();
		assertThat(notification.createTime()).isNull();
	}

	@Test
	void keepsWhatIsNewInTheEnvelope() {
		NotificationEnvelope envelope = parse(changed((body) -> "{\"region\":{\"code\":7}," + body.substring(1)))
			.envelope();
		assertThat(envelope.resourceType()).isEqualTo("encrypt-resource");
		assertThat(envelope.originalType()).isEqualTo("coupon");
		assertThat(envelope.additionalFields()).containsOnly(Map.entry("region", Map.of("code", 7)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "PRODUCT_COUPON_SP.SEND", "PRODUCT_COUPON.USE", "SECURITY_ECHO.SUCCESS", "coupon.use",
			"REFUND.SUCCESS" })
	void keepsAnyOtherEventWithItsJson(String eventType) {
		WechatPayNotification notification = parse(Callback.of(eventType, """
				{"coupon_id":"1","stock_id":"2","brand_id":7,"ratio":0.5,"final":true,"none":null,
				"goods":[{"id":"a"}],"attach":{"":"x"}}"""));
		assertThat(notification).isInstanceOfSatisfying(GenericNotification.class, (generic) -> {
			assertThat(generic.eventType()).isEqualTo(eventType);
			assertThat(generic.id()).isEqualTo(Callback.ID);
			assertThat(generic.summary()).isEqualTo("用券成功");
			Map<String, Object> expected = new LinkedHashMap<>(Map.of("coupon_id", "1", "stock_id", "2", "brand_id", 7,
					"ratio", 0.5, "final", true, "goods", List.of(Map.of("id", "a")), "attach", Map.of("", "x")));
			expected.put("none", null);
			assertThat(generic.resource()).isEqualTo(expected);
			assertThat(generic.additionalFields()).isEqualTo(expected);
			assertThatExceptionOfType(UnsupportedOperationException.class)
				.isThrownBy(() -> generic.resource().put("x", "y"));
		});
	}

	@Test
	void takesTheSlipInTheDocumentationForAUsedCoupon() {
		WechatPayNotification notification = parse(Callback.of("TRANSACTION.SUCCESS", USED));
		assertThat(notification).isInstanceOfSatisfying(CouponUsedNotification.class, (used) -> {
			assertThat(used.couponId()).isEqualTo("98674556");
			assertThat(used.eventType()).isEqualTo("TRANSACTION.SUCCESS");
		});
	}

	@Test
	void takesNoPaymentForAUsedCoupon() {
		assertThat(parse(Callback.of("TRANSACTION.SUCCESS", "{\"transaction_id\":\"1\",\"stock_id\":\"2\"}")))
			.isInstanceOf(GenericNotification.class);
		assertThat(parse(Callback.of("TRANSACTION.SUCCESS", "{\"transaction_id\":\"1\",\"coupon_id\":\"2\"}")))
			.isInstanceOf(GenericNotification.class);
		String body = Callback.envelope("TRANSACTION.SUCCESS", "transaction", "", Callback.encrypt(USED, ""));
		assertThat(parse(Callback.signed(body))).isInstanceOf(GenericNotification.class);
	}

	@Test
	void parsesTheSameNotificationEachTime() {
		Callback callback = Callback.of("COUPON.USE", USED);
		assertThat(parse(callback)).isEqualTo(parse(callback));
	}

	@ParameterizedTest
	@MethodSource("failures")
	void tellsNothingSecretWhenItFails(Callback callback) {
		WechatPayException failure = catchThrowableOfType(WechatPayException.class, () -> parse(callback));
		StringWriter everything = new StringWriter();
		failure.printStackTrace(new PrintWriter(everything, true));
		assertThat(everything.toString()).contains(failure.getMessage())
			.doesNotContain(OPENID, Callback.API_V3_KEY, "98674556", "planted", "用券成功", Callback.ID,
					callback.headers().toString());
		assertThat(failure.isOutcomeUnknown()).isTrue();
	}

	static Stream<Callback> failures() {
		Callback callback = Callback.of("COUPON.USE", USED);
		return Stream.of(callback.with("Wechatpay-Signature", "planted"),
				callback.with("Wechatpay-Timestamp", "planted"), callback.with("Wechatpay-Signature", "AAAA"),
				callback.without("Wechatpay-Nonce"), Callback.signed("{\"planted\":" + OPENID), Callback.signed(OPENID),
				Callback.signed("{\"id\":\"planted\"}"), changed((body) -> body.replace("AEAD_AES_256_GCM", "planted")),
				changed((body) -> body.replace("j9g1wAzF9Xn1", "planted")),
				changed((body) -> body.replaceFirst("\"ciphertext\":\"", "$0planted ")),
				Callback.of("COUPON.USE", OPENID), Callback.of("COUPON.USE", "\"" + OPENID + "\""),
				Callback.of("COUPON.USE", "{\"openid\":\"" + OPENID + "\"}"));
	}

	@Test
	void tellsNothingPersonalAsText() {
		String personal = """
				"openid":"%s","unionid":"%s","phone_number":"13800000000\"""".formatted(OPENID, OPENID);
		for (String eventType : List.of("COUPON.USE", "COUPON.SEND", "PRODUCT_COUPON.SEND")) {
			WechatPayNotification notification = parse(Callback.of(eventType, """
					{"coupon_id":"98674556","coupon_code":"98674556","stock_id":"1",%1$s,"attach_info":{%1$s},
					"consume_information":{%1$s,"goods_detail":[{%1$s}]},"discount_to":{%1$s},
					"singleitem_discount_off":{%1$s},"normal_coupon_information":{%1$s}}""".formatted(personal)));
			assertThat(notification.toString()).contains(Callback.ID, eventType, "phone_number")
				.doesNotContain(OPENID, "13800000000");
		}
	}

	@Test
	void isSafeForSeveralThreads() {
		Callback callback = Callback.of("COUPON.USE", USED);
		assertThatNoException().isThrownBy(() -> Stream.generate(() -> callback)
			.limit(64)
			.parallel()
			.forEach((each) -> assertThat(parse(each).id()).isEqualTo(Callback.ID)));
	}

	private WechatPayNotification parse(Callback callback) {
		return this.parser.parse(callback.headers(), callback.body());
	}

	private ThrowableAssertAlternative<WechatPaySecurityException> refuses(Callback callback,
			WechatPaySecurityException.Reason reason) {
		return assertThatExceptionOfType(WechatPaySecurityException.class).isThrownBy(() -> parse(callback))
			.matches((ex) -> ex.reason() == reason, "is for reason " + reason);
	}

	private ThrowableAssertAlternative<UnreadableNotificationException> cannotRead(Callback callback, Reason reason) {
		return assertThatExceptionOfType(UnreadableNotificationException.class).isThrownBy(() -> parse(callback))
			.matches((ex) -> ex.reason() == reason, "is for reason " + reason);
	}

	private void cannotDecrypt(String ciphertext, String associatedData) {
		cannotRead(Callback.signed(Callback.envelope("COUPON.USE", "coupon", associatedData, ciphertext)),
				Reason.NOT_DECRYPTED);
	}

	private static Callback changed(UnaryOperator<String> change) {
		String body = Callback.of("COUPON.USE", USED).text();
		String changed = change.apply(body);
		assertThat(changed).isNotEqualTo(body);
		return Callback.signed(changed);
	}

	private static NotificationParser parserAt(Instant now) {
		return parser(VerifyingKey.of((RSAPublicKey) FakeWechatPay.PLATFORM_KEYS.getPublic()), now);
	}

	private static NotificationParser parser(VerifyingKey key, Instant now) {
		PlatformKeys keys = PlatformKeys.of(new PlatformKey(FakeWechatPay.PLATFORM_KEY_ID, key));
		PlatformKeySource source = () -> keys;
		return new NotificationParser(new PlatformKeyVerifier(source, Clock.fixed(now, ZoneOffset.UTC)),
				AeadCipher.of(Callback.API_V3_KEY));
	}

}
