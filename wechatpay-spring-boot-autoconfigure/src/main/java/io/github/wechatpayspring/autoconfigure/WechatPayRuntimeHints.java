package io.github.wechatpayspring.autoconfigure;

import java.util.Arrays;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.wechatpayspring.busifavor.entrance.CouponEntrance;
import io.github.wechatpayspring.merchant.assembly.ClientServices;
import io.github.wechatpayspring.merchant.assembly.DescribedCalls;
import io.github.wechatpayspring.notification.CallbackRegistration;
import io.github.wechatpayspring.notification.CouponSentNotification;
import io.github.wechatpayspring.notification.CouponUsedNotification;
import io.github.wechatpayspring.notification.GenericNotification;
import io.github.wechatpayspring.notification.SetBusifavorCallbackRequest;
import io.github.wechatpayspring.notification.SetFavorCallbackRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.util.ClassUtils;
import org.springframework.web.client.RestClient;
import org.springframework.web.util.UriBuilder;

/**
 * {@link RuntimeHintsRegistrar} for what a native image could not know of: records that
 * become JSON, come from it or mask their text, what is found by its name, and the
 * scripts of the table of notifications.
 */
class WechatPayRuntimeHints implements RuntimeHintsRegistrar {

	// what they refer to comes along
	private static final Class<?>[] RECORDS = { SetBusifavorCallbackRequest.class, SetFavorCallbackRequest.class,
			CallbackRegistration.class, CouponEntrance.class, CouponSentNotification.class,
			CouponUsedNotification.class, GenericNotification.class };

	// not visible here
	private static final String[] HIDDEN_RECORDS = { "io.github.wechatpayspring.client.CertificateList",
			"io.github.wechatpayspring.diagnosis.SignedCallChecks$Echo" };

	private static final String SERIALIZER = "io.github.wechatpayspring.field.SensitiveSerializer";

	private static final String SCHEMAS = "io/github/wechatpayspring/notification/schema-*.sql";

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		Class<?>[] records = Stream
			.of(DescribedCalls.records().stream(), Arrays.stream(RECORDS),
					Arrays.stream(HIDDEN_RECORDS).map((name) -> ClassUtils.resolveClassName(name, classLoader)))
			.flatMap((types) -> types)
			.toArray(Class<?>[]::new);
		new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), records);
		Arrays.stream(records)
			.flatMap((type) -> Arrays.stream(type.getDeclaredMethods()))
			.filter((method) -> method.isAnnotationPresent(JsonCreator.class))
			.forEach((creator) -> hints.reflection().registerMethod(creator, ExecutableMode.INVOKE));
		hints.reflection()
			.registerType(ClassUtils.resolveClassName(SERIALIZER, classLoader),
					MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
		CryptoProviderFactory.classNames()
			.forEach((provider) -> hints.reflection()
				.registerTypeIfPresent(classLoader, provider, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS));
		hints.proxies().registerJdkProxy(RestClient.RequestBodyUriSpec.class);
		hints.proxies().registerJdkProxy(RestClient.ResponseSpec.class);
		hints.proxies().registerJdkProxy(UriBuilder.class);
		hints.resources().registerPattern(SCHEMAS);
		Stream.concat(ClientServices.types().stream(), DescribedCalls.interfaces().stream())
			.filter(Class::isInterface)
			.forEach((type) -> registerHttpInterface(hints, type));
	}

	private static void registerHttpInterface(RuntimeHints hints, Class<?> type) {
		hints.proxies().registerJdkProxy(type).registerJdkProxy(AopProxyUtils.completeJdkProxyInterfaces(type));
		hints.reflection().registerType(type, MemberCategory.INVOKE_PUBLIC_METHODS);
	}

}
