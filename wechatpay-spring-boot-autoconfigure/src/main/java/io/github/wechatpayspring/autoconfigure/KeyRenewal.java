package io.github.wechatpayspring.autoconfigure;

import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

import io.github.wechatpayspring.key.MerchantCredentials;
import io.github.wechatpayspring.key.platform.KeyRing;
import io.github.wechatpayspring.key.platform.PlatformKey;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Takes over keys that changed while the application runs, all at once and only if they
 * would do for a start. Otherwise calls go on with the keys they have.
 */
class KeyRenewal {

	private static final Log logger = LogFactory.getLog(KeyRenewal.class);

	private final WechatPaySettingsSource source;

	private final KeyRing keyRing;

	private final @Nullable String sslBundle;

	// what was read last is also what is put in last
	private final Lock lock = new ReentrantLock();

	KeyRenewal(WechatPaySettingsSource source, KeyRing keyRing) {
		this.source = source;
		this.keyRing = keyRing;
		this.sslBundle = source.sslBundle();
	}

	/**
	 * Read all keys again and use them from now on. Never throws: what is wrong is
	 * logged.
	 * @param changed what was changed, to be named in the log
	 */
	void renew(String changed) {
		this.lock.lock();
		try {
			WechatPaySettings settings = this.source.read();
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

	private boolean isNew(WechatPaySettings settings) {
		return !settings.merchant().equals(this.keyRing.credentials())
				|| !settings.platformKeys().equals(this.keyRing.platformKeys());
	}

	// a key that changes while its name stays is announced under the wrong one
	private void checkNames(WechatPaySettings settings) {
		ConfigurationProblems problems = this.source.problems();
		MerchantCredentials before = this.keyRing.credentials();
		MerchantCredentials after = settings.merchant();
		if (!after.merchantId().equals(before.merchantId())) {
			problems.add(MerchantReader.ID,
					"%s, which was %s before.".formatted(after.merchantId(), before.merchantId()),
					"Restart to call as another merchant.");
		}
		if (!Objects.equals(this.sslBundle, this.source.sslBundle())) {
			problems.add(MerchantReader.SSL_BUNDLE, "Another SSL bundle than before, or none.",
					"Restart, since updates of the other one would not be noticed.");
		}
		if (after.serialNumber().equals(before.serialNumber()) && !after.signer().equals(before.signer())) {
			problems.add(MerchantReader.PRIVATE_KEY,
					"Another private key, while the serial number is still %s.".formatted(after.serialNumber()),
					"Put the new certificate beside the key and leave merchant-serial-number out, or use ssl-bundle, so that the serial number changes with the key; or change both at once.");
		}
		PlatformKey keyBefore = this.keyRing.platformKeys().publicKey();
		PlatformKey keyAfter = settings.platformKeys().publicKey();
		if (keyBefore != null && keyAfter != null && keyAfter.id().equals(keyBefore.id())
				&& !keyAfter.equals(keyBefore)) {
			problems.add(PlatformKeyReader.KEY, "Another key, while the id is still %s.".formatted(keyAfter.id()),
					"Put the new id above the key and leave platform-public-key-id out, so that the id changes with the key; or change both at once.");
		}
		if (!problems.list().isEmpty()) {
			throw InvalidWechatPayConfigurationException.of(problems, this.source.details());
		}
	}

	private static String encryption(@Nullable PlatformKey publicKey) {
		return (publicKey != null) ? " and encrypted with " + publicKey.id() : "";
	}

}
