package io.github.wechatpayspring.autoconfigure;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;

/**
 * Has the keys of merchants renewed when they change: those in files, and those of an SSL
 * bundle that Spring Boot updates.
 */
class KeyWatch {

	private static final String QUIET_PERIOD = "spring.ssl.bundle.watch.file.quiet-period";

	private final ObjectProvider<SslBundles> sslBundles;

	private final boolean enabled;

	private final Duration quietPeriod;

	private final Map<String, Set<KeyRenewal>> renewals = new ConcurrentHashMap<>();

	KeyWatch(ObjectProvider<SslBundles> sslBundles, boolean enabled, Environment environment) {
		this.sslBundles = sslBundles;
		this.enabled = enabled;
		// files are watched as patiently as those of SSL bundles
		this.quietPeriod = Binder.get(environment).bind(QUIET_PERIOD, Duration.class).orElse(Duration.ofSeconds(10));
	}

	/**
	 * Have the keys of a merchant renewed.
	 * @param source knows where they are
	 * @param renewal reads them again, until it is {@link #forget forgotten}
	 * @return the watcher of files, not yet started
	 */
	KeyFileWatcher of(WechatPaySettingsSource source, KeyRenewal renewal) {
		String bundle = source.sslBundle();
		if (bundle != null) {
			this.sslBundles.ifAvailable((bundles) -> renewals(bundles, bundle).add(renewal));
		}
		return new KeyFileWatcher(source, renewal, this.enabled, this.quietPeriod);
	}

	// one handler a bundle, since handlers cannot be removed
	private Set<KeyRenewal> renewals(SslBundles bundles, String bundle) {
		return this.renewals.computeIfAbsent(bundle, (name) -> {
			Set<KeyRenewal> renewals = ConcurrentHashMap.newKeySet();
			bundles.addBundleUpdateHandler(bundle, (updated) -> renewals
				.forEach((renewal) -> renewal.renew("the SSL bundle \"%s\"".formatted(bundle))));
			return renewals;
		});
	}

	/**
	 * Have the keys of a merchant that is gone renewed no longer.
	 * @param renewal what renewed them
	 */
	void forget(KeyRenewal renewal) {
		this.renewals.values().forEach((renewals) -> renewals.remove(renewal));
	}

}
