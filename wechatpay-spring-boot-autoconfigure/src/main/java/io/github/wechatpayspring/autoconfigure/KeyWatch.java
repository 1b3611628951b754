package io.github.wechatpayspring.autoconfigure;

import java.lang.ref.WeakReference;
import java.time.Duration;

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

	KeyWatch(ObjectProvider<SslBundles> sslBundles, boolean enabled, Environment environment) {
		this.sslBundles = sslBundles;
		this.enabled = enabled;
		// files are watched as patiently as those of SSL bundles
		this.quietPeriod = Binder.get(environment).bind(QUIET_PERIOD, Duration.class).orElse(Duration.ofSeconds(10));
	}

	/**
	 * Have the keys of a merchant renewed.
	 * @param source knows where they are
	 * @param renewal reads them again. It is told of updates of an SSL bundle for as long
	 * as somebody else holds it, since handlers of updates cannot be removed.
	 * @return the watcher of files, not yet started
	 */
	KeyFileWatcher of(WechatPaySettingsSource source, KeyRenewal renewal) {
		String bundle = source.sslBundle();
		if (bundle != null) {
			WeakReference<KeyRenewal> reference = new WeakReference<>(renewal);
			this.sslBundles.ifAvailable((bundles) -> bundles.addBundleUpdateHandler(bundle, (updated) -> {
				KeyRenewal held = reference.get();
				if (held != null) {
					held.renew("the SSL bundle \"%s\"".formatted(bundle));
				}
			}));
		}
		return new KeyFileWatcher(source, renewal, this.enabled, this.quietPeriod);
	}

}
