package io.github.wechatpayspring.autoconfigure;

import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Stands before Spring Security and notices notifications that do not get past it.
 */
final class BlockedNotificationWebFilter implements WebFilter, Ordered {

	private final BlockedNotifications blocked;

	BlockedNotificationWebFilter(BlockedNotifications blocked) {
		this.blocked = blocked;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		Mono<Void> filtered = chain.filter(exchange);
		boolean notification = HttpMethod.POST.equals(exchange.getRequest().getMethod())
				&& this.blocked.isNotification(exchange.getRequest().getPath().pathWithinApplication());
		return (notification) ? filtered.doOnSuccess((done) -> check(exchange)) : filtered;
	}

	private void check(ServerWebExchange exchange) {
		if (exchange.getAttribute(BlockedNotifications.REACHED) == null) {
			HttpStatusCode status = exchange.getResponse().getStatusCode();
			this.blocked.warn(((status != null) ? status : HttpStatus.OK).value());
		}
	}

}
