package io.github.wechatpayspring.simulator.server;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.wechatpayspring.simulator.Operation;
import io.github.wechatpayspring.simulator.RecordedRequest;
import io.github.wechatpayspring.simulator.calls.ApiError;
import io.github.wechatpayspring.simulator.crypto.CipherSuite;
import io.github.wechatpayspring.simulator.crypto.MerchantCertificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Whatever stands in an {@code Authorization} header.
 */
class RequestAuthenticatorFuzzTests {

	private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1554208460), ZoneOffset.UTC);

	private static final CipherSuite SUITE = CipherSuite.of(false);

	private final RequestAuthenticator authenticator = new RequestAuthenticator(SUITE, "1900000109",
			new MerchantCertificates(SUITE, "1900000109", CLOCK.instant()), CLOCK);

	@FuzzTest
	void isUnderstoodOrRefusedAndNeverBelieved(byte[] input) {
		String header = new String(input, StandardCharsets.UTF_8);
		RecordedRequest request = new RecordedRequest("GET", "/v3/certificates", null,
				Map.of("Authorization", List.of(header)), new byte[0], Operation.CERTIFICATE_DOWNLOAD, 0, false);
		assertThatExceptionOfType(ApiError.class).isThrownBy(() -> this.authenticator.authenticate(request))
			.satisfies((ex) -> assertThat(ex.status()).isEqualTo(401));
		Map<String, String> fields;
		try {
			fields = this.authenticator.parse(header);
		}
		catch (ApiError ex) {
			return;
		}
		String written = fields.entrySet()
			.stream()
			.map((field) -> field.getKey() + "=\"" + field.getValue() + "\"")
			.collect(Collectors.joining(","));
		assertThat(this.authenticator.parse(SUITE.scheme() + " " + written)).isEqualTo(fields);
		assertThat(written).hasSize(header.length() - SUITE.scheme().length() - 1);
	}

}
