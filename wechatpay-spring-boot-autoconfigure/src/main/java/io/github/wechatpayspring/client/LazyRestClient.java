package io.github.wechatpayspring.client;

import java.util.function.Supplier;

import org.springframework.http.HttpMethod;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.client.RestClient;

/**
 * A client that is built with the first request, as the classes of HTTP and JSON would
 * hold up the start of an application.
 */
final class LazyRestClient implements RestClient {

	private final SingletonSupplier<RestClient> client;

	LazyRestClient(Supplier<RestClient> client) {
		this.client = SingletonSupplier.of(client);
	}

	/**
	 * Return a client whose callers look after responses that are not of the type that
	 * they asked for.
	 * @param client the client that applications have
	 * @return what it is built on
	 */
	static RestClient unchecked(RestClient client) {
		return (client instanceof LazyRestClient lazy) ? lazy.client.obtain() : client;
	}

	@Override
	public RequestHeadersUriSpec<?> get() {
		return method(HttpMethod.GET);
	}

	@Override
	public RequestHeadersUriSpec<?> head() {
		return method(HttpMethod.HEAD);
	}

	@Override
	public RequestBodyUriSpec post() {
		return method(HttpMethod.POST);
	}

	@Override
	public RequestBodyUriSpec put() {
		return method(HttpMethod.PUT);
	}

	@Override
	public RequestBodyUriSpec patch() {
		return method(HttpMethod.PATCH);
	}

	@Override
	public RequestHeadersUriSpec<?> delete() {
		return method(HttpMethod.DELETE);
	}

	@Override
	public RequestHeadersUriSpec<?> options() {
		return method(HttpMethod.OPTIONS);
	}

	@Override
	public RequestBodyUriSpec method(HttpMethod method) {
		return CheckedCall.of(this.client.obtain().method(method));
	}

	@Override
	public Builder mutate() {
		return this.client.obtain().mutate();
	}

}
