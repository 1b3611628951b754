package io.github.wechatpayspring.key;

import java.io.IOException;
import java.security.spec.InvalidKeySpecException;
import java.util.List;
import java.util.Map;

import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;

/**
 * Finds the private key among the blocks of a PEM text, or says what is there instead.
 */
final class PrivateKeyReader {

	private static final String WHAT = "A private key";

	private static final String EXPECTED = "Use apiclient_key.pem, which starts with \"-----BEGIN PRIVATE KEY-----\".";

	private static final String DECRYPT = "Decrypt it with \"openssl pkey -in apiclient_key.pem -out "
			+ "apiclient_key_decrypted.pem\" and protect the file by other means.";

	private static final Map<String, String> TAKEN_FOR_PRIVATE_KEY = Map.of("DSA PRIVATE KEY",
			"A DSA private key, neither RSA nor SM2", "OPENSSH PRIVATE KEY",
			"An OpenSSH private key, not one of WeChat Pay", "CERTIFICATE", "A certificate, not a private key",
			"PUBLIC KEY", "A public key, not a private key", "RSA PUBLIC KEY", "A public key, not a private key",
			"CERTIFICATE REQUEST", "A certificate request, not a private key");

	private PrivateKeyReader() {
	}

	static MerchantKey read(List<PemBlock> blocks) {
		List<PemBlock> candidates = blocks.stream().filter((block) -> block.label().endsWith("PRIVATE KEY")).toList();
		if (candidates.size() > 1) {
			throw new InvalidKeyMaterialException("%d private keys in one text.".formatted(candidates.size()),
					"Leave only the one that belongs to the merchant's API certificate.");
		}
		PemBlock block = (!candidates.isEmpty()) ? candidates.get(0) : blocks.get(0);
		if (block.encrypted() || block.label().equals("ENCRYPTED PRIVATE KEY")) {
			String found = (block.encrypted()) ? "(Proc-Type: 4,ENCRYPTED)" : "(" + block.beginLine() + ")";
			throw new InvalidKeyMaterialException("A private key encrypted with a passphrase " + found + ".", DECRYPT);
		}
		return switch (block.label()) {
			case "PRIVATE KEY" -> read(block);
			case "RSA PRIVATE KEY" -> read(block, Pkcs1::privateKey);
			case "EC PRIVATE KEY" -> read(block, Sm2Keys::wrapPrivateKey);
			default -> throw new InvalidKeyMaterialException("%s (%s).".formatted(
					TAKEN_FOR_PRIVATE_KEY.getOrDefault(block.label(), "No private key"), block.beginLine()), EXPECTED);
		};
	}

	private static MerchantKey read(PemBlock block) {
		try {
			return RsaKeys.privateKey(block.der(), WHAT);
		}
		catch (InvalidKeyMaterialException ex) {
			throw ex;
		}
		catch (InvalidKeySpecException | RuntimeException ex) {
			// for another algorithm, in another form of ASN.1, or damaged
			return read(block, PrivateKeyInfo::getInstance);
		}
	}

	private static MerchantKey read(PemBlock block, Structure structure) {
		try {
			return EncodedKeys.privateKey(structure.of(block.der()), WHAT, EXPECTED);
		}
		catch (InvalidKeyMaterialException ex) {
			throw ex;
		}
		catch (IOException | InvalidKeySpecException | RuntimeException ex) {
			// malformed ASN.1 is reported by various kinds of exception
			throw new InvalidKeyMaterialException(
					"The content of \"%s\" cannot be read as a private key.".formatted(block.beginLine()),
					"Use the unchanged content of apiclient_key.pem; it seems to be damaged or cut short.");
		}
	}

	@FunctionalInterface
	private interface Structure {

		PrivateKeyInfo of(byte[] der) throws IOException;

	}

}
