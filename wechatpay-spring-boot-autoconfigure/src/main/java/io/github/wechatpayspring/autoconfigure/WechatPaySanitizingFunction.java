package io.github.wechatpayspring.autoconfigure;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Hides the merchant's secrets in the {@code env} and {@code configprops} endpoints,
 * however their properties are spelled, wherever they are nested, and in other values
 * that hold them, such as a variable they refer to or the command line.
 */
class WechatPaySanitizingFunction implements SanitizingFunction {

	private static final Pattern SEPARATOR = Pattern.compile("[^a-z0-9]");

	private static final List<String> SECRETS = List.of("merchant-private-key", "api-v3-key");

	private final Environment environment;

	WechatPaySanitizingFunction(Environment environment) {
		this.environment = environment;
	}

	@Override
	public SanitizableData apply(SanitizableData data) {
		return (isSecret(data.getKey()) || holdsSecret(data.getValue())) ? data.withSanitizedValue() : data;
	}

	private boolean isSecret(String key) {
		String uniform = uniform(key);
		return uniform.contains("wechatpay") && SECRETS.stream().map(this::uniform).anyMatch(uniform::contains);
	}

	private boolean holdsSecret(@Nullable Object value) {
		if (!(value instanceof CharSequence characters)) {
			return false;
		}
		String text = characters.toString();
		return text.contains("PRIVATE KEY-----")
				|| secrets().anyMatch((secret) -> StringUtils.hasText(secret) && text.contains(secret));
	}

	private Stream<@Nullable String> secrets() {
		Binder binder = Binder.get(this.environment);
		return Stream.concat(
				SECRETS.stream().map((secret) -> binder.bind("wechatpay." + secret, String.class).orElse(null)),
				MerchantNames.bind(this.environment)
					.values()
					.stream()
					.flatMap((merchant) -> Stream.of(merchant.merchantPrivateKey(), merchant.apiV3Key())));
	}

	private String uniform(String text) {
		return SEPARATOR.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
	}

}
