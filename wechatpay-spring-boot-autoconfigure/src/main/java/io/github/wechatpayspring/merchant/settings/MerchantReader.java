package io.github.wechatpayspring.merchant.settings;

import java.util.List;
import java.util.regex.Pattern;

import io.github.wechatpayspring.key.MerchantCredentials;
import io.github.wechatpayspring.key.MerchantKey;
import io.github.wechatpayspring.key.PastedText;
import io.github.wechatpayspring.key.RequestSigner;
import io.github.wechatpayspring.key.pem.KeyCertificate;
import io.github.wechatpayspring.key.pem.PemText;
import io.github.wechatpayspring.key.pem.SerialNumber;
import io.github.wechatpayspring.merchant.MerchantConfiguration;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Reads who calls and what the calls are signed with, and checks that they belong
 * together.
 */
class MerchantReader {

	static final String ID = "merchant-id";

	static final String SERIAL_NUMBER = "merchant-serial-number";

	static final String PRIVATE_KEY = "merchant-private-key";

	static final String SSL_BUNDLE = "ssl-bundle";

	static final Pattern MERCHANT_ID = Pattern.compile("[1-9][0-9]{0,31}");

	private static final String SET_SERIAL_NUMBER = "Set it to what \"openssl x509 -in apiclient_cert.pem -noout -serial\" prints after \"serial=\", 40 hex digits, or put the certificate beside the private key.";

	private final ConfigurationProblems problems;

	private final PemLocation location;

	private final KeyBundles bundles;

	private final CertificateExpiry expiry;

	MerchantReader(ConfigurationProblems problems, PemLocation location, KeyBundles bundles, CertificateExpiry expiry) {
		this.problems = problems;
		this.location = location;
		this.bundles = bundles;
		this.expiry = expiry;
	}

	Merchant read(MerchantConfiguration configuration) {
		RequestSigner signer = configuration.signer();
		String id = merchantId(configuration.merchantId());
		boolean needed = signer != null || !StringUtils.hasText(configuration.merchantPrivateKey())
				&& !StringUtils.hasText(configuration.sslBundle());
		SerialNumber configured = configuredSerialNumber(configuration.merchantSerialNumber(), id, needed);
		if (signer != null) {
			return new Merchant(id, configured, null, signer, null);
		}
		KeyFile file = keyFile(configuration);
		if (file == null) {
			return new Merchant(id, configured, null, null, null);
		}
		SerialNumber serialNumber = (file.certificates().isEmpty())
				? serialNumberOfBareKey(configuration.merchantSerialNumber(), configured)
				: certifiedSerialNumber(file, id, configured);
		return new Merchant(id, serialNumber, file.privateKey(), file.privateKey(), file.ownCertificate());
	}

	private @Nullable KeyFile keyFile(MerchantConfiguration configuration) {
		String key = configuration.merchantPrivateKey();
		if (!StringUtils.hasText(configuration.sslBundle())) {
			String source = this.problems.require(PRIVATE_KEY, key,
					"Set it to the location or the text of apiclient_key.pem, the merchant's private key, or name an SSL bundle in ssl-bundle.");
			return this.problems.read(PRIVATE_KEY, source,
					(text) -> this.location.read(text, (pem) -> KeyFile.of(PRIVATE_KEY, pem)));
		}
		if (StringUtils.hasText(key)) {
			this.problems.add(SSL_BUNDLE,
					"Set beside merchant-private-key, while the SSL bundle has a private key too.",
					"Remove one of them.");
			return null;
		}
		String name = this.problems.require(SSL_BUNDLE, configuration.sslBundle(), "");
		return this.problems.read(SSL_BUNDLE, name, (text) -> KeyFile.of(SSL_BUNDLE, this.bundles.read(text)));
	}

	private @Nullable String merchantId(@Nullable String value) {
		String id = this.problems.requireId(ID, value,
				"Set it to the merchant id (mchid, 商户号) of the calling merchant.");
		if (id != null && !MERCHANT_ID.matcher(id).matches()) {
			// not printed: it may be something secret in the wrong place
			this.problems.add(ID,
					"A text of %d characters that is not a merchant id%s.".formatted(id.length(), where(id)),
					"Use the merchant id (mchid, 商户号), which has only digits and does not start with 0.");
			return null;
		}
		return id;
	}

	private static String where(String id) {
		String stranger = PastedText.stranger(id, (character) -> character >= '0' && character <= '9');
		return (!stranger.isEmpty()) ? ": " + stranger : "";
	}

	private @Nullable SerialNumber configuredSerialNumber(@Nullable String value, @Nullable String merchantId,
			boolean needed) {
		if (!needed && !StringUtils.hasText(value)) {
			return null;
		}
		String text = this.problems.requireId(SERIAL_NUMBER, value, SET_SERIAL_NUMBER);
		if (text != null && text.equals(merchantId)) {
			this.problems.add(SERIAL_NUMBER, "The merchant id, not the serial number of a certificate.",
					"Use what \"openssl x509 -in apiclient_cert.pem -noout -serial\" prints after \"serial=\".");
			return null;
		}
		return this.problems.read(SERIAL_NUMBER, text, SerialNumber::parse);
	}

	// what is wrong with a serial number was noted before, that it is needed was not
	private @Nullable SerialNumber serialNumberOfBareKey(@Nullable String value, @Nullable SerialNumber configured) {
		if (!StringUtils.hasText(value)) {
			this.problems.require(SERIAL_NUMBER, value, SET_SERIAL_NUMBER);
		}
		return configured;
	}

	private @Nullable SerialNumber certifiedSerialNumber(KeyFile file, @Nullable String merchantId,
			@Nullable SerialNumber configured) {
		KeyCertificate certificate = file.ownCertificate();
		if (certificate == null) {
			this.problems.add(file.property(),
					"A private key for %s beside the certificate of another one (for %s, serial number %s).".formatted(
							file.privateKey().algorithm().keyType(), file.certificates().get(0).algorithm().keyType(),
							file.certificates().get(0).serialNumber()),
					"Use the apiclient_key.pem that was made together with the certificate; after a renewal both change.");
			return configured;
		}
		if (configured != null && !configured.isSameNumber(certificate.serialNumber())) {
			this.problems.add(SERIAL_NUMBER,
					"%s, but the certificate of the private key has the serial number %s.".formatted(configured,
							certificate.serialNumber()),
					"Leave merchant-serial-number out, so that it is always that of the certificate, or use the private key that belongs to the other one.");
		}
		checkOwner(file.property(), certificate, merchantId);
		this.expiry.check(file.property(), certificate, "Renew it in the merchant platform (商户平台 → 账户中心 → API安全).");
		return certificate.serialNumber();
	}

	private void checkOwner(String property, KeyCertificate certificate, @Nullable String merchantId) {
		String owner = certificate.commonName();
		if (!MERCHANT_ID.matcher(owner).matches()) {
			this.problems.add(property, "The certificate of \"%s\", not of a merchant.".formatted(owner),
					"Use apiclient_cert.pem, whose name (CN) is the merchant id, with its private key.");
		}
		else if (merchantId != null && !merchantId.equals(owner)) {
			this.problems.add(ID,
					"%s, but the certificate of the private key is that of merchant %s.".formatted(merchantId, owner),
					"Use the merchant id and the private key of the same merchant.");
		}
	}

	/**
	 * What is in the file of the private key, or in the SSL bundle.
	 *
	 * @param property the property that names it
	 * @param privateKey the private key
	 * @param certificates the certificates beside it
	 */
	private record KeyFile(String property, MerchantKey privateKey, List<KeyCertificate> certificates) {

		static KeyFile of(String property, PemText pem) {
			return new KeyFile(property, pem.privateKey(), pem.certificates());
		}

		@Nullable KeyCertificate ownCertificate() {
			return this.certificates.stream()
				.filter((certificate) -> certificate.certifies(this.privateKey))
				.findFirst()
				.orElse(null);
		}

		@Override
		public String toString() {
			return "KeyFile" + this.certificates;
		}

	}

	/**
	 * What could be read of the merchant.
	 *
	 * @param id the merchant id
	 * @param serialNumber the serial number of the API certificate
	 * @param privateKey the private key, {@code null} also if it is kept elsewhere
	 * @param signer what signs
	 * @param certificate the certificate of the private key, {@code null} if it is not
	 * beside it
	 */
	record Merchant(@Nullable String id, @Nullable SerialNumber serialNumber, @Nullable MerchantKey privateKey,
			@Nullable RequestSigner signer, @Nullable KeyCertificate certificate) {

		@Override
		public String toString() {
			return "Merchant[" + this.id + "]";
		}

		@Nullable MerchantCredentials credentials() {
			if (this.id == null || this.serialNumber == null || this.signer == null) {
				return null;
			}
			return new MerchantCredentials(this.id, this.serialNumber.value(), this.signer,
					(this.certificate != null) ? this.certificate.expiry() : null);
		}

	}

}
