package io.github.wechatpayspring.client.service;

import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import io.github.wechatpayspring.WechatPayApiException;
import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.client.ClientCall;
import io.github.wechatpayspring.client.WechatPayClient;
import io.github.wechatpayspring.client.WechatPayHeaders;
import io.github.wechatpayspring.client.resilience.CallOptions;
import io.github.wechatpayspring.client.service.WechatPayCall.SettledBy;
import io.github.wechatpayspring.field.ResponseFields;
import io.github.wechatpayspring.field.WechatPayJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.InjectableValues;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.service.invoker.HttpExchangeAdapter;
import org.springframework.web.service.invoker.HttpRequestValues;

/**
 * Makes the calls of HTTP interfaces with a {@link WechatPayClient}.
 */
final class ClientExchangeAdapter implements HttpExchangeAdapter {

	private final WechatPayClient client;

	private final CallingMerchant merchant;

	ClientExchangeAdapter(WechatPayClient client, CallingMerchant merchant) {
		this.client = client;
		this.merchant = merchant;
	}

	@Override
	public boolean supportsRequestAttributes() {
		return true;
	}

	@Override
	public void exchange(HttpRequestValues values) {
		exchangeForBodilessEntity(values);
	}

	@Override
	public HttpHeaders exchangeForHeaders(HttpRequestValues values) {
		return exchangeForBodilessEntity(values).getHeaders();
	}

	@Override
	public <T> @Nullable T exchangeForBody(HttpRequestValues values, ParameterizedTypeReference<T> bodyType) {
		return this.<T>entity(values, bodyType.getType()).getBody();
	}

	@Override
	public ResponseEntity<Void> exchangeForBodilessEntity(HttpRequestValues values) {
		return entity(values, null);
	}

	@Override
	public <T> ResponseEntity<T> exchangeForEntity(HttpRequestValues values, ParameterizedTypeReference<T> bodyType) {
		return entity(values, bodyType.getType());
	}

	private <T> ResponseEntity<T> entity(HttpRequestValues values, @Nullable Type bodyType) {
		MethodCall call = methodCall(values);
		Object request = complete(call.request());
		ClientCall clientCall = clientCall(values, call.method(), request);
		try {
			return this.client.executeForEntity(clientCall, bodyType);
		}
		catch (WechatPayApiException ex) {
			return settled(call.method(), request, bodyType, ex);
		}
	}

	private static MethodCall methodCall(HttpRequestValues values) {
		if (values.getAttributes().get(MethodCall.ATTRIBUTE) instanceof MethodCall call) {
			return call;
		}
		throw new IllegalStateException("Only methods with @HttpExchange make calls");
	}

	private @Nullable Object complete(@Nullable Object request) {
		return (request instanceof MerchantDefaults<?> incomplete) ? incomplete.withDefaults(this.merchant) : request;
	}

	private static ClientCall clientCall(HttpRequestValues values, DescribedMethod method, @Nullable Object request) {
		String template = values.getUriTemplate();
		if (values.getUri() != null || template == null || !template.startsWith("/")) {
			throw new IllegalArgumentException(
					"%s must have a path that begins with a slash: the host is that of wechatpay.client.base-url"
						.formatted(method));
		}
		if (!values.getCookies().isEmpty()) {
			throw new IllegalArgumentException(
					"%s has a cookie, which WeChat Pay does not read: remove it".formatted(method));
		}
		HttpMethod httpMethod = Objects.requireNonNull(values.getHttpMethod());
		@Nullable Map<String, Object> query = (request != null && DescribedMethod.hasQuery(httpMethod))
				? method.query(request, template) : null;
		Map<String, String> variables = values.getUriVariables();
		Function<String, @Nullable Object> all = (name) -> {
			Object value = variables.get(name);
			return (value != null) ? value : method.variable(request, name);
		};
		return new ClientCall(method.options(request), httpMethod, template, all, (query != null) ? query : Map.of(),
				values.getHeaders(), (query != null || request == null) ? values.getBodyValue() : request);
	}

	// a retry that is refused may have been preceded by an attempt that did it
	private <T> ResponseEntity<T> settled(DescribedMethod method, @Nullable Object request, @Nullable Type bodyType,
			WechatPayApiException refusal) {
		SettledBy settledBy = method.settledBy();
		if (settledBy == null || request == null || !refusal.isOutcomeUnknown() || refusal.attempts().size() < 2
				|| refusal.statusCode() < 400 || refusal.statusCode() >= 500) {
			throw refusal;
		}
		ResponseEntity<byte[]> state;
		try {
			state = this.client
				.executeForEntity(new ClientCall(CallOptions.operation(method.operation() + "-state"), HttpMethod.GET,
						settledBy.url(), (name) -> method.variable(request, name), Map.of(), HttpHeaders.EMPTY, null),
						byte[].class);
		}
		catch (WechatPayException ex) {
			refusal.addSuppressed(ex);
			throw refusal;
		}
		ResponseEntity<T> response = read(state, settledBy, bodyType);
		if (response == null) {
			throw refusal;
		}
		return response;
	}

	private static <T> @Nullable ResponseEntity<T> read(ResponseEntity<byte[]> state, SettledBy settledBy,
			@Nullable Type bodyType) {
		JsonMapper mapper = WechatPayJson.createMapper();
		try {
			JsonNode fields = mapper.readTree(state.getBody());
			if (!Arrays.asList(settledBy.values()).contains(fields.path(settledBy.field()).asString(""))) {
				return null;
			}
			InjectableValues requestId = new InjectableValues.Std().addValue(ResponseFields.REQUEST_ID,
					state.getHeaders().getFirst(WechatPayHeaders.REQUEST_ID));
			T body = (bodyType != null)
					? mapper.readerFor(mapper.constructType(bodyType)).with(requestId).readValue(fields) : null;
			return new ResponseEntity<>(body, state.getHeaders(), state.getStatusCode());
		}
		catch (JacksonException ex) {
			// the state is not known then, and the message may quote the response
			return null;
		}
	}

}
