package io.github.wechatpayspring.client;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.WechatPaySecurityException.Reason;
import io.github.wechatpayspring.client.observation.CallDescription;
import io.github.wechatpayspring.client.observation.CallObservation;
import io.github.wechatpayspring.client.observation.CallObservations;
import io.github.wechatpayspring.client.resilience.CallOptions;
import io.github.wechatpayspring.client.resilience.CallRecord;
import io.github.wechatpayspring.client.resilience.WechatPayHosts;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClient.RequestHeadersSpec.ConvertibleClientHttpResponse;
import org.springframework.web.client.RestClient.RequestHeadersSpec.RequiredValueExchangeFunction;

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
	 * Return the appid of requests that name none.
	 * @return the appid, or {@code null}
	 */
	public @Nullable String defaultAppid() {
		return this.defaultAppid;
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
		return execute(
				new ClientCall(options, HttpMethod.POST, path, inOrder(variables), Map.of(), HttpHeaders.EMPTY, body),
				responseType);
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
		return execute(
				new ClientCall(options, HttpMethod.GET, path, inOrder(variables), query, HttpHeaders.EMPTY, null),
				responseType);
	}

	private static Function<String, ?> inOrder(Object... variables) {
		Iterator<Object> values = List.of(variables).iterator();
		return (name) -> values.next();
	}

	/**
	 * Make a call whose response has a body.
	 * @param <T> the type of the response
	 * @param call the call
	 * @param responseType the type of the response, a class or a parameterized type
	 * @return the response
	 */
	public <T> T execute(ClientCall call, Type responseType) {
		return exchange(call, (request, response) -> read(responseType, request, response));
	}

	/**
	 * Make a call and return its response as a whole.
	 * @param <T> the type of the body
	 * @param call the call
	 * @param bodyType the type of the body, a class or a parameterized type, or
	 * {@code null} if no body is wanted
	 * @return the response
	 */
	public <T> ResponseEntity<T> executeForEntity(ClientCall call, @Nullable Type bodyType) {
		return exchange(call, (request, response) -> {
			T body = (bodyType != null) ? read(bodyType, request, response) : null;
			return new ResponseEntity<>(body, response.getHeaders(), response.getStatusCode());
		});
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

	/**
	 * Download a file whose response bears no signature. A link to WeChat Pay's own name
	 * is followed to the base URL, which may be a gateway or a simulator.
	 * @param <T> the type of what is made of the file
	 * @param operation the name of the call
	 * @param link where the file is
	 * @param reader reads the file, once
	 * @return what it made of it
	 * @throws WechatPaySecurityException if the link leads elsewhere than to WeChat Pay;
	 * nothing was sent then
	 */
	public <T> T download(String operation, URI link, FileReader<T> reader) {
		URI url = (WechatPayHosts.isApiHost(link)) ? this.urls.moved(link) : link;
		if (!this.urls.isBelow(url) && !WechatPayHosts.isDownloadHost(url)) {
			throw new WechatPaySecurityException(Reason.FOREIGN_LINK,
					"The link of %s leads to %s, which is not WeChat Pay: nothing was sent".formatted(operation,
							url.getHost()));
		}
		ClientCall call = new ClientCall(CallOptions.unsignedDownload(operation), HttpMethod.GET,
				String.valueOf(url.getRawPath()), (name) -> "", Map.of(), HttpHeaders.EMPTY, null);
		return exchange(call, url, (request, response) -> reader.read(response.getBody()));
	}

	private <T> T exchange(ClientCall call, RequiredValueExchangeFunction<T> reader) {
		return exchange(call, this.urls.url(call.path(), call.variables(), call.query()), reader);
	}

	private <T> T exchange(ClientCall call, URI url, RequiredValueExchangeFunction<T> reader) {
		CallOptions options = effective(call.options());
		CallRecord record = new CallRecord(options);
		CallObservation observation = this.observations.of(options.operation());
		if (observation == null) {
			return explained(record, call, () -> request(call, url, options, record).exchangeForRequiredValue(reader));
		}
		return observation.observe(() -> explained(record, call,
				() -> request(call, url, options, record).attribute(CallObservation.ATTRIBUTE, observation)
					.exchangeForRequiredValue((request, response) -> {
						T value = reader.exchange(request, response);
						observation.responded(response.getStatusCode().value(), null,
								response.getHeaders().getFirst(WechatPayHeaders.REQUEST_ID));
						return value;
					})));
	}

	private RestClient.RequestHeadersSpec<?> request(ClientCall call, URI url, CallOptions options, CallRecord record) {
		RestClient.RequestBodySpec request = LazyRestClient.unchecked(this.restClient)
			.method(call.method())
			.uri(url)
			.attribute(CallDescription.URI_TEMPLATE_ATTRIBUTE, this.urls.template(call.path()))
			.attributes(options)
			.attribute(CallRecord.ATTRIBUTE, record);
		if (!call.headers().isEmpty()) {
			request.headers((headers) -> headers.putAll(call.headers()));
		}
		return (call.body() != null) ? request.body(call.body()) : request;
	}

	// what fails before and behind all interceptors: writing the request, for instance
	private static <T> T explained(CallRecord record, ClientCall call, Supplier<T> exchange) {
		try {
			return exchange.get();
		}
		catch (Throwable ex) {
			throw record.explain(call.toString(), ex);
		}
	}

	private CallOptions effective(CallOptions options) {
		return (this.retry) ? options : options.withRetry(CallOptions.Retry.NEVER);
	}

	@SuppressWarnings("unchecked")
	private static <T> T read(Type responseType, HttpRequest request, ConvertibleClientHttpResponse response)
			throws IOException {
		try {
			T value = (responseType instanceof Class<?> type) ? (T) response.bodyTo(type)
					: response.bodyTo(ParameterizedTypeReference.<T>forType(responseType));
			if (value != null) {
				return value;
			}
		}
		catch (RuntimeException ex) {
			// its message may quote the response
		}
		throw SuccessResponse.of(request, response)
			.unreadable((responseType instanceof Class<?> type) ? type.getSimpleName() : responseType.getTypeName());
	}

	@Override
	public void close() {
		this.asyncCalls.close();
	}

	/**
	 * Reads a file while it is downloaded.
	 *
	 * @param <T> the type of what is made of it
	 */
	@FunctionalInterface
	public interface FileReader<T> {

		/**
		 * Read a file.
		 * @param file the file
		 * @return what was made of it
		 * @throws IOException if it cannot be read to its end
		 */
		T read(InputStream file) throws IOException;

	}

}
