package io.github.wechatpayspring.autoconfigure.http;

import java.io.IOException;
import java.net.URI;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.util.function.SingletonSupplier;

/**
 * An HTTP client that is created with the first request, as reading trusted certificates
 * and starting threads would hold up the start of an application. Shared by all merchants
 * and closed with the context.
 */
public final class LazyRequestFactory implements WechatPayRequestFactory, DisposableBean {

	private final SingletonSupplier<ClientHttpRequestFactory> factory;

	private final SingletonSupplier<ClientHttpRequestFactory> timed;

	private volatile @Nullable ClientHttpRequestFactory created;

	private volatile boolean closed;

	/**
	 * Create a factory.
	 * @param factory creates the HTTP client
	 * @param timed adds a deadline to it
	 */
	LazyRequestFactory(Supplier<ClientHttpRequestFactory> factory, UnaryOperator<ClientHttpRequestFactory> timed) {
		this.factory = SingletonSupplier.of(() -> {
			ClientHttpRequestFactory created = factory.get();
			this.created = created;
			return created;
		});
		this.timed = SingletonSupplier.of(() -> timed.apply(create()));
	}

	ClientHttpRequestFactory create() {
		return this.factory.obtain();
	}

	/**
	 * Create the HTTP client now, unless it is there.
	 * @throws Exception if it cannot be created
	 */
	public void warmUp() throws Exception {
		this.timed.obtain();
		if (this.closed) {
			// the context was closed meanwhile, and nobody else would close it
			destroy();
		}
	}

	@Override
	public ClientHttpRequest createRequest(URI uri, HttpMethod method) throws IOException {
		return this.timed.obtain().createRequest(uri, method);
	}

	@Override
	public void destroy() throws Exception {
		this.closed = true;
		if (this.created instanceof DisposableBean disposable) {
			disposable.destroy();
		}
	}

}
