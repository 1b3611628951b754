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

	@Override
	public RequestHeadersUriSpec<?> get() {
		return this.client.obtain().get();
	}

	@Override
	public RequestHeadersUriSpec<?> head() {
		return this.client.obtain().head();
	}

	@Override
	public RequestBodyUriSpec post() {
		return this.client.obtain().post();
	}

	@Override
	public RequestBodyUriSpec put() {
		return this.client.obtain().put();
	}

	@Override
	public RequestBodyUriSpec patch() {
		return this.client.obtain().patch();
	}

	@Override
	public RequestHeadersUriSpec<?> delete() {
		return this.client.obtain().delete();
	}

	@Override
	public RequestHeadersUriSpec<?> options() {
		return this.client.obtain().options();
	}

	@Override
	public RequestBodyUriSpec method(HttpMethod method) {
		return this.client.obtain().method(method);
	}

	@Override
	public Builder mutate() {
		return this.client.obtain().mutate();
	}

}
