package io.github.wechatpayspring.field;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.web.util.DefaultUriBuilderFactory;
import org.springframework.web.util.UriBuilder;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Writes URIs, and refuses objects with {@link io.github.wechatpayspring.Sensitive}
 * fields in them: there, nothing is encrypted.
 */
public final class SensitiveUriBuilderFactory extends DefaultUriBuilderFactory {

	/**
	 * Create a factory.
	 * @param baseUri what comes before each path
	 */
	public SensitiveUriBuilderFactory(UriComponentsBuilder baseUri) {
		super(baseUri);
	}

	@Override
	public URI expand(String template, Map<String, ? extends @Nullable Object> variables) {
		refuse(variables);
		return super.expand(template, variables);
	}

	@Override
	@SuppressWarnings("NullAway") // older JDKs do not tell it that values may be null
	public URI expand(String template, @Nullable Object... variables) {
		refuse(variables);
		return super.expand(template, variables);
	}

	@Override
	public UriBuilder uriString(String template) {
		return checked(super.uriString(template));
	}

	@Override
	public UriBuilder builder() {
		return checked(super.builder());
	}

	private static UriBuilder checked(UriBuilder builder) {
		return (UriBuilder) Proxy.newProxyInstance(SensitiveUriBuilderFactory.class.getClassLoader(),
				new Class<?>[] { UriBuilder.class }, (proxy, method, arguments) -> {
					refuse(arguments);
					try {
						Object result = method.invoke(builder, arguments);
						return (result == builder) ? proxy : result;
					}
					catch (InvocationTargetException ex) {
						throw ex.getTargetException();
					}
				});
	}

	private static void refuse(@Nullable Object value) {
		if (value instanceof Map<?, ?> map) {
			map.values().forEach(SensitiveUriBuilderFactory::refuse);
		}
		else if (value instanceof Collection<?> values) {
			values.forEach(SensitiveUriBuilderFactory::refuse);
		}
		else if (value instanceof Object[] values) {
			Arrays.stream(values).forEach(SensitiveUriBuilderFactory::refuse);
		}
		else if (value != null && SensitiveMembers.exist(value.getClass())) {
			throw SensitiveModifier.refusal(value.getClass(), SensitiveMembers.of(value.getClass()).get(0).getName(),
					"is part of a URI");
		}
	}

}
