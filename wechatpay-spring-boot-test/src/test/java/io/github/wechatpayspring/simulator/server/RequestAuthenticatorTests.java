package io.github.wechatpayspring.simulator.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;

import io.github.wechatpayspring.simulator.RecordedRequest;
import io.github.wechatpayspring.simulator.calls.ApiError;
import io.github.wechatpayspring.simulator.crypto.CipherSuite;
import io.github.wechatpayspring.simulator.crypto.MerchantCertificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RequestAuthenticatorTests {

	private static final JsonNode VECTORS = readVectors();

	private static final CipherSuite SUITE = CipherSuite.of(false);

	@ParameterizedTest
	@MethodSource("requestVectors")
	void buildsTheMessageThatWasSigned(JsonNode vector) throws GeneralSecurityException {
		byte[] message = RequestAuthenticator.message(
				request(vector.path("method").stringValue(), vector.path("url").stringValue()),
				vector.path("timestamp").stringValue(), vector.path("nonce").stringValue(),
				vector.path("body").stringValue().getBytes(StandardCharsets.UTF_8));
		assertThat(message).hasSize(vector.path("message_utf8_len").intValue());
		assertThat(SUITE.verifies(publicKey(), message, vector.path("signature").stringValue())).isTrue();
		message[0]++;
		assertThat(SUITE.verifies(publicKey(), message, vector.path("signature").stringValue())).isFalse();
	}

	static Stream<JsonNode> requestVectors() {
		return VECTORS.path("vectors")
			.valueStream()
			.filter((vector) -> vector.path("kind").stringValue().equals("request"));
	}

	@Test
	void hasVectorsForTheLengthsThatWeChatPayReported() {
		assertThat(requestVectors().map((vector) -> vector.path("message_utf8_len").intValue())).contains(66, 85, 89);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ' ', quoteCharacter = '`', value = { "{\"filename\":\"f\"} {\"filena",
			"{\"stock_id\":1} {\"stock_", "{\"a\":1} {\"a\":1}", "{\"消费金额\":1} {\"消费金额\":" })
	void cutsTheBodyToEightCharacters(String body, String shown) {
		assertThat(RequestAuthenticator.truncate(body.getBytes(StandardCharsets.UTF_8)))
			.isEqualTo(shown.getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void refusesAnAuthorizationOfVeryManyFields() {
		String header = "WECHATPAY2-SHA256-RSA2048 mchid=\"1\"" + ",mchid=\"1\"".repeat(1500);
		RequestAuthenticator authenticator = new RequestAuthenticator(SUITE, "1900000109",
				new MerchantCertificates(SUITE, "1900000109", Instant.now()), Clock.systemUTC());
		assertThatExceptionOfType(ApiError.class).isThrownBy(() -> authenticator.parse(header))
			.withMessage("Http头Authorization值格式错误，请参考《微信支付商户REST API签名规则》");
	}

	private static RecordedRequest request(String method, String target) {
		int mark = target.indexOf('?');
		String path = (mark >= 0) ? target.substring(0, mark) : target;
		String query = (mark >= 0) ? target.substring(mark + 1) : null;
		return new RecordedRequest(method, path, query, Map.of(), new byte[0], null, 0, false);
	}

	private static PublicKey publicKey() throws GeneralSecurityException {
		String pem = VECTORS.path("publicKey").stringValue().replaceAll("-----[A-Z ]+-----", "");
		return KeyFactory.getInstance("RSA")
			.generatePublic(new X509EncodedKeySpec(Base64.getMimeDecoder().decode(pem)));
	}

	private static JsonNode readVectors() {
		try (InputStream vectors = RequestAuthenticatorTests.class.getResourceAsStream("/vectors.json")) {
			return new JsonMapper().readTree(vectors);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
