package io.github.wechatpayspring.client;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.Resource;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageConversionException;
import org.springframework.web.client.RestClient.RequestBodyUriSpec;
import org.springframework.web.client.RestClient.RequestHeadersSpec.RequiredValueExchangeFunction;
import org.springframework.web.client.RestClient.ResponseSpec;
import org.springframework.web.client.RestClientException;

/**
 * A call by a {@code RestClient} that ends as a call of a service does if the response is
 * a success but not of the type that was asked for: in an exception that knows of the
 * outcome and quotes nothing.
 */
final class CheckedCall implements InvocationHandler {

	private final Object target;

	private final SuccessResponse.Holder responded;

	private CheckedCall(Object target, SuccessResponse.Holder responded) {
		this.target = target;
		this.responded = responded;
	}

	static RequestBodyUriSpec of(RequestBodyUriSpec call) {
		SuccessResponse.Holder responded = new SuccessResponse.Holder();
		call.attribute(SuccessResponse.Holder.ATTRIBUTE, responded);
		return proxy(RequestBodyUriSpec.class, new CheckedCall(call, responded));
	}

	private static <T> T proxy(Class<T> type, CheckedCall call) {
		return type.cast(Proxy.newProxyInstance(CheckedCall.class.getClassLoader(), new Class<?>[] { type }, call));
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
			throws Throwable {
		if (arguments != null && arguments[0] instanceof RequiredValueExchangeFunction<?> function) {
			arguments[0] = required(function);
		}
		Object result = invoke(method, arguments);
		if (result == this.target) {
			return proxy;
		}
		if (result instanceof ResponseSpec response) {
			return proxy(ResponseSpec.class, new CheckedCall(response, this.responded));
		}
		SuccessResponse call = this.responded.call;
		if (call != null && this.target instanceof ResponseSpec && isEmpty(result) && isTyped(arguments)) {
			throw call.unreadable(expected(arguments));
		}
		return result;
	}

	private @Nullable Object invoke(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
		this.responded.call = null;
		try {
			return method.invoke(this.target, arguments);
		}
		catch (InvocationTargetException ex) {
			SuccessResponse call = this.responded.call;
			throw (call != null && isUnreadable(ex.getTargetException())) ? call.unreadable(expected(arguments))
					: ex.getTargetException();
		}
	}

	private RequiredValueExchangeFunction<Object> required(RequiredValueExchangeFunction<?> function) {
		return (request, response) -> {
			Object value = function.exchange(request, response);
			SuccessResponse call = this.responded.call;
			if (value == null && call != null) {
				throw call.unreadable("value");
			}
			return value;
		};
	}

	private boolean isUnreadable(Throwable failure) {
		return failure instanceof RestClientException || failure instanceof InvalidMediaTypeException
				|| failure instanceof HttpMessageConversionException
				// of a type or a body that does not do
				|| (this.target instanceof ResponseSpec && failure instanceof IllegalStateException);
	}

	private static boolean isEmpty(@Nullable Object result) {
		return result == null || (result instanceof ResponseEntity<?> entity && entity.getBody() == null);
	}

	// a text or bytes may be empty
	private static boolean isTyped(@Nullable Object @Nullable [] arguments) {
		Type type = type(arguments);
		Class<?> raw = (type != null) ? ResolvableType.forType(type).toClass() : Void.class;
		return raw != Void.class && raw != String.class && raw != byte[].class && !Resource.class.isAssignableFrom(raw);
	}

	private static String expected(@Nullable Object @Nullable [] arguments) {
		Type type = type(arguments);
		return (type instanceof Class<?> plain) ? plain.getSimpleName() : (type != null) ? type.getTypeName() : "value";
	}

	private static @Nullable Type type(@Nullable Object @Nullable [] arguments) {
		Object argument = (arguments != null && arguments.length > 0) ? arguments[0] : null;
		if (argument instanceof ParameterizedTypeReference<?> reference) {
			return reference.getType();
		}
		return (argument instanceof Class<?> type) ? type : null;
	}

}
