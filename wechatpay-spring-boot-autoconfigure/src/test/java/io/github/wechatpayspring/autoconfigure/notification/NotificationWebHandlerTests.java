package io.github.wechatpayspring.autoconfigure.notification;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.wechatpayspring.notification.delivery.NotificationOutcome;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class NotificationWebHandlerTests {

	private final MerchantNotifications notifications = mock();

	private final NotificationWebHandler handler = new NotificationWebHandler(this.notifications,
			Duration.ofSeconds(30));

	private final List<Thread> readers = new ArrayList<>();

	private final MockServerWebExchange exchange = MockServerWebExchange
		.from(MockServerHttpRequest.post("/wechatpay/notify").body(Flux.<DataBuffer>defer(() -> {
			this.readers.add(Thread.currentThread());
			return Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(new byte[1]));
		})));

	@Test
	void beginsToReadABodyOnTheThreadOfTheServer() {
		given(this.notifications.receive(any(), any(), any()))
			.willReturn(CompletableFuture.completedFuture(NotificationOutcome.HANDLED));
		this.handler.handle(this.exchange).block();
		assertThat(this.readers).containsExactly(Thread.currentThread());
	}

	@Test
	void readsNoBodyOfARequestWhoseHeadersAreRefused() {
		given(this.notifications.refuse(any(), any())).willReturn(NotificationOutcome.REFUSED);
		this.handler.handle(this.exchange).block();
		assertThat(this.readers).isEmpty();
		assertThat(this.exchange.getResponse().getStatusCode()).hasToString("401 UNAUTHORIZED");
	}

}
