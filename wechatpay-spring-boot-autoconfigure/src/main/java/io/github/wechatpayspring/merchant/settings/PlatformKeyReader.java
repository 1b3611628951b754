package io.github.wechatpayspring.merchant.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.wechatpayspring.key.InvalidKeyMaterialException;
import io.github.wechatpayspring.key.PastedText;
import io.github.wechatpayspring.key.SignatureAlgorithm;
import io.github.wechatpayspring.key.VerifyingKey;
import io.github.wechatpayspring.key.pem.KeyCertificate;
import io.github.wechatpayspring.key.pem.PemText;
import io.github.wechatpayspring.key.pem.SerialNumber;
import io.github.wechatpayspring.key.platform.ConfiguredPlatformKeys;
import io.github.wechatpayspring.key.platform.PlatformKey;
import io.github.wechatpayspring.merchant.MerchantConfiguration;
import io.github.wechatpayspring.merchant.settings.MerchantReader.Merchant;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Reads the keys of WeChat Pay, a public key, platform certificates or both, and checks
 * that they have the right names and are not the merchant's own. A merchant without
 * either has to have an API v3 key, with which certificates are downloaded.
 */
class PlatformKeyReader {

	private static final String ID = "platform-public-key-id";

	static final String KEY = "platform-public-key";

	private static final String CERTIFICATES = "platform-certificates";

	private static final String LOCAL_CERTIFICATES = "Use a platform certificate of WeChat Pay (wechatpay_<serial>.pem), or leave platform-certificates out and set api-v3-key to have them downloaded.";

	private static final String WHERE = "in the merchant platform (商户平台 → 账户中心 → API安全 → 微信支付公钥)";

	private static final String DOWNLOAD = "Use pub_key.pem, which can be downloaded " + WHERE + ".";

	private static final String COPY_ID = "Use the id of pub_key.pem, \"PUB_KEY_ID_…\", which is shown " + WHERE
			+ "; it may also stand in the file, above the key.";

	private static final String SAME_ALGORITHM = "Beside an SM2 private key (国密) use the SM2 key or certificate of WeChat Pay, beside an RSA private key the one for RSA.";

	private static final Pattern PUBLIC_KEY_ID = Pattern.compile("PUB_KEY_ID_[0-9A-Za-z]+");

	private static final Pattern DIGITS = Pattern.compile("[0-9]+");

	private final ConfigurationProblems problems;

	private final PemLocation location;

	private final CertificateExpiry expiry;

	PlatformKeyReader(ConfigurationProblems problems, PemLocation location, CertificateExpiry expiry) {
		this.problems = problems;
		this.location = location;
		this.expiry = expiry;
	}

	ConfiguredPlatformKeys read(MerchantConfiguration configuration, Merchant merchant) {
		if (StringUtils.hasText(configuration.platformPublicKeyId())
				|| StringUtils.hasText(configuration.platformPublicKey())) {
			return new ConfiguredPlatformKeys(platformKey(configuration, merchant),
					certificates(configuration, merchant));
		}
		if (configuration.platformCertificates().isEmpty() && !StringUtils.hasText(configuration.apiV3Key())) {
			this.problems.add(KEY, "No key of WeChat Pay, neither its public key nor a way to its certificates.",
					"Set platform-public-key and platform-public-key-id (pub_key.pem and its id, shown %s); a merchant without a public key sets api-v3-key to have platform certificates downloaded, or platform-certificates to use local ones."
						.formatted(WHERE));
		}
		List<KeyCertificate> certificates = certificates(configuration, merchant);
		if (certificates.stream().map(KeyCertificate::algorithm).distinct().count() == 1) {
			checkAlgorithm(CERTIFICATES, "Only certificates", certificates.get(0).algorithm(), merchant);
		}
		return new ConfiguredPlatformKeys(null, certificates);
	}

	private List<KeyCertificate> certificates(MerchantConfiguration configuration, Merchant merchant) {
		List<Map.Entry<String, KeyCertificate>> certificates = new ArrayList<>();
		int index = 0;
		for (String value : CertificateList.join(configuration.platformCertificates())) {
			String property = "%s[%d]".formatted(CERTIFICATES, index++);
			String source = this.problems.require(property, value, LOCAL_CERTIFICATES);
			List<KeyCertificate> found = this.problems.read(property, source,
					(text) -> this.location.read(text, PlatformKeyReader::certificatesOf));
			if (found != null) {
				found.stream()
					.filter((certificate) -> isPinned(property, certificate, merchant))
					.forEach((certificate) -> certificates.add(Map.entry(property, certificate)));
			}
		}
		this.expiry.checkAny(certificates,
				"Replace it by the current platform certificate, or leave platform-certificates out and set api-v3-key to have it downloaded.");
		return certificates.stream().map(Map.Entry::getValue).toList();
	}

	private static List<KeyCertificate> certificatesOf(PemText pem) {
		List<KeyCertificate> certificates = pem.certificates();
		if (certificates.isEmpty()) {
			throw new InvalidKeyMaterialException("PEM text without a certificate (-----BEGIN CERTIFICATE-----).",
					LOCAL_CERTIFICATES);
		}
		return certificates;
	}

	private boolean isPinned(String property, KeyCertificate certificate, Merchant merchant) {
		if (isOfMerchant(certificate, merchant)) {
			this.problems.add(property, "A merchant's certificate (apiclient_cert.pem, CN=%s), not one of WeChat Pay."
				.formatted(certificate.commonName()), LOCAL_CERTIFICATES);
			return false;
		}
		if (!certificate.isOfPlatform()) {
			this.problems.add(property,
					"A certificate of \"%s\", not one of WeChat Pay (CN=Tenpay.com sign, issued by Tenpay.com Root CA)."
						.formatted(certificate.commonName()),
					LOCAL_CERTIFICATES);
			return false;
		}
		checkMerchantSerialNumber(certificate, merchant);
		return true;
	}

	private @Nullable PlatformKey platformKey(MerchantConfiguration configuration, Merchant merchant) {
		String configured = configuration.platformPublicKeyId();
		String id = (StringUtils.hasText(configured)) ? this.problems.requireId(ID, configured, COPY_ID) : null;
		String source = this.problems.require(KEY, configuration.platformPublicKey(), DOWNLOAD);
		KeyFile file = this.problems.read(KEY, source, (value) -> this.location.read(value, KeyFile::of));
		if (file == null) {
			checkId(id, false);
			return null;
		}
		if (!StringUtils.hasText(configured)) {
			id = (file.id() != null) ? file.id() : this.problems.requireId(ID, configured, COPY_ID);
		}
		else if (id != null && file.id() != null && !id.equals(file.id())) {
			this.problems.add(ID, "Another id than \"%s\", which stands beside the public key.".formatted(file.id()),
					"Leave platform-public-key-id out, so that it is always the one beside the public key, or use the pub_key.pem of that id.");
			return null;
		}
		return (file.publicKey() != null) ? publicKey(id, file.publicKey(), merchant)
				: certificate(id, file.certificates(), merchant);
	}

	private @Nullable PlatformKey publicKey(@Nullable String id, VerifyingKey publicKey, Merchant merchant) {
		String checkedId = checkId(id, true);
		if (merchant.privateKey() != null && merchant.privateKey().belongsTo(publicKey)) {
			this.problems.add(KEY, "The merchant's own public key: it belongs to the configured private key.",
					DOWNLOAD);
			return null;
		}
		checkAlgorithm(KEY, "A public key", publicKey.algorithm(), merchant);
		return (checkedId != null) ? new PlatformKey(checkedId, publicKey) : null;
	}

	private @Nullable String checkId(@Nullable String id, boolean isPublicKey) {
		if (id == null || PUBLIC_KEY_ID.matcher(id).matches()) {
			return id;
		}
		if (DIGITS.matcher(id).matches()) {
			this.problems.add(ID, "\"%s\" without the prefix \"PUB_KEY_ID_\".".formatted(id),
					"Use \"PUB_KEY_ID_%s\"; the prefix is part of the id.".formatted(id));
		}
		else if (!isSerialNumber(id)) {
			// not printed: it may be something secret in the wrong place
			this.problems.add(ID,
					"A text of %d characters that is not the id of a public key%s.".formatted(id.length(), where(id)),
					COPY_ID);
		}
		else if (isPublicKey) {
			this.problems.add(ID, "The serial number of a certificate, while platform-public-key is a public key.",
					COPY_ID);
		}
		return null;
	}

	private static String where(String id) {
		String stranger = PastedText.stranger(id,
				(character) -> character == '_' || (character < 0x80 && Character.isLetterOrDigit(character)));
		return (!stranger.isEmpty()) ? ": " + stranger : "";
	}

	private @Nullable PlatformKey certificate(@Nullable String id, List<KeyCertificate> certificates,
			Merchant merchant) {
		if (certificates.size() > 1) {
			this.problems.add(KEY, "%d certificates in one text.".formatted(certificates.size()),
					"Leave only the platform certificate of WeChat Pay, or better: " + DOWNLOAD);
			checkId(id, false);
			return null;
		}
		KeyCertificate certificate = certificates.get(0);
		if (isOfMerchant(certificate, merchant)) {
			this.problems.add(KEY, "A merchant's certificate (apiclient_cert.pem, CN=%s), not one of WeChat Pay."
				.formatted(certificate.commonName()), DOWNLOAD);
			checkId(id, false);
			return null;
		}
		SerialNumber serialNumber = certificate.serialNumber();
		checkMerchantSerialNumber(certificate, merchant);
		checkAlgorithm(KEY, "A certificate", certificate.algorithm(), merchant);
		this.expiry.check(KEY, certificate, DOWNLOAD);
		if (id == null) {
			return null;
		}
		if (PUBLIC_KEY_ID.matcher(id).matches()) {
			this.problems.add(KEY,
					"A platform certificate (serial number %s), while platform-public-key-id names a public key."
						.formatted(serialNumber),
					"Use the pub_key.pem of that id, or set platform-public-key-id to the serial number.");
			return null;
		}
		if (!isSerialNumber(id) || !SerialNumber.parse(id).isSameNumber(serialNumber)) {
			this.problems.add(ID,
					"Not the serial number of the platform certificate in platform-public-key, which is %s."
						.formatted(serialNumber),
					"Set it to that serial number, or configure pub_key.pem and its \"PUB_KEY_ID_…\" instead.");
			return null;
		}
		return PlatformKey.of(certificate);
	}

	// what encrypts has to be for the algorithm that the merchant signs with
	private void checkAlgorithm(String property, String what, SignatureAlgorithm algorithm, Merchant merchant) {
		if (merchant.signer() != null && merchant.signer().algorithm() != algorithm) {
			this.problems.add(property, "%s for %s, while the merchant signs with %s.".formatted(what,
					algorithm.keyType(), merchant.signer().algorithm().keyType()), SAME_ALGORITHM);
		}
	}

	private void checkMerchantSerialNumber(KeyCertificate certificate, Merchant merchant) {
		if (merchant.serialNumber() != null && merchant.serialNumber().isSameNumber(certificate.serialNumber())) {
			this.problems.add(MerchantReader.SERIAL_NUMBER, "The serial number of WeChat Pay's platform certificate.",
					"Use the serial number of the merchant's own certificate, apiclient_cert.pem.");
		}
	}

	private boolean isOfMerchant(KeyCertificate certificate, Merchant merchant) {
		return MerchantReader.MERCHANT_ID.matcher(certificate.commonName()).matches()
				|| (merchant.privateKey() != null && certificate.certifies(merchant.privateKey()));
	}

	private boolean isSerialNumber(String text) {
		try {
			SerialNumber.parse(text);
			return true;
		}
		catch (InvalidKeyMaterialException ex) {
			return false;
		}
	}

	/**
	 * What is in the file of the platform key: certificates, or a public key.
	 *
	 * @param id the id that stands beside the key
	 * @param publicKey the public key if there are no certificates
	 * @param certificates the certificates
	 */
	private record KeyFile(@Nullable String id, @Nullable VerifyingKey publicKey, List<KeyCertificate> certificates) {

		static KeyFile of(PemText pem) {
			List<KeyCertificate> certificates = pem.certificates();
			return new KeyFile(pem.publicKeyId(), (certificates.isEmpty()) ? pem.publicKey() : null, certificates);
		}

	}

}
