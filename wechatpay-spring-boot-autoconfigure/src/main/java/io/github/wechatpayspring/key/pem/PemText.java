package io.github.wechatpayspring.key.pem;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.wechatpayspring.key.InvalidKeyMaterialException;
import io.github.wechatpayspring.key.MerchantKey;
import io.github.wechatpayspring.key.PastedText;
import io.github.wechatpayspring.key.VerifyingKey;
import org.jspecify.annotations.Nullable;

/**
 * The text of a PEM file, in any of the shapes it has in files, YAML and environment
 * variables: with a byte order mark and other invisible characters, CRLF, {@code \n}
 * escapes, surrounding text, on one line, or with several blocks. Immutable.
 */
public final class PemText {

	private static final String BEGIN = "-----BEGIN";

	// a name is printed, so it must not be as long as a key
	private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----(.*?)-----END \\1-----",
			Pattern.DOTALL);

	private static final Pattern LINE_BREAK_ESCAPE = Pattern.compile("\\\\+[rn]");

	private static final Pattern HEADER = Pattern.compile("(?m)^[A-Za-z-]+:.*$");

	private static final Pattern WHITESPACE = Pattern.compile("\\s+");

	// an underscore never occurs in Base64
	private static final Pattern PUBLIC_KEY_ID = Pattern.compile("PUB_KEY_ID_[0-9A-Za-z]+");

	private final List<PemBlock> blocks;

	private final @Nullable String publicKeyId;

	private PemText(List<PemBlock> blocks, @Nullable String publicKeyId) {
		this.blocks = List.copyOf(blocks);
		this.publicKeyId = publicKeyId;
	}

	/**
	 * Create the PEM text of a private key and its certificate from a key store.
	 * @param privateKey the private key, PKCS#8
	 * @param certificate the X.509 certificate that belongs to it
	 * @return the PEM text
	 */
	public static PemText of(byte[] privateKey, byte[] certificate) {
		return new PemText(List.of(new PemBlock("PRIVATE KEY", false, privateKey),
				new PemBlock("CERTIFICATE", false, certificate)), null);
	}

	/**
	 * Read the content of a file.
	 * @param content the bytes
	 * @return the PEM text
	 * @throws InvalidKeyMaterialException if the content is not PEM, for instance a
	 * PKCS#12 file or a key in binary form
	 */
	public static PemText of(byte[] content) {
		if (BinaryForm.isBinary(content)) {
			throw BinaryForm.of(content).refusal();
		}
		return of(new String(content, charset(content)));
	}

	/**
	 * Read PEM text.
	 * @param text the text
	 * @return the PEM text
	 * @throws InvalidKeyMaterialException if the text is not PEM
	 */
	public static PemText of(String text) {
		String normalized = PastedText.visible(LINE_BREAK_ESCAPE.matcher(text).replaceAll("\n"));
		if (normalized.isBlank()) {
			throw new InvalidKeyMaterialException("It is empty.", "Use the whole content of the PEM file.");
		}
		if (!isPem(normalized)) {
			throw new InvalidKeyMaterialException(
					"A text of %d characters without a \"-----BEGIN …-----\" line.".formatted(text.strip().length()),
					"Use the whole content of the PEM file, its first and last line included.");
		}
		List<PemBlock> blocks = new ArrayList<>();
		Matcher matcher = BLOCK.matcher(normalized);
		while (matcher.find()) {
			blocks.add(block(matcher.group(1), matcher.group(2)));
		}
		if (blocks.isEmpty()) {
			throw new InvalidKeyMaterialException(
					"PEM text with a \"-----BEGIN …-----\" line but without the \"-----END …-----\" line of the same name.",
					"Use the whole content of the PEM file; it seems to be cut short.");
		}
		Matcher id = PUBLIC_KEY_ID.matcher(normalized);
		return new PemText(blocks, (id.find()) ? id.group() : null);
	}

	/**
	 * Return whether a text is meant as PEM.
	 * @param text the text
	 * @return whether it has a BEGIN line
	 */
	public static boolean isPem(String text) {
		return text.contains(BEGIN);
	}

	/**
	 * Return the private key, unencrypted: RSA of at least 2048 bits in PKCS#8 or PKCS#1,
	 * or SM2 in PKCS#8 or SEC 1.
	 * @return the key
	 * @throws InvalidKeyMaterialException if there is no such key
	 */
	public MerchantKey privateKey() {
		return BouncyCastle.reading(() -> KeyReader.PRIVATE.read(this.blocks));
	}

	/**
	 * Return the public key: RSA of at least 2048 bits in SPKI or PKCS#1, or SM2 in SPKI.
	 * @return the key
	 * @throws InvalidKeyMaterialException if there is no such key
	 */
	public VerifyingKey publicKey() {
		return BouncyCastle.reading(() -> KeyReader.PUBLIC.read(this.blocks));
	}

	/**
	 * Return the X.509 certificates in the order of the text.
	 * @return the certificates, none if the text holds only keys
	 * @throws InvalidKeyMaterialException if a certificate cannot be read or is not for
	 * an RSA or SM2 key
	 */
	public List<KeyCertificate> certificates() {
		return BouncyCastle.reading(() -> this.blocks.stream()
			.filter((block) -> block.label().equals("CERTIFICATE"))
			.map((block) -> KeyCertificate.read(block.der()))
			.toList());
	}

	/**
	 * Return the id of the WeChat Pay public key that stands beside the blocks.
	 * @return {@code PUB_KEY_ID_…}, or {@code null} if there is none
	 */
	public @Nullable String publicKeyId() {
		return this.publicKeyId;
	}

	private static PemBlock block(String label, String body) {
		boolean encrypted = body.contains("Proc-Type:") && body.contains("ENCRYPTED");
		String base64 = WHITESPACE.matcher(HEADER.matcher(body).replaceAll("")).replaceAll("");
		try {
			// on one line the headers of an encrypted block cannot be told from its body
			return new PemBlock(label, encrypted, (encrypted) ? new byte[0] : Base64.getDecoder().decode(base64));
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidKeyMaterialException(
					"The text between \"-----BEGIN %s-----\" and its END line is not Base64.".formatted(label),
					"Use the unchanged content of the PEM file; it seems to be damaged or cut short.");
		}
	}

	private static Charset charset(byte[] content) {
		if (content.length >= 2) {
			int mark = (content[0] & 0xff) << 8 | (content[1] & 0xff);
			if (mark == 0xfeff || mark == 0xfffe) {
				return StandardCharsets.UTF_16;
			}
		}
		return StandardCharsets.UTF_8;
	}

	@Override
	public String toString() {
		return "PemText" + this.blocks;
	}

}
