package io.github.wechatpayspring.autoconfigure.environment;

import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

import io.github.wechatpayspring.autoconfigure.WechatPayProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.util.ReflectionUtils;

/**
 * The names of properties that have other values than before.
 */
final class ChangedProperties {

	private final SortedSet<String> names = new TreeSet<>();

	private ChangedProperties() {
	}

	static SortedSet<String> between(WechatPayProperties before, WechatPayProperties after) {
		ChangedProperties changed = new ChangedProperties();
		changed.compare("wechatpay", before, after);
		return changed.names;
	}

	private void compare(String name, @Nullable Object before, @Nullable Object after) {
		if (Objects.equals(before, after)) {
			return;
		}
		if (before instanceof Map<?, ?> merchants && after instanceof Map<?, ?> others) {
			merchants.forEach((merchant, value) -> compare(name + "." + merchant, value, others.get(merchant)));
			others.keySet()
				.stream()
				.filter((merchant) -> !merchants.containsKey(merchant))
				.forEach((merchant) -> this.names.add(name + "." + merchant));
		}
		else if (before != null && after != null && before.getClass().getEnclosingClass() == WechatPayProperties.class
				&& before instanceof Record || before instanceof WechatPayProperties) {
			for (RecordComponent component : before.getClass().getRecordComponents()) {
				compare(name + "." + DataObjectPropertyName.toDashedForm(component.getName()),
						ReflectionUtils.invokeMethod(component.getAccessor(), before),
						ReflectionUtils.invokeMethod(component.getAccessor(), after));
			}
		}
		else {
			this.names.add(name);
		}
	}

}
