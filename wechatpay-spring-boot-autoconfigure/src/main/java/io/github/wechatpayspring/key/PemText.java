package io.github.wechatpayspring.key;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a PEM file, in any of the shapes that files, YAML and environment variables
 * give it: with a byte order mark, CRLF, {@code \n} escapes, surrounding text, on one
 * line, or with several blocks. Immutable.
 */
public final class PemText {

	private static final String BEGIN = "-----BEGIN ";

	// a name is printed, so that it must not be as long as a key
	private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----(.*?)-----END \\1-----",
			Pattern.DOTALL);

	private static final Pattern LINE_BREAK_ESCAPE = Pattern.compile("\\\\+[rn]");

	private static final Pattern HEADER = Pattern.compile("(?m)^[A-Za-z-]+:.*$");

	private static final Pattern WHITESPACE = Pattern.compile("\\s+");

	private final List<PemBlock> blocks;

	private PemText(List<PemBlock> blocks) {
		this.blocks = List.copyOf(blocks);
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
		String normalized = LINE_BREAK_ESCAPE.matcher(text).replaceAll("\n");
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
		return new PemText(blocks);
	}

	/**
	 * Tell whether a text is meant as PEM.
	 * @param text the text
	 * @return whether it has a BEGIN line
	 */
	public static boolean isPem(String text) {
		return text.contains(BEGIN);
	}

	/**
	 * Return the private key: unencrypted PKCS#8 or PKCS#1, RSA, at least 2048 bits.
	 * @return the key
	 * @throws InvalidKeyMaterialException if there is no such key
	 */
	public RSAPrivateKey privateKey() {
		return PrivateKeyReader.read(this.blocks);
	}

	/**
	 * Return the public key: SPKI or PKCS#1, RSA, at least 2048 bits.
	 * @return the key
	 * @throws InvalidKeyMaterialException if there is no such key
	 */
	public RSAPublicKey publicKey() {
		return PublicKeyReader.read(this.blocks);
	}

	/**
	 * Return the X.509 certificates in the order of the text.
	 * @return the certificates, none if the text holds only keys
	 * @throws InvalidKeyMaterialException if a certificate cannot be read or is not for
	 * an RSA key
	 */
	public List<RsaCertificate> certificates() {
		return this.blocks.stream()
			.filter((block) -> block.label().equals("CERTIFICATE"))
			.map((block) -> RsaCertificate.read(block.der()))
			.toList();
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
