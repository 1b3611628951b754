package io.github.wechatpayspring.key;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.stream.Stream;

import io.github.wechatpayspring.key.platform.PlatformKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class SignedTextTests {

	@Test
	void endsEachLineAndTheBodyWithALineFeed() {
		byte[] text = SignedText.of("{\"a\":1}".getBytes(StandardCharsets.UTF_8), "POST", "/v3/x?y=1", "1554208460",
				"N");
		assertThat(text).asString().isEqualTo("POST\n/v3/x?y=1\n1554208460\nN\n{\"a\":1}\n");
	}

	@Test
	void endsWithTwoLineFeedsWithoutABody() {
		assertThat(SignedText.of(new byte[0], "1722850421", "nonce")).asString().isEqualTo("1722850421\nnonce\n\n");
	}

	@Test
	void keepsBytesThatAreNoText() {
		byte[] body = { (byte) 0xff, 0, (byte) 0xc3 };
		assertThat(SignedText.of(body, "n")).containsExactly('n', '\n', 0xff, 0, 0xc3, '\n');
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("requests")
	void buildsTheMessagesOfPublishedRequests(String name, JsonNode vector) throws Exception {
		byte[] message = SignedText.of(bytes(vector, "body"), text(vector, "method"), text(vector, "url"),
				text(vector, "timestamp"), text(vector, "nonce"));
		assertThat(message).hasSize(vector.get("message_utf8_len").asInt());
		assertThat(documentedKey().verifies(message, signature(vector))).isTrue();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("responses")
	void buildsTheMessagesOfResponsesAndCallbacks(String name, JsonNode vector) throws Exception {
		byte[] message = SignedText.of(bytes(vector, "body"), text(vector, "timestamp"), text(vector, "nonce"));
		assertThat(message).hasSize(vector.get("message_utf8_len").asInt());
		assertThat(documentedKey().verifies(message, signature(vector))).isTrue();
	}

	@Test
	void buildsTheMessageOfThePublishedResponse() throws Exception {
		JsonNode response = vectors().get("docResponse");
		PlatformKey key = new PlatformKey("documented", publicKey(text(response, "publicKey")));
		byte[] message = SignedText.of(bytes(response, "body"), text(response, "timestamp"), text(response, "nonce"));
		assertThat(key.verifies(message, signature(response))).isTrue();
	}

	static Stream<Object[]> requests() throws IOException {
		return vectors("request");
	}

	static Stream<Object[]> responses() throws IOException {
		return vectors("response-or-callback");
	}

	private static Stream<Object[]> vectors(String kind) throws IOException {
		return vectors().get("vectors")
			.valueStream()
			.filter((vector) -> kind.equals(text(vector, "kind")))
			.map((vector) -> new Object[] { text(vector, "name"), vector });
	}

	private static JsonNode vectors() throws IOException {
		try (InputStream resource = SignedTextTests.class.getResourceAsStream("/vectors.json")) {
			return JsonMapper.shared().readTree(resource);
		}
	}

	private static PlatformKey documentedKey() throws Exception {
		return new PlatformKey("documented", publicKey(text(vectors(), "publicKey")));
	}

	private static RSAPublicKey publicKey(String pem) throws GeneralSecurityException {
		byte[] encoded = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
		return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded));
	}

	private static byte[] signature(JsonNode vector) {
		return Base64.getDecoder().decode(text(vector, "signature"));
	}

	private static byte[] bytes(JsonNode vector, String field) {
		return text(vector, field).getBytes(StandardCharsets.UTF_8);
	}

	private static String text(JsonNode vector, String field) {
		return vector.get(field).asString();
	}

}
