package io.github.wechatpayspring.client.service;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.wechatpayspring.client.WechatPayClient;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.service.invoker.HttpRequestValues;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/**
 * Creates services from HTTP interfaces. Every call goes the way of all calls: it is
 * signed, verified, observed, limited and retried by a {@link WechatPayClient}.
 */
public final class ServiceProxyFactory {

	private final Clock clock;

	/**
	 * Create a factory.
	 * @param clock the time by which requests are judged
	 */
	public ServiceProxyFactory(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Return whether a type is an interface whose methods make calls.
	 * @param type the type
	 * @return whether it has a method with {@code @HttpExchange}
	 */
	public static boolean isHttpInterface(Class<?> type) {
		return type.isInterface() && Arrays.stream(type.getMethods()).anyMatch(DescribedMethod::makesACall);
	}

	/**
	 * Create a service, and find out what is wrong with its methods.
	 * @param <S> the service
	 * @param type an interface with {@code @HttpExchange} methods
	 * @param client makes the calls
	 * @return the service
	 * @throws IllegalArgumentException if a method cannot be called as it is declared
	 */
	public <S> S create(Class<S> type, WechatPayClient client) {
		InvocationHandler calls = httpCalls(type, client);
		return proxy(type, client, () -> calls);
	}

	/**
	 * Create a service whose methods are looked at with the first call, as that would
	 * hold up the start of an application.
	 * @param <S> the service
	 * @param type an interface with {@code @HttpExchange} methods
	 * @param client makes the calls
	 * @return the service
	 */
	public <S> S createLazily(Class<S> type, WechatPayClient client) {
		return proxy(type, client, SingletonSupplier.of(() -> httpCalls(type, client)));
	}

	private <S> S proxy(Class<S> type, WechatPayClient client, Supplier<InvocationHandler> calls) {
		InvocationHandler handler = new ServiceHandler(type, calls,
				SingletonSupplier.of(() -> createLazily(type, client.withoutRetry())), client);
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, handler));
	}

	private <S> InvocationHandler httpCalls(Class<S> type, WechatPayClient client) {
		Map<Method, DescribedMethod> methods = new ConcurrentHashMap<>();
		for (Method method : type.getMethods()) {
			DescribedMethod.of(method).ifPresent((described) -> methods.put(method, described));
		}
		Object proxy = HttpServiceProxyFactory
			.builderFor(new ClientExchangeAdapter(client,
					new CallingMerchant(client.merchantId(), client.defaultAppid(), this.clock)))
			.customArgumentResolver((argument, parameter, values) -> isRequest(methods, parameter))
			.httpRequestValuesProcessor(
					(method, parameters, arguments, values) -> describe(methods, method, arguments, values))
			.build()
			.createClient(type);
		// without its proxy, which would be called by reflection
		return Proxy.getInvocationHandler(proxy);
	}

	private static boolean isRequest(Map<Method, DescribedMethod> methods, MethodParameter parameter) {
		DescribedMethod method = methods.get(parameter.getMethod());
		return method != null && method.requestIndex() == parameter.getParameterIndex();
	}

	private static void describe(Map<Method, DescribedMethod> methods, Method method, @Nullable Object[] arguments,
			HttpRequestValues.Builder values) {
		DescribedMethod described = methods.get(method);
		if (described != null) {
			values.addAttribute(MethodCall.ATTRIBUTE, described.call(arguments));
		}
	}

	/**
	 * Does what every service offers, and leaves calls to Spring's proxy.
	 */
	private record ServiceHandler(Class<?> type, Supplier<InvocationHandler> calls, Supplier<?> withoutRetry,
			WechatPayClient client) implements InvocationHandler {

		@Override
		public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
				throws Throwable {
			if (method.getDeclaringClass() == Object.class) {
				return ofObject(proxy, method, arguments);
			}
			if (method.isDefault()) {
				return invokeDefault(proxy, method, arguments);
			}
			if (method.getDeclaringClass() == WechatPayService.class) {
				return (arguments != null) ? async(proxy, arguments[0]) : this.withoutRetry.get();
			}
			return this.calls.get().invoke(proxy, method, arguments);
		}

		private static @Nullable Object invokeDefault(Object proxy, Method method,
				@Nullable Object @Nullable [] arguments) throws Throwable {
			Class<?> type = method.getDeclaringClass();
			if (Modifier.isPublic(type.getModifiers())) {
				return InvocationHandler.invokeDefault(proxy, method, arguments);
			}
			// which the other way cannot reach, while this one needs a JVM
			return MethodHandles.privateLookupIn(type, MethodHandles.lookup())
				.unreflectSpecial(method, type)
				.bindTo(proxy)
				.invokeWithArguments((arguments != null) ? Arrays.asList(arguments) : List.of());
		}

		@SuppressWarnings("unchecked")
		private Object async(Object proxy, @Nullable Object call) {
			Function<Object, Object> function = (Function<Object, Object>) call;
			if (function == null) {
				throw new IllegalArgumentException("'call' is missing: it must be set");
			}
			return this.client.async(() -> function.apply(proxy));
		}

		private @Nullable Object ofObject(Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
			return switch (method.getName()) {
				case "equals" -> arguments != null && proxy == arguments[0];
				case "hashCode" -> System.identityHashCode(proxy);
				default -> this.type.getSimpleName() + " of merchant " + this.client.merchantId();
			};
		}

	}

}
