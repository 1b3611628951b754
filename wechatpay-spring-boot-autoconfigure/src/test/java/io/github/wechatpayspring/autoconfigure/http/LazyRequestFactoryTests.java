package io.github.wechatpayspring.autoconfigure.http;

import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import io.github.wechatpayspring.FakeWechatPay;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;

import static org.assertj.core.api.Assertions.assertThat;

class LazyRequestFactoryTests {

	private static final URI ANYWHERE = URI.create("https://api.mch.weixin.qq.com/v3/x");

	private final AtomicInteger created = new AtomicInteger();

	private final AtomicInteger closed = new AtomicInteger();

	private final LazyRequestFactory requestFactory = new LazyRequestFactory(() -> {
		this.created.incrementAndGet();
		return new Closeable(this.closed);
	}, UnaryOperator.identity());

	@Test
	void createsTheHttpClientWithTheFirstRequestAndOnlyOnce() throws Exception {
		assertThat(this.created).as("before the first request").hasValue(0);
		this.requestFactory.createRequest(ANYWHERE, HttpMethod.GET);
		this.requestFactory.createRequest(ANYWHERE, HttpMethod.GET);
		assertThat(this.created).hasValue(1);
	}

	@Test
	void closesTheHttpClientIfThereIsOne() throws Exception {
		this.requestFactory.destroy();
		assertThat(this.created).hasValue(0);
		this.requestFactory.createRequest(ANYWHERE, HttpMethod.GET);
		this.requestFactory.destroy();
		assertThat(this.closed).hasValue(1);
	}

	@Test
	void createsTheHttpClientAheadOfTheFirstRequest() throws Exception {
		this.requestFactory.warmUp();
		this.requestFactory.createRequest(ANYWHERE, HttpMethod.GET);
		assertThat(this.created).hasValue(1);
		assertThat(this.closed).hasValue(0);
	}

	@Test
	void leavesNoHttpClientBehindThatIsCreatedWhileTheContextIsClosed() throws Exception {
		this.requestFactory.destroy();
		this.requestFactory.warmUp();
		assertThat(this.closed).hasValue(1);
	}

	/**
	 * Counts how often it is closed.
	 */
	private record Closeable(AtomicInteger closed) implements ClientHttpRequestFactory, DisposableBean {

		@Override
		public ClientHttpRequest createRequest(URI uri, HttpMethod method) {
			return new FakeWechatPay().createRequest(uri, method);
		}

		@Override
		public void destroy() {
			this.closed.incrementAndGet();
		}

	}

}
