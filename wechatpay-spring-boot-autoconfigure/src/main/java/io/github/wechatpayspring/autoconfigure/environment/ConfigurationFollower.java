package io.github.wechatpayspring.autoconfigure.environment;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

import io.github.wechatpayspring.autoconfigure.MerchantConfigurations;
import io.github.wechatpayspring.autoconfigure.MerchantNames;
import io.github.wechatpayspring.autoconfigure.WechatPayProperties;
import io.github.wechatpayspring.merchant.WechatPay;
import io.github.wechatpayspring.merchant.assembly.Merchants;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Has the keys of merchants renewed when their properties change while the application
 * runs, and says what else changed that only a restart takes over.
 */
class ConfigurationFollower {

	private static final Log logger = LogFactory.getLog(ConfigurationFollower.class);

	private static final Pattern KEYS = Pattern.compile("wechatpay\\.(merchants\\.[^.]+\\.)?(merchant-serial-number"
			+ "|merchant-private-key|platform-public-key|platform-public-key-id|platform-certificates)");

	private static final String SSL_BUNDLE = "spring.ssl.bundle.";

	private final Environment environment;

	private final Merchants merchants;

	private final Lock lock = new ReentrantLock();

	private WechatPayProperties current;

	/**
	 * Create a follower.
	 * @param environment has the properties
	 * @param properties what they were when the application started
	 * @param merchants have the keys
	 */
	ConfigurationFollower(Environment environment, WechatPayProperties properties, Merchants merchants) {
		this.environment = environment;
		this.current = properties;
		this.merchants = merchants;
	}

	/**
	 * Take over what changed. Never throws: what is wrong is logged.
	 * @param names the names of all properties that changed; others may have changed with
	 * them that refer to them
	 */
	void follow(Set<String> names) {
		this.lock.lock();
		try {
			WechatPayProperties before = this.current;
			WechatPayProperties after = MerchantConfigurations.bind(this.environment);
			this.current = after;
			SortedSet<String> changed = ChangedProperties.between(before, after);
			renew(after, changed.stream().filter((name) -> KEYS.matcher(name).matches()).toList());
			changed.removeIf((name) -> KEYS.matcher(name).matches());
			warn(after, changed, names);
		}
		catch (BindException ex) {
			// its message may quote the value
			refuse(ex.getName() + " cannot be bound");
		}
		catch (RuntimeException ex) {
			refuse(ex.getClass().getName());
		}
		finally {
			this.lock.unlock();
		}
	}

	private void refuse(String why) {
		logger.warn("The configuration changed but was not taken over: " + why);
	}

	private void renew(WechatPayProperties after, List<String> changed) {
		List<String> ofRoot = changed.stream().filter((name) -> !name.startsWith(MerchantNames.PROPERTY)).toList();
		if (!ofRoot.isEmpty()) {
			this.merchants.renew(WechatPay.DEFAULT_NAME,
					(current) -> MerchantConfigurations.of(after, current.signer()), String.join(", ", ofRoot));
		}
		after.merchants().forEach((name, merchant) -> {
			List<String> ofMerchant = changed.stream()
				.filter((property) -> property.startsWith(MerchantNames.prefix(name)))
				.toList();
			if (!ofMerchant.isEmpty()) {
				this.merchants.renew(name, (current) -> MerchantConfigurations.of(name, merchant, current.signer()),
						String.join(", ", ofMerchant));
			}
		});
	}

	private void warn(WechatPayProperties after, SortedSet<String> changed, Set<String> names) {
		SortedSet<String> later = new TreeSet<>(changed);
		if (StringUtils.hasText(after.sslBundle())
				|| after.merchants().values().stream().anyMatch((each) -> StringUtils.hasText(each.sslBundle()))) {
			// Spring Boot renews bundles by itself, but from files only
			names.stream().filter((name) -> name.startsWith(SSL_BUNDLE)).forEach(later::add);
		}
		if (!later.isEmpty()) {
			logger
				.warn("Changed in the configuration, but not before a restart: %s".formatted(String.join(", ", later)));
		}
	}

}
