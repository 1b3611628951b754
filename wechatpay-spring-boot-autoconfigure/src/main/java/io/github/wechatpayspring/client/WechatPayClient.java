package io.github.wechatpayspring.client;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.github.wechatpayspring.client.observation.CallDescription;
import io.github.wechatpayspring.client.observation.CallObservation;
import io.github.wechatpayspring.client.observation.CallObservations;
import io.github.wechatpayspring.client.resilience.CallOptions;
import io.github.wechatpayspring.client.resilience.CallRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpRequest;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClient.RequestHeadersSpec.ConvertibleClientHttpResponse;

/**
 * Runs the calls of the coupon services: a typed request in, a typed and verified
 * response out. For calls that have no service of their own use the {@code RestClient}
 * named {@code wechatPayRestClient}.
 */
public class WechatPayClient implements AutoCloseable {

	private final RestClient restClient;

	private final CallUrls urls;

	private final String merchantId;

	private final @Nullable String defaultAppid;

	private final CallObservations observations;

	private final AsyncCalls asyncCalls;

	private final boolean retry;

	/**
	 * Create a client.
	 * @param restClient signs, verifies and maps errors, as {@link RestClientPipeline}
	 * builds it
	 * @param baseUrl what comes before the path of each call
	 * @param merchantId the merchant id (mchid) that calls
	 * @param defaultAppid the appid of requests that name none, or {@code null}
	 */
	public WechatPayClient(RestClient restClient, URI baseUrl, String merchantId, @Nullable String defaultAppid) {
		this(restClient, baseUrl, merchantId, defaultAppid, CallObservations.NONE);
	}

	/**
	 * Create a client whose calls are observed.
	 * @param restClient signs, verifies and maps errors, as {@link RestClientPipeline}
	 * builds it
	 * @param baseUrl what comes before the path of each call
	 * @param merchantId the merchant id (mchid) that calls
	 * @param defaultAppid the appid of requests that name none, or {@code null}
	 * @param observations observes each call
	 */
	public WechatPayClient(RestClient restClient, URI baseUrl, String merchantId, @Nullable String defaultAppid,
			CallObservations observations) {
		this(restClient, new CallUrls(baseUrl), merchantId, defaultAppid, observations, new AsyncCalls(), true);
	}

	private WechatPayClient(RestClient restClient, CallUrls urls, String merchantId, @Nullable String defaultAppid,
			CallObservations observations, AsyncCalls asyncCalls, boolean retry) {
		this.restClient = restClient;
		this.urls = urls;
		this.merchantId = merchantId;
		this.defaultAppid = defaultAppid;
		this.observations = observations;
		this.asyncCalls = asyncCalls;
		this.retry = retry;
	}

	/**
	 * Return a client whose calls are not retried after a failure. It ends with this one.
	 * @return the client
	 */
	public WechatPayClient withoutRetry() {
		return new WechatPayClient(this.restClient, this.urls, this.merchantId, this.defaultAppid, this.observations,
				this.asyncCalls, false);
	}

	/**
	 * Return the id of the calling merchant.
	 * @return the merchant id (mchid)
	 */
	public String merchantId() {
		return this.merchantId;
	}

	/**
	 * Return the appid to send.
	 * @param requested what the request names
	 * @return that, or else the default
	 * @throws IllegalArgumentException if there is neither
	 */
	public String appid(@Nullable String requested) {
		String appid = (requested != null) ? requested : this.defaultAppid;
		if (appid == null) {
			throw new IllegalArgumentException("'appid' is missing: set it on the request or set wechatpay.appid");
		}
		return appid;
	}

	/**
	 * Send a request with a body.
	 * @param <T> the type of the response
	 * @param options what is known about the call
	 * @param responseType the type of the response
	 * @param body the body
	 * @param path the path, with variables in braces
	 * @param variables their values, each of which becomes one path segment
	 * @return the response
	 */
	public <T> T post(CallOptions options, Class<T> responseType, Object body, String path, Object... variables) {
		return exchange(options, "POST " + path, responseType,
				LazyRestClient.unchecked(this.restClient)
					.post()
					.uri(this.urls.url(path, Map.of(), variables))
					.attribute(CallDescription.URI_TEMPLATE_ATTRIBUTE, this.urls.template(path))
					.body(body));
	}

	/**
	 * Execute a GET request.
	 * @param <T> the type of the response
	 * @param options what is known about the call
	 * @param responseType the type of the response
	 * @param query the query
	 * @param path the path, with variables in braces
	 * @param variables their values, each of which becomes one path segment
	 * @return the response
	 */
	public <T> T get(CallOptions options, Class<T> responseType, Map<String, ?> query, String path,
			Object... variables) {
		return exchange(options, "GET " + path, responseType,
				LazyRestClient.unchecked(this.restClient)
					.get()
					.uri(this.urls.url(path, query, variables))
					.attribute(CallDescription.URI_TEMPLATE_ATTRIBUTE, this.urls.template(path)));
	}

	/**
	 * Run a call in the background.
	 * @param <T> the type of its response
	 * @param call the call
	 * @return its outcome; cancelling it interrupts the call
	 */
	public <T> CompletableFuture<T> async(Supplier<T> call) {
		return this.asyncCalls.run(call);
	}

	private <T> T exchange(CallOptions options, String description, Class<T> responseType,
			RestClient.RequestHeadersSpec<?> call) {
		CallRecord record = new CallRecord(options);
		call.attributes(effective(options)).attribute(CallRecord.ATTRIBUTE, record);
		CallObservation observation = this.observations.of(options.operation());
		if (observation == null) {
			return explained(record, description,
					() -> call.exchangeForRequiredValue((request, response) -> read(responseType, request, response)));
		}
		return observation
			.observe(() -> explained(record, description, () -> call.attribute(CallObservation.ATTRIBUTE, observation)
				.exchangeForRequiredValue((request, response) -> {
					T value = read(responseType, request, response);
					observation.responded(response.getStatusCode().value(), null,
							response.getHeaders().getFirst(WechatPayHeaders.REQUEST_ID));
					return value;
				})));
	}

	// what fails before and behind all interceptors: writing the request, for instance
	private static <T> T explained(CallRecord record, String description, Supplier<T> exchange) {
		try {
			return exchange.get();
		}
		catch (Throwable ex) {
			throw record.explain(description, ex);
		}
	}

	private CallOptions effective(CallOptions options) {
		return (this.retry) ? options : options.withRepetition(CallOptions.Repetition.NEVER);
	}

	private static <T> T read(Class<T> responseType, HttpRequest request, ConvertibleClientHttpResponse response)
			throws IOException {
		try {
			T value = response.bodyTo(responseType);
			if (value != null) {
				return value;
			}
		}
		catch (RuntimeException ex) {
			// its message may quote the response
		}
		throw SuccessResponse.of(request, response).unreadable(responseType.getSimpleName());
	}

	@Override
	public void close() {
		this.asyncCalls.close();
	}

}
