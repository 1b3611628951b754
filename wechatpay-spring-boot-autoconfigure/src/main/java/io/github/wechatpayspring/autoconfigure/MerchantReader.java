package io.github.wechatpayspring.autoconfigure;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.github.wechatpayspring.key.KeyCertificate;
import io.github.wechatpayspring.key.MerchantCredentials;
import io.github.wechatpayspring.key.MerchantKey;
import io.github.wechatpayspring.key.PemText;
import io.github.wechatpayspring.key.RequestSigner;
import io.github.wechatpayspring.key.SerialNumber;
import org.jspecify.annotations.Nullable;

/**
 * Reads who calls and what the calls are signed with, and checks that they belong
 * together.
 */
class MerchantReader {

	static final String ID = "merchant-id";

	static final String SERIAL_NUMBER = "merchant-serial-number";

	static final String PRIVATE_KEY = "merchant-private-key";

	static final Pattern MERCHANT_ID = Pattern.compile("[1-9][0-9]{0,31}");

	private final ConfigurationProblems problems;

	private final PemLocation location;

	private final CertificateExpiry expiry;

	private final @Nullable RequestSigner signer;

	MerchantReader(ConfigurationProblems problems, PemLocation location, CertificateExpiry expiry,
			@Nullable RequestSigner signer) {
		this.problems = problems;
		this.location = location;
		this.expiry = expiry;
		this.signer = signer;
	}

	Merchant read(WechatPayConnectionDetails details) {
		String id = merchantId(details.getMerchantId());
		SerialNumber serialNumber = serialNumber(details.getMerchantSerialNumber(), id);
		if (this.signer != null) {
			return new Merchant(id, serialNumber, null, this.signer);
		}
		MerchantKey privateKey = privateKey(details.getMerchantPrivateKey(), id, serialNumber);
		return new Merchant(id, serialNumber, privateKey, privateKey);
	}

	private @Nullable MerchantKey privateKey(@Nullable String value, @Nullable String id,
			@Nullable SerialNumber serialNumber) {
		String source = this.problems.require(PRIVATE_KEY, value,
				"Set it to the location or the text of apiclient_key.pem, the merchant's private key.");
		KeyFile file = this.problems.read(PRIVATE_KEY, source, (text) -> this.location.read(text, KeyFile::of));
		if (file == null) {
			return null;
		}
		if (!file.certificates().isEmpty()) {
			checkCertificate(file, id, serialNumber);
		}
		return file.privateKey();
	}

	private @Nullable String merchantId(@Nullable String value) {
		String id = this.problems.require(ID, value, "Set it to the merchant id (mchid, 商户号) of the calling merchant.");
		if (id != null && !MERCHANT_ID.matcher(id).matches()) {
			// not printed: it may be something secret in the wrong place
			this.problems.add(ID, "A text of %d characters that is not a merchant id.".formatted(id.length()),
					"Use the merchant id (mchid, 商户号), which has only digits and does not start with 0.");
			return null;
		}
		return id;
	}

	private @Nullable SerialNumber serialNumber(@Nullable String value, @Nullable String merchantId) {
		String text = this.problems.require(SERIAL_NUMBER, value, "Set it to what \"openssl x509 -in "
				+ "apiclient_cert.pem -noout -serial\" prints after \"serial=\", 40 hex digits.");
		if (text != null && text.equals(merchantId)) {
			this.problems.add(SERIAL_NUMBER, "The merchant id, not the serial number of a certificate.",
					"Use what \"openssl x509 -in apiclient_cert.pem -noout -serial\" prints after \"serial=\".");
			return null;
		}
		return this.problems.read(SERIAL_NUMBER, text, SerialNumber::parse);
	}

	private void checkCertificate(KeyFile file, @Nullable String merchantId, @Nullable SerialNumber serialNumber) {
		Optional<KeyCertificate> own = file.certificates()
			.stream()
			.filter((certificate) -> certificate.certifies(file.privateKey()))
			.findFirst();
		if (own.isEmpty()) {
			this.problems.add(PRIVATE_KEY,
					"A private key for %s beside the certificate of another one (for %s, serial number %s).".formatted(
							file.privateKey().algorithm().keyType(), file.certificates().get(0).algorithm().keyType(),
							file.certificates().get(0).serialNumber()),
					"Use the apiclient_key.pem that was made together with the certificate; after a renewal both change.");
			return;
		}
		KeyCertificate certificate = own.get();
		if (serialNumber != null && !serialNumber.isSameNumber(certificate.serialNumber())) {
			this.problems.add(SERIAL_NUMBER,
					"%s, but the certificate of the private key has the serial number %s.".formatted(serialNumber,
							certificate.serialNumber()),
					"Use the serial number of that certificate, or the private key that belongs to the other one.");
		}
		if (merchantId != null && MERCHANT_ID.matcher(certificate.commonName()).matches()
				&& !merchantId.equals(certificate.commonName())) {
			this.problems.add(ID, "%s, but the certificate of the private key is that of merchant %s."
				.formatted(merchantId, certificate.commonName()),
					"Use the merchant id and the private key of the same merchant.");
		}
		this.expiry.check(PRIVATE_KEY, certificate, "Renew it in the merchant platform (商户平台 → 账户中心 → API安全).");
	}

	/**
	 * What is in the file of the private key.
	 *
	 * @param privateKey the private key
	 * @param certificates the certificates beside it
	 */
	private record KeyFile(MerchantKey privateKey, List<KeyCertificate> certificates) {

		static KeyFile of(PemText pem) {
			return new KeyFile(pem.privateKey(), pem.certificates());
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
	 */
	record Merchant(@Nullable String id, @Nullable SerialNumber serialNumber, @Nullable MerchantKey privateKey,
			@Nullable RequestSigner signer) {

		@Override
		public String toString() {
			return "Merchant[" + this.id + "]";
		}

		@Nullable MerchantCredentials credentials() {
			if (this.id == null || this.serialNumber == null || this.signer == null) {
				return null;
			}
			return new MerchantCredentials(this.id, this.serialNumber.value(), this.signer);
		}

	}

}
