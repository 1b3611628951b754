package io.github.wechatpayspring.autoconfigure.notification;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import io.github.wechatpayspring.notification.delivery.NotificationOutcome;
import io.github.wechatpayspring.notification.delivery.NotificationReceiver;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;

/**
 * The endpoint for notifications in Spring WebFlux. Reads and writes bytes, without the
 * codecs of the application, reads a body only if the headers may come from WeChat Pay,
 * and blocks no thread of the server.
 */
final class NotificationWebHandler implements WebHandler {

	private final MerchantNotifications notifications;

	private final Duration timeout;

	/**
	 * Create a handler.
	 * @param notifications receives what is read
	 * @param timeout how long a body may take to arrive, for servers that wait forever
	 */
	NotificationWebHandler(MerchantNotifications notifications, Duration timeout) {
		this.notifications = notifications;
		this.timeout = timeout;
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange) {
		exchange.getAttributes().put(BlockedNotifications.REACHED, Boolean.TRUE);
		ServerHttpResponse response = exchange.getResponse();
		if (!HttpMethod.POST.equals(exchange.getRequest().getMethod())) {
			response.getHeaders().set(HttpHeaders.ALLOW, HttpMethod.POST.name());
			response.setStatusCode(HttpStatus.METHOD_NOT_ALLOWED);
			return response.setComplete();
		}
		HttpHeaders headers = exchange.getRequest().getHeaders();
		String merchant = MerchantNotifications
			.merchant(exchange.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE));
		// waits for nothing; Tomcat may lose a body that another thread begins to read
		NotificationOutcome refused = this.notifications.refuse(merchant, headers);
		if (refused != null) {
			return respond(refused, response);
		}
		return read(exchange.getRequest()).flatMap((body) -> receive(merchant, headers, body))
			.flatMap((outcome) -> respond(outcome, response))
			.onErrorResume(TimeoutException.class, (ex) -> {
				response.setStatusCode(HttpStatus.REQUEST_TIMEOUT);
				return response.setComplete();
			});
	}

	private Mono<byte[]> read(ServerHttpRequest request) {
		return DataBufferUtils
			.join(DataBufferUtils.takeUntilByteCount(request.getBody(), NotificationReceiver.MAXIMUM_BODY_SIZE + 1L))
			.map((buffer) -> {
				byte[] bytes = new byte[buffer.readableByteCount()];
				buffer.read(bytes);
				DataBufferUtils.release(buffer);
				return bytes;
			})
			.timeout(this.timeout)
			// it was read before
			.onErrorResume(IllegalStateException.class, (ex) -> Mono.empty())
			.defaultIfEmpty(new byte[0]);
	}

	// completes even if the client disconnects
	private Mono<NotificationOutcome> receive(@Nullable String merchant, HttpHeaders headers, byte[] body) {
		return Mono.fromFuture(
				() -> CompletableFuture
					.supplyAsync(() -> this.notifications.receive(merchant, headers, body),
							Schedulers.boundedElastic()::schedule)
					.thenCompose(Function.identity()),
				true);
	}

	private static Mono<Void> respond(NotificationOutcome outcome, ServerHttpResponse response) {
		response.setStatusCode(HttpStatusCode.valueOf(outcome.status()));
		if (outcome.body().isEmpty()) {
			return response.setComplete();
		}
		byte[] body = outcome.body().getBytes(StandardCharsets.UTF_8);
		response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
		response.getHeaders().setContentLength(body.length);
		return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
	}

}
