package io.github.wechatpayspring.client.service;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.github.wechatpayspring.client.resilience.CallOptions;
import io.github.wechatpayspring.client.service.RequestRecord.Component;
import io.github.wechatpayspring.client.service.WechatPayCall.SettledBy;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpMethod;
import org.springframework.web.service.annotation.HttpExchange;

/**
 * What is known about a method of an HTTP interface, which is looked at once.
 */
final class DescribedMethod {

	private static final int NONE = -1;

	private final Method method;

	private final HttpExchange exchange;

	private final String operation;

	private final @Nullable WechatPayCall call;

	private final int requestIndex;

	private final @Nullable RequestRecord record;

	private final List<Component> oneAtATime = new ArrayList<>();

	private final @Nullable Component number;

	private final CallOptions options;

	private DescribedMethod(Method method, HttpExchange exchange) {
		this.method = method;
		this.exchange = exchange;
		this.call = method.getAnnotation(WechatPayCall.class);
		this.requestIndex = requestIndex(method);
		this.record = (this.requestIndex != NONE) ? new RequestRecord(method.getParameterTypes()[this.requestIndex])
				: null;
		this.operation = (this.call != null) ? this.call.operation()
				: method.getDeclaringClass().getSimpleName() + "." + method.getName();
		if (this.call != null) {
			for (String name : this.call.oneAtATime()) {
				this.oneAtATime.add(component(name));
			}
		}
		this.number = (this.call != null && !this.call.number().isEmpty()) ? component(this.call.number()) : null;
		CallOptions named = CallOptions.operation(this.operation);
		this.options = (this.call != null && this.call.idempotent()) ? named.withRetry(CallOptions.Retry.IDEMPOTENT)
				: named;
		check();
	}

	static boolean makesACall(Method method) {
		return AnnotatedElementUtils.hasAnnotation(method, HttpExchange.class);
	}

	/**
	 * Look at a method.
	 * @param method the method
	 * @return what is known about it, empty if it makes no call
	 * @throws IllegalArgumentException if it cannot be called as it is declared
	 */
	static Optional<DescribedMethod> of(Method method) {
		return Optional.ofNullable(AnnotatedElementUtils.findMergedAnnotation(method, HttpExchange.class))
			.map((exchange) -> new DescribedMethod(method, exchange));
	}

	private static int requestIndex(Method method) {
		Parameter[] parameters = method.getParameters();
		for (int i = 0; i < parameters.length; i++) {
			if (parameters[i].getType().isRecord() && parameters[i].getAnnotations().length == 0) {
				return i;
			}
		}
		return NONE;
	}

	private Component component(String name) {
		Component component = (this.record != null) ? this.record.find(name) : null;
		if (component == null) {
			throw new IllegalArgumentException(
					"%s names \"%s\" in @WechatPayCall, but its request has no such component".formatted(this, name));
		}
		return component;
	}

	private void check() {
		if (this.record == null) {
			return;
		}
		this.record.all().forEach((component) -> {
			boolean inUrl = component.isIn(this.exchange.url());
			if (component.isSensitive() && (inUrl || hasQuery())) {
				throw new IllegalArgumentException(
						"%s would send '%s' in its URL, where @Sensitive cannot encrypt it: send it in a body"
							.formatted(this, component.name()));
			}
			if (inUrl && !hasQuery() && !component.isIgnoredInJson()) {
				throw new IllegalArgumentException(
						"%s would send '%s' in its URL and in its body: put @JsonIgnore on the component"
							.formatted(this, component.name()));
			}
		});
	}

	private boolean hasQuery() {
		return hasQuery(HttpMethod.valueOf(this.exchange.method().toUpperCase(Locale.ROOT)));
	}

	static boolean hasQuery(HttpMethod method) {
		return method.equals(HttpMethod.GET) || method.equals(HttpMethod.DELETE) || method.equals(HttpMethod.HEAD);
	}

	int requestIndex() {
		return this.requestIndex;
	}

	MethodCall call(@Nullable Object[] arguments) {
		if (this.requestIndex == NONE) {
			return new MethodCall(this, null);
		}
		Object request = arguments[this.requestIndex];
		if (request == null) {
			throw new IllegalArgumentException("'request' is missing: it must be set");
		}
		return new MethodCall(this, request);
	}

	CallOptions options(@Nullable Object request) {
		if (request == null || (this.number == null && this.oneAtATime.isEmpty())) {
			return this.options;
		}
		List<String> exclusive = null;
		if (!this.oneAtATime.isEmpty()) {
			exclusive = new ArrayList<>(this.oneAtATime.size() + 1);
			exclusive.add(this.operation);
			for (Component component : this.oneAtATime) {
				exclusive.add(String.valueOf(component.value(request)));
			}
		}
		Object number = (this.number != null) ? this.number.value(request) : null;
		return new CallOptions(this.operation, this.options.retry(), (number != null) ? number.toString() : null,
				exclusive, this.options.maxBodySize(), false);
	}

	Map<String, Object> query(Object request, String template) {
		return (this.record != null) ? this.record.query(request, (component) -> component.isIn(template)) : Map.of();
	}

	@Nullable Object variable(@Nullable Object request, String name) {
		if (this.record == null || request == null) {
			return null;
		}
		Component component = this.record.find(name);
		return (component != null) ? component.value(request) : null;
	}

	String operation() {
		return this.operation;
	}

	@Nullable SettledBy settledBy() {
		return (this.call != null) ? Arrays.stream(this.call.settledBy()).findFirst().orElse(null) : null;
	}

	@Override
	public String toString() {
		return this.method.getDeclaringClass().getSimpleName() + "." + this.method.getName();
	}

}
