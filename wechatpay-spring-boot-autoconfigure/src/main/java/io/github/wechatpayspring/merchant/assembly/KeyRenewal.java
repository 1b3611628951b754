package io.github.wechatpayspring.merchant.assembly;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import io.github.wechatpayspring.key.MerchantCredentials;
import io.github.wechatpayspring.key.platform.KeyRing;
import io.github.wechatpayspring.key.platform.PlatformKey;
import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException;
import io.github.wechatpayspring.merchant.MerchantConfiguration;
import io.github.wechatpayspring.merchant.settings.ConfigurationProblems;
import io.github.wechatpayspring.merchant.settings.ConfiguredMerchant;
import io.github.wechatpayspring.merchant.settings.MerchantSettings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Takes over keys that changed while the application runs, all at once and only if they
 * would do for a start. Otherwise calls go on with the keys they have.
 */
final class KeyRenewal {

	private static final Log logger = LogFactory.getLog(KeyRenewal.class);

	private final ConfiguredMerchant merchant;

	private final KeyRing keyRing;

	private final @Nullable String keyBundle;

	// what was read last is also what is put in last
	private final Lock lock = new ReentrantLock();

	private volatile Map<Path, String> lastSeen = Map.of();

	KeyRenewal(ConfiguredMerchant merchant, KeyRing keyRing) {
		this.merchant = merchant;
		this.keyRing = keyRing;
		this.keyBundle = merchant.keyBundle();
	}

	/**
	 * Return the bundle that the merchant's key is read from.
	 * @return its name, or {@code null} if the key is elsewhere
	 */
	@Nullable String keyBundle() {
		return this.keyBundle;
	}

	boolean hasFiles() {
		return this.merchant.hasFiles();
	}

	/**
	 * Take one look into the files. They are read again once they have changed and then
	 * stayed the same until the next look, so that a file that is being written is left
	 * alone; one that was refused is not read again until it changes.
	 */
	void look() {
		Map<Path, String> seen = this.merchant.files();
		Map<Path, String> read = this.merchant.lastRead();
		if (!seen.equals(read) && seen.equals(this.lastSeen)) {
			renew(seen.keySet()
				.stream()
				.filter((path) -> !Objects.equals(seen.get(path), read.get(path)))
				.map(Path::toString)
				.sorted()
				.collect(Collectors.joining(", ")));
		}
		this.lastSeen = seen;
	}

	/**
	 * Read all keys again from another configuration, unless it comes from a bean of the
	 * application, and use them from now on.
	 * @param change returns what is configured now
	 * @param changed what was changed, to be named in the log
	 */
	void renew(UnaryOperator<MerchantConfiguration> change, String changed) {
		if (this.merchant.isOfProperties()) {
			this.merchant.configure(change.apply(this.merchant.configuration()));
			renew(changed);
		}
	}

	/**
	 * Read all keys again and use them from now on. Never throws: what is wrong is
	 * logged.
	 * @param changed what was changed, to be named in the log
	 */
	void renew(String changed) {
		this.lock.lock();
		try {
			MerchantSettings settings = this.merchant.read();
			if (!isNew(settings)) {
				return;
			}
			checkNames(settings);
			this.keyRing.replace(settings.merchant(), settings.platformKeys());
			logger.info(
					"Took over the keys in %s: requests are signed under the certificate with serial number %s from now on%s"
						.formatted(changed, settings.merchant().serialNumber(),
								encryption(settings.platformKeys().publicKey())));
		}
		catch (InvalidWechatPayConfigurationException ex) {
			refuse(changed,
					ex.problems()
						.stream()
						.map((problem) -> "%s: %s %s".formatted(problem.property(), problem.found(), problem.action()))
						.collect(Collectors.joining(" ")));
		}
		catch (RuntimeException | Error ex) {
			// its message may quote what was read
			refuse(changed, ex.getClass().getName());
		}
		finally {
			this.lock.unlock();
		}
	}

	private void refuse(String changed, String why) {
		logger.warn(
				"The keys in %s changed but were not taken over; calls go on with the former ones, signed under the certificate with serial number %s. %s"
					.formatted(changed, this.keyRing.credentials().serialNumber(), why));
	}

	private boolean isNew(MerchantSettings settings) {
		return !settings.merchant().equals(this.keyRing.credentials())
				|| !settings.platformKeys().equals(this.keyRing.platformKeys());
	}

	// a key that changes while its name stays is announced under the wrong one
	private void checkNames(MerchantSettings settings) {
		ConfigurationProblems problems = this.merchant.problems();
		MerchantCredentials before = this.keyRing.credentials();
		MerchantCredentials after = settings.merchant();
		if (!after.merchantId().equals(before.merchantId())) {
			problems.add("merchant-id", "%s, which was %s before.".formatted(after.merchantId(), before.merchantId()),
					"Restart to call as another merchant.");
		}
		if (!Objects.equals(this.keyBundle, this.merchant.keyBundle())) {
			problems.add("ssl-bundle", "Another SSL bundle than before, or none.",
					"Restart, since updates of the other one would not be noticed.");
		}
		if (after.serialNumber().equals(before.serialNumber()) && !after.signer().equals(before.signer())) {
			problems.add("merchant-private-key",
					"Another private key, while the serial number is still %s.".formatted(after.serialNumber()),
					"Put the new certificate beside the key and leave merchant-serial-number out, or use ssl-bundle, so that the serial number changes with the key; or change both at once.");
		}
		PlatformKey keyBefore = this.keyRing.platformKeys().publicKey();
		PlatformKey keyAfter = settings.platformKeys().publicKey();
		if (keyBefore != null && keyAfter != null && keyAfter.id().equals(keyBefore.id())
				&& !keyAfter.equals(keyBefore)) {
			problems.add("platform-public-key", "Another key, while the id is still %s.".formatted(keyAfter.id()),
					"Put the new id above the key and leave platform-public-key-id out, so that the id changes with the key; or change both at once.");
		}
		if (!problems.list().isEmpty()) {
			throw this.merchant.invalid(problems);
		}
	}

	private static String encryption(@Nullable PlatformKey publicKey) {
		return (publicKey != null) ? " and encrypted with " + publicKey.id() : "";
	}

}
