package io.github.wechatpayspring.key;

import java.io.IOException;
import java.security.spec.InvalidKeySpecException;
import java.util.List;
import java.util.Map;

import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * Finds the public key among the blocks of a PEM text, or says what is there instead.
 */
final class PublicKeyReader {

	private static final String WHAT = "A public key";

	private static final String EXPECTED = "Use pub_key.pem, which starts with \"-----BEGIN PUBLIC KEY-----\".";

	private static final Map<String, String> TAKEN_FOR_PUBLIC_KEY = Map.of("PRIVATE KEY",
			"A private key (apiclient_key.pem), not a public key", "RSA PRIVATE KEY", "A private key, not a public key",
			"ENCRYPTED PRIVATE KEY", "An encrypted private key, not a public key", "EC PRIVATE KEY",
			"An elliptic-curve private key, not a public key", "CERTIFICATE", "A certificate, not a public key",
			"CERTIFICATE REQUEST", "A certificate request, not a public key");

	private PublicKeyReader() {
	}

	static VerifyingKey read(List<PemBlock> blocks) {
		List<PemBlock> candidates = blocks.stream().filter((block) -> block.label().endsWith("PUBLIC KEY")).toList();
		if (candidates.size() > 1) {
			throw new InvalidKeyMaterialException("%d public keys in one text.".formatted(candidates.size()),
					"Leave only the one of WeChat Pay.");
		}
		PemBlock block = (!candidates.isEmpty()) ? candidates.get(0) : blocks.get(0);
		return switch (block.label()) {
			case "PUBLIC KEY" -> read(block);
			case "RSA PUBLIC KEY" -> read(block, Pkcs1::publicKey);
			default -> throw new InvalidKeyMaterialException("%s (%s).".formatted(
					TAKEN_FOR_PUBLIC_KEY.getOrDefault(block.label(), "No public key"), block.beginLine()), EXPECTED);
		};
	}

	private static VerifyingKey read(PemBlock block) {
		try {
			return RsaKeys.publicKey(block.der(), WHAT);
		}
		catch (InvalidKeyMaterialException ex) {
			throw ex;
		}
		catch (InvalidKeySpecException | RuntimeException ex) {
			// for another algorithm, in another form of ASN.1, or damaged
			return read(block, SubjectPublicKeyInfo::getInstance);
		}
	}

	private static VerifyingKey read(PemBlock block, Structure structure) {
		try {
			return EncodedKeys.publicKey(structure.of(block.der()), WHAT, EXPECTED);
		}
		catch (InvalidKeyMaterialException ex) {
			throw ex;
		}
		catch (IOException | InvalidKeySpecException | RuntimeException ex) {
			// malformed ASN.1 is reported by various kinds of exception
			throw new InvalidKeyMaterialException(
					"The content of \"%s\" cannot be read as a public key.".formatted(block.beginLine()),
					"Use the unchanged content of pub_key.pem; it seems to be damaged or cut short.");
		}
	}

	@FunctionalInterface
	private interface Structure {

		SubjectPublicKeyInfo of(byte[] der) throws IOException;

	}

}
