package io.github.wechatpayspring.simulator;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Whatever stands in an {@code Authorization} header.
 */
class RequestAuthenticatorFuzzTests {

	private static final KeyPair KEYS = Rsa.generateKeyPair();

	private final RequestAuthenticator authenticator = new RequestAuthenticator("1900000109",
			"408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB", KEYS.getPublic(),
			Clock.fixed(Instant.ofEpochSecond(1554208460), ZoneOffset.UTC));

	@FuzzTest
	void isUnderstoodOrRefusedAndNeverBelieved(byte[] input) {
		String header = new String(input, StandardCharsets.UTF_8);
		RecordedRequest request = new RecordedRequest("GET", "/v3/certificates", null,
				Map.of("Authorization", List.of(header)), new byte[0], Operation.DOWNLOAD_CERTIFICATES, 0, false);
		assertThatExceptionOfType(ApiError.class).isThrownBy(() -> this.authenticator.authenticate(request))
			.satisfies((ex) -> assertThat(ex.toAnswer().status()).isEqualTo(401));
		Map<String, String> fields;
		try {
			fields = RequestAuthenticator.parse(header);
		}
		catch (ApiError ex) {
			return;
		}
		String written = fields.entrySet()
			.stream()
			.map((field) -> field.getKey() + "=\"" + field.getValue() + "\"")
			.collect(Collectors.joining(","));
		assertThat(RequestAuthenticator.parse(RequestAuthenticator.SCHEME + " " + written)).isEqualTo(fields);
		assertThat(written).hasSize(header.length() - RequestAuthenticator.SCHEME.length() - 1);
	}

}
