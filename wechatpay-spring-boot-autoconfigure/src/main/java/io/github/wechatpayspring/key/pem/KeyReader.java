package io.github.wechatpayspring.key.pem;

import java.io.IOException;
import java.security.spec.InvalidKeySpecException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

import io.github.wechatpayspring.key.InvalidKeyMaterialException;
import io.github.wechatpayspring.key.MerchantKey;
import io.github.wechatpayspring.key.VerifyingKey;

/**
 * Finds the one key of a kind among the blocks of a PEM text, or says what is there
 * instead.
 *
 * @param <K> the kind of key
 */
final class KeyReader<K> {

	// decoders are lambdas that call Bouncy Castle only when they run: most keys do
	// without it, and loading it takes long
	static final KeyReader<MerchantKey> PRIVATE = new KeyReader<>("private key", "apiclient_key.pem",
			"Leave only the one that belongs to the merchant's API certificate.", KeyReader::refuseEncrypted,
			Map.of("DSA PRIVATE KEY", "A DSA private key, neither RSA nor SM2", "OPENSSH PRIVATE KEY",
					"An OpenSSH private key, not one of WeChat Pay", "CERTIFICATE", "A certificate, not a private key",
					"PUBLIC KEY", "A public key, not a private key", "RSA PUBLIC KEY",
					"A public key, not a private key", "CERTIFICATE REQUEST",
					"A certificate request, not a private key"),
			Map.of("PRIVATE KEY",
					orElse((der, what, action) -> RsaKeys.privateKey(der, what),
							(der, what, action) -> EncodedKeys.pkcs8(der, what, action)),
					"RSA PRIVATE KEY", (der, what, action) -> EncodedKeys.pkcs1PrivateKey(der, what, action),
					"EC PRIVATE KEY", (der, what, action) -> EncodedKeys.sec1(der, what, action)));

	static final KeyReader<VerifyingKey> PUBLIC = new KeyReader<>("public key", "pub_key.pem",
			"Leave only the one of WeChat Pay.", (block) -> {
			},
			Map.of("PRIVATE KEY", "A private key (apiclient_key.pem), not a public key", "RSA PRIVATE KEY",
					"A private key, not a public key", "ENCRYPTED PRIVATE KEY",
					"An encrypted private key, not a public key", "EC PRIVATE KEY",
					"An elliptic-curve private key, not a public key", "CERTIFICATE", "A certificate, not a public key",
					"CERTIFICATE REQUEST", "A certificate request, not a public key"),
			Map.of("PUBLIC KEY",
					orElse((der, what, action) -> RsaKeys.publicKey(der, what),
							(der, what, action) -> EncodedKeys.spki(der, what, action)),
					"RSA PUBLIC KEY", (der, what, action) -> EncodedKeys.pkcs1PublicKey(der, what, action)));

	private final String kind;

	private final String file;

	private final String choose;

	private final Consumer<PemBlock> check;

	private final Map<String, String> takenForKey;

	private final Map<String, Decoder<K>> decoders;

	private KeyReader(String kind, String file, String choose, Consumer<PemBlock> check,
			Map<String, String> takenForKey, Map<String, Decoder<K>> decoders) {
		this.kind = kind;
		this.file = file;
		this.choose = choose;
		this.check = check;
		this.takenForKey = takenForKey;
		this.decoders = decoders;
	}

	K read(List<PemBlock> blocks) {
		String label = this.kind.toUpperCase(Locale.ROOT);
		List<PemBlock> candidates = blocks.stream().filter((block) -> block.label().endsWith(label)).toList();
		if (candidates.size() > 1) {
			throw new InvalidKeyMaterialException("%d %ss in one text.".formatted(candidates.size(), this.kind),
					this.choose);
		}
		PemBlock block = (!candidates.isEmpty()) ? candidates.get(0) : blocks.get(0);
		this.check.accept(block);
		String expected = "Use %s, which starts with \"-----BEGIN %s-----\".".formatted(this.file, label);
		Decoder<K> decoder = this.decoders.get(block.label());
		if (decoder == null) {
			throw new InvalidKeyMaterialException("%s (%s).".formatted(
					this.takenForKey.getOrDefault(block.label(), "No " + this.kind), block.beginLine()), expected);
		}
		try {
			return decoder.decode(block.der(), "A " + this.kind, expected);
		}
		catch (InvalidKeyMaterialException ex) {
			throw ex;
		}
		catch (IOException | InvalidKeySpecException | RuntimeException ex) {
			// malformed ASN.1 is reported by various kinds of exception
			throw new InvalidKeyMaterialException(
					"The content of \"%s\" cannot be read as a %s.".formatted(block.beginLine(), this.kind),
					"Use the unchanged content of %s; it seems to be damaged or cut short.".formatted(this.file));
		}
	}

	private static void refuseEncrypted(PemBlock block) {
		if (block.encrypted() || block.label().equals("ENCRYPTED PRIVATE KEY")) {
			String found = (block.encrypted()) ? "(Proc-Type: 4,ENCRYPTED)" : "(" + block.beginLine() + ")";
			throw new InvalidKeyMaterialException("A private key encrypted with a passphrase " + found + ".",
					"Decrypt it with \"openssl pkey -in apiclient_key.pem -out apiclient_key_decrypted.pem\" and protect the file by other means.");
		}
	}

	private static <K> Decoder<K> orElse(Decoder<K> rsa, Decoder<K> other) {
		return (der, what, action) -> {
			try {
				return rsa.decode(der, what, action);
			}
			catch (InvalidKeyMaterialException ex) {
				throw ex;
			}
			catch (InvalidKeySpecException | RuntimeException ex) {
				// for another algorithm, in another form of ASN.1, or damaged
				return other.decode(der, what, action);
			}
		};
	}

	/**
	 * Decodes the content of a block.
	 *
	 * @param <K> the kind of key
	 */
	@FunctionalInterface
	private interface Decoder<K> {

		K decode(byte[] der, String what, String action) throws IOException, InvalidKeySpecException;

	}

}
