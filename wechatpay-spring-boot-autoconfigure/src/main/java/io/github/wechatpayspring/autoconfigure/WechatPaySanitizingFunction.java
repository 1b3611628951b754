package io.github.wechatpayspring.autoconfigure;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

/**
 * Hides the merchant's secrets in the {@code env} and {@code configprops} endpoints,
 * however the properties are spelled and wherever they are nested.
 */
class WechatPaySanitizingFunction implements SanitizingFunction {

	private static final Pattern SEPARATOR = Pattern.compile("[^a-z0-9]");

	private static final List<String> SECRETS = List.of("merchantprivatekey", "apiv3key");

	@Override
	public SanitizableData apply(SanitizableData data) {
		return (isSecret(data.getKey()) || holdsSecret(data.getValue())) ? data.withSanitizedValue() : data;
	}

	private boolean isSecret(String key) {
		String uniform = uniform(key);
		return uniform.contains("wechatpay") && SECRETS.stream().anyMatch(uniform::contains);
	}

	/**
	 * Tell whether a value has a secret in it: a private key itself, or properties in one
	 * text such as SPRING_APPLICATION_JSON and the command line.
	 * @param value the value
	 * @return whether it must not be shown
	 */
	private boolean holdsSecret(@Nullable Object value) {
		if (!(value instanceof CharSequence text)) {
			return false;
		}
		return text.toString().contains("PRIVATE KEY-----") || isSecret(text.toString());
	}

	private String uniform(String text) {
		return SEPARATOR.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
	}

}
