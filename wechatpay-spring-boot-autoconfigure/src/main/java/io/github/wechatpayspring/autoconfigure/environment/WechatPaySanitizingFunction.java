package io.github.wechatpayspring.autoconfigure.environment;

import java.util.List;
import java.util.function.Supplier;

import io.github.wechatpayspring.merchant.assembly.MerchantsChangedEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Hides the merchants' secrets in the {@code env} and {@code configprops} endpoints,
 * however their properties are spelled, wherever they are nested, and in other values
 * that hold them or a part of them, such as a variable they refer to or the command line.
 */
class WechatPaySanitizingFunction implements SanitizingFunction, ApplicationListener<MerchantsChangedEvent> {

	private final ConfigurableEnvironment environment;

	private final Supplier<List<String>> others;

	// what is secret is looked up again only once a property that it stands in has
	// changed
	private volatile @Nullable PropertySecrets secrets;

	/**
	 * Create a function.
	 * @param environment has the properties
	 * @param others returns secrets that are in use without being properties of
	 * {@code wechatpay.*}
	 */
	WechatPaySanitizingFunction(ConfigurableEnvironment environment, Supplier<List<String>> others) {
		this.environment = environment;
		this.others = others;
	}

	@Override
	public SanitizableData apply(SanitizableData data) {
		return (isSecret(data.getKey(), data.getValue())) ? data.withSanitizedValue() : data;
	}

	private boolean isSecret(String key, @Nullable Object value) {
		if (PropertySecrets.isSecretOfWechatPay(key)) {
			return true;
		}
		if (value == null) {
			return false;
		}
		PropertySecrets current = current();
		return current.isNamed(key) || (value instanceof CharSequence text && current.areIn(text.toString()));
	}

	private PropertySecrets current() {
		PropertySecrets current = this.secrets;
		if (current == null || !current.isUpToDate(this.environment)) {
			current = PropertySecrets.of(this.environment, this.others.get());
			this.secrets = current;
		}
		return current;
	}

	@Override
	public void onApplicationEvent(MerchantsChangedEvent event) {
		this.secrets = null;
	}

}
