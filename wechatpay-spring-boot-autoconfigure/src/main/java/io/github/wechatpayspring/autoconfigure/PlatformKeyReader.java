package io.github.wechatpayspring.autoconfigure;

import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.regex.Pattern;

import io.github.wechatpayspring.autoconfigure.MerchantReader.Merchant;
import io.github.wechatpayspring.key.InvalidKeyMaterialException;
import io.github.wechatpayspring.key.PemText;
import io.github.wechatpayspring.key.PlatformKey;
import io.github.wechatpayspring.key.PlatformKeys;
import io.github.wechatpayspring.key.RsaCertificate;
import io.github.wechatpayspring.key.SerialNumber;
import org.jspecify.annotations.Nullable;

/**
 * Reads the key of WeChat Pay, a public key or a platform certificate, and checks that it
 * has the right name and is not the merchant's own.
 */
class PlatformKeyReader {

	private static final String ID = "platform-public-key-id";

	private static final String KEY = "platform-public-key";

	private static final String WHERE = "in the merchant platform (商户平台 → 账户中心 → API安全 → 微信支付公钥)";

	private static final String DOWNLOAD = "Use pub_key.pem, which can be downloaded " + WHERE + ".";

	private static final String COPY_ID = "Use the id of pub_key.pem, \"PUB_KEY_ID_…\", which is shown " + WHERE + ".";

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

	@Nullable PlatformKeys read(WechatPayConnectionDetails details, Merchant merchant) {
		String id = this.problems.require(ID, details.getPlatformPublicKeyId(), COPY_ID);
		String source = this.problems.require(KEY, details.getPlatformPublicKey(), DOWNLOAD);
		KeyFile file = this.problems.read(KEY, source, (value) -> this.location.read(value, KeyFile::of));
		if (file == null) {
			checkId(id, false);
			return null;
		}
		PlatformKey key = (file.publicKey() != null) ? publicKey(id, file.publicKey(), merchant)
				: certificate(id, file.certificates(), merchant);
		return (key != null) ? PlatformKeys.of(key) : null;
	}

	private @Nullable PlatformKey publicKey(@Nullable String id, RSAPublicKey publicKey, Merchant merchant) {
		String checkedId = checkId(id, true);
		if (merchant.privateKey() != null && publicKey.getModulus().equals(merchant.privateKey().getModulus())) {
			this.problems.add(KEY, "The merchant's own public key: it belongs to the configured private key.",
					DOWNLOAD);
			return null;
		}
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
			this.problems.add(ID, "A text of %d characters that is not the id of a public key.".formatted(id.length()),
					COPY_ID);
		}
		else if (isPublicKey) {
			this.problems.add(ID, "The serial number of a certificate, while platform-public-key is a public key.",
					COPY_ID);
		}
		return null;
	}

	private @Nullable PlatformKey certificate(@Nullable String id, List<RsaCertificate> certificates,
			Merchant merchant) {
		if (certificates.size() > 1) {
			this.problems.add(KEY, "%d certificates in one text.".formatted(certificates.size()),
					"Leave only the platform certificate of WeChat Pay, or better: " + DOWNLOAD);
			checkId(id, false);
			return null;
		}
		RsaCertificate certificate = certificates.get(0);
		if (isOfMerchant(certificate, merchant)) {
			this.problems.add(KEY, "A merchant's certificate (apiclient_cert.pem, CN=%s), not one of WeChat Pay."
				.formatted(certificate.commonName()), DOWNLOAD);
			checkId(id, false);
			return null;
		}
		SerialNumber serialNumber = certificate.serialNumber();
		if (merchant.serialNumber() != null && merchant.serialNumber().isSameNumber(serialNumber)) {
			this.problems.add(MerchantReader.SERIAL_NUMBER, "The serial number of WeChat Pay's platform certificate.",
					"Use the serial number of the merchant's own certificate, apiclient_cert.pem.");
		}
		this.expiry.check(KEY, certificate);
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
		return new PlatformKey(serialNumber.value(), certificate.publicKey());
	}

	private boolean isOfMerchant(RsaCertificate certificate, Merchant merchant) {
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
	 * @param publicKey the public key if there are no certificates
	 * @param certificates the certificates
	 */
	private record KeyFile(@Nullable RSAPublicKey publicKey, List<RsaCertificate> certificates) {

		static KeyFile of(PemText pem) {
			List<RsaCertificate> certificates = pem.certificates();
			return new KeyFile((certificates.isEmpty()) ? pem.publicKey() : null, certificates);
		}

	}

}
