package io.github.wechatpayspring.client.customizer;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

/**
 * Sends a sample through what an application's customizer adds to calls, as a call goes
 * through it, but to nobody.
 */
public final class CustomizerProbe {

	private static final byte[] BODY = "{\"echo_message\":\"wechatpay-diagnosis\"}".getBytes(StandardCharsets.UTF_8);

	private CustomizerProbe() {
	}

	/**
	 * Find out how a customizer interferes with calls.
	 * @param customizer the customizer
	 * @param baseUrl where calls go to
	 * @return what it tries to do, nothing if all is well
	 */
	public static Set<Interference> run(Consumer<RestClient.Builder> customizer, URI baseUrl) {
		Set<Interference> found = EnumSet.noneOf(Interference.class);
		Customization customization = new Customization(customizer);
		if (customization.headers().headerNames().stream().anyMatch(ReservedHeaders::contain)) {
			found.add(Interference.SETS_RESERVED_HEADERS);
		}
		HttpRequest sample = new Sample(HttpMethod.POST, URI.create(baseUrl + "/v3/security/echo"), new HttpHeaders(),
				new LinkedHashMap<>());
		sample.getHeaders().setContentType(MediaType.APPLICATION_JSON);
		try {
			customization.interceptor(found::add)
				.intercept(sample, BODY, (request, body) -> new SampleResponse(BODY))
				.close();
		}
		catch (Exception ex) {
			// it was noted
		}
		return found;
	}

	private record Sample(HttpMethod method, URI uri, HttpHeaders headers,
			Map<String, Object> attributes) implements HttpRequest {

		@Override
		public String toString() {
			return "Sample[" + this.method + " " + this.uri + "]";
		}

		@Override
		public HttpMethod getMethod() {
			return this.method;
		}

		@Override
		public URI getURI() {
			return this.uri;
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

		@Override
		public Map<String, Object> getAttributes() {
			return this.attributes;
		}

	}

}
