package io.github.wechatpayspring.autoconfigure;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.convert.ConverterNotFoundException;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Has {@code wechatpay.merchants} bound to the merchants that somebody configured: a
 * merchant that is spelled {@code brand-b} in a file and {@code BRANDB} in an environment
 * variable is one, and variables that Kubernetes sets for a service of a similar name are
 * none. What is lost that way is told by {@link MerchantSpelling}.
 */
class MerchantsBindHandler extends AbstractBindHandler {

	private static final ConfigurationPropertyName MERCHANTS = ConfigurationPropertyName.of(MerchantNames.PROPERTY);

	MerchantsBindHandler(BindHandler parent) {
		super(parent);
	}

	@Override
	@SuppressWarnings("unchecked") // the names of merchants are text
	public @Nullable Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			Object result) {
		Object bound = super.onSuccess(name, target, context, result);
		return (name.equals(MERCHANTS) && bound instanceof Map<?, ?> merchants)
				? once((Map<String, Object>) merchants, context) : bound;
	}

	@Override
	public @Nullable Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			Exception error) throws Exception {
		// a value where the properties of a merchant belong
		return (MERCHANTS.isParentOf(name) && error instanceof ConverterNotFoundException) ? null
				: super.onFailure(name, target, context, error);
	}

	private static Map<String, Object> once(Map<String, Object> merchants, BindContext context) {
		Map<String, String> spellings = new LinkedHashMap<>();
		Set<String> elsewhere = (merchants.size() > 1) ? spelledElsewhere(context.getSources()) : Set.of();
		for (String name : merchants.keySet()) {
			spellings.merge(MerchantNames.uniform(name), name,
					(first, second) -> (elsewhere.contains(first)) ? first : second);
		}
		Map<String, Object> once = new LinkedHashMap<>();
		spellings.values().forEach((name) -> once.put(name, merchants.get(name)));
		return once;
	}

	/**
	 * Return the names of merchants as they are spelled where spelling is free, which it
	 * is not in environment variables.
	 * @param sources the sources of properties
	 * @return the names
	 */
	static Set<String> spelledElsewhere(Iterable<ConfigurationPropertySource> sources) {
		Set<String> names = new HashSet<>();
		for (ConfigurationPropertySource source : sources) {
			if (source instanceof IterableConfigurationPropertySource iterable
					&& !(source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource)) {
				iterable.stream()
					.filter(MERCHANTS::isAncestorOf)
					.filter((name) -> name.getNumberOfElements() > MERCHANTS.getNumberOfElements() + 1)
					.forEach((name) -> names.add(name.getElement(MERCHANTS.getNumberOfElements(), Form.ORIGINAL)));
			}
		}
		return names;
	}

}
