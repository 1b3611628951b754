package io.github.wechatpayspring.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Objects;
import java.util.function.Consumer;

import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.client.customizer.Customization;
import io.github.wechatpayspring.client.error.ErrorCatalogue;
import io.github.wechatpayspring.client.error.ErrorResponse;
import io.github.wechatpayspring.client.error.ErrorResponseReader;
import io.github.wechatpayspring.client.error.ReceivedBody;
import io.github.wechatpayspring.client.error.SignInformation;
import io.github.wechatpayspring.client.error.SignInformation.Line;
import io.github.wechatpayspring.client.resilience.WechatPayHosts;
import io.github.wechatpayspring.field.WechatPayJson;
import io.github.wechatpayspring.key.MerchantCredentialsSource;
import io.github.wechatpayspring.key.platform.PlatformKeySource;
import io.github.wechatpayspring.key.platform.PlatformKeyVerifier;
import io.github.wechatpayspring.key.platform.ResponseVerifier;
import io.github.wechatpayspring.key.platform.SignedMessage;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.RestClient;

/**
 * Sends a request as any other is sent, signed and by the same HTTP client, but once, and
 * tells what came back in parts rather than as an exception. Made for diagnosis: requests
 * must not hold anything personal, since the response shows where they were changed.
 */
public final class SignedProbe {

	private final RestClient restClient;

	private final WechatPayHosts hosts;

	private final ResponseVerifier verifier;

	private final ErrorResponseReader reader = new ErrorResponseReader(WechatPayJson.createMapper());

	/**
	 * Create a probe.
	 * @param credentials what to sign with
	 * @param platformKeys what to verify with
	 * @param named where the name of the platform key in the request comes from, or
	 * {@code null} to name none
	 * @param hosts where WeChat Pay or a gateway to it is
	 * @param clock the time to sign with and to judge responses by
	 * @param builder a builder with the HTTP client to use; it is changed
	 * @param customizer may add default headers, initializers and interceptors
	 */
	public SignedProbe(MerchantCredentialsSource credentials, PlatformKeySource platformKeys,
			@Nullable PlatformKeySource named, WechatPayHosts hosts, Clock clock, RestClient.Builder builder,
			Consumer<RestClient.Builder> customizer) {
		this.hosts = hosts;
		this.verifier = new PlatformKeyVerifier(platformKeys, clock);
		Customization customization = RestClientPipeline.prepare(builder, customizer);
		this.restClient = builder.uriBuilderFactory(RestClientPipeline.uriBuilderFactory(hosts.primary()))
			.requestInterceptor(customization.interceptor())
			// before an interceptor of the application can close it
			.requestInterceptor((request, body, execution) -> received(execution.execute(request, body)))
			.requestInterceptor(new SigningInterceptor(credentials, named, hosts, clock))
			.build();
	}

	/**
	 * Execute a GET request.
	 * @param path path and query
	 * @return the response
	 * @throws org.springframework.web.client.ResourceAccessException if none came
	 */
	public ProbeResponse get(String path) {
		return this.restClient.get()
			.uri(path)
			.exchangeForRequiredValue((request, response) -> read(request, new byte[0], response));
	}

	/**
	 * Execute a POST request.
	 * @param path the path
	 * @param json the body
	 * @return the response
	 * @throws org.springframework.web.client.ResourceAccessException if none came
	 */
	public ProbeResponse post(String path, String json) {
		byte[] body = json.getBytes(StandardCharsets.UTF_8);
		return this.restClient.post()
			.uri(path)
			.body(body)
			.exchangeForRequiredValue((request, response) -> read(request, body, response));
	}

	private static ClientHttpResponse received(ClientHttpResponse response) throws IOException {
		return new ReceivedResponse(response, ReceivedBody.of(response, ReceivedBody.LARGEST_ERROR).bytes());
	}

	private ProbeResponse read(HttpRequest request, byte[] sent, ClientHttpResponse response) throws IOException {
		HttpHeaders headers = response.getHeaders();
		boolean success = response.getStatusCode().is2xxSuccessful();
		SignedMessage message = WechatPayHeaders.signedMessage(headers, response.getBody().readAllBytes());
		ErrorResponse error = this.reader.read(request, sent, response.getStatusCode().value(),
				headers.getFirst(WechatPayHeaders.REQUEST_ID), message.body());
		boolean signed = WechatPayHeaders.isSigned(headers);
		return new ProbeResponse(error.statusCode(), error.code(), (success) ? null : error.message(),
				(success) ? null
						: ErrorCatalogue.find(error.statusCode(), error.code(), error.errorNumber(), error.message()),
				compare(error.signInformation(), request, sent), signed,
				ErrorResponseReader.printable(message.serial()),
				(success || signed || "RESOURCE_NOT_EXISTS".equals(error.code())) ? distrust(message) : null,
				message.body());
	}

	private @Nullable SignedTextComparison compare(@Nullable SignInformation information, HttpRequest request,
			byte[] sent) {
		Line line = (information != null) ? information.differingLine(request, sent) : null;
		if (information == null || line == null) {
			return null;
		}
		return switch (line) {
			case NONE -> comparison(line, "", "");
			case METHOD -> comparison(line, request.getMethod().name(), information.method());
			case TARGET -> comparison(line, this.hosts.target(request.getURI()), information.url());
			case BODY -> comparison(line, sent.length + " bytes", information.bytesOfTheBody() + " bytes");
		};
	}

	private static SignedTextComparison comparison(Line line, @Nullable String signed, String received) {
		return new SignedTextComparison(line.number(),
				Objects.requireNonNullElse(ErrorResponseReader.printable(signed), ""),
				Objects.requireNonNullElse(ErrorResponseReader.printable(received), ""));
	}

	private @Nullable WechatPaySecurityException distrust(SignedMessage message) {
		try {
			this.verifier.verify(message);
			return null;
		}
		catch (WechatPaySecurityException ex) {
			return ex;
		}
	}

}
