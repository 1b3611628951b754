package io.github.wechatpayspring.key;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The test vectors of {@code vectors.json}.
 *
 * @param publicKey verifies all signatures except that of docResponse
 * @param docResponse the response that the documentation publishes, with its own key
 * @param vectors all others
 */
public record Vectors(String publicKey, Vector docResponse, List<Vector> vectors) {

	public static Vectors load() {
		JsonMapper mapper = JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();
		try (InputStream in = Vectors.class.getResourceAsStream("/vectors.json")) {
			return mapper.readValue(in, Vectors.class);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public List<Vector> ofKind(String... kinds) {
		return this.vectors.stream().filter((vector) -> Arrays.asList(kinds).contains(vector.kind())).toList();
	}

	/**
	 * One vector; what its kind does not have is null or 0.
	 */
	public record Vector(String name, String kind, String publicKey, String method, String url, String timestamp,
			String nonce, String body, @JsonProperty("message_utf8_len") int messageLength, String signature,
			@JsonProperty("apiv3_key") String apiV3Key, @JsonProperty("associated_data") String associatedData,
			String plaintext, String ciphertext) {

		public String message() {
			String head = "request".equals(this.kind) ? this.method + "\n" + this.url + "\n" : "";
			return head + this.timestamp + "\n" + this.nonce + "\n" + this.body + "\n";
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
