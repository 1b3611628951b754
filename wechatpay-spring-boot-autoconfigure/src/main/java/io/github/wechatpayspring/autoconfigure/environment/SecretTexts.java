package io.github.wechatpayspring.autoconfigure.environment;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds secrets in other texts, whole or in part, however lines are broken, quoted or
 * escaped there. Immutable.
 */
final class SecretTexts {

	// what is shorter would be found in texts that have nothing to do with it
	private static final int SHORTEST = 12;

	private static final int BLOCK = 24;

	// so long that any part of it holds a whole block
	private static final int LONG = 2 * BLOCK - 1;

	private static final String BASE64 = "base64:";

	private static final String PRIVATE_KEY = "PRIVATE KEY-----";

	private static final Pattern PEM = Pattern.compile("BEGIN [A-Z ]*" + PRIVATE_KEY + "(.*?)(?:-----END|$)",
			Pattern.DOTALL);

	private static final Pattern UNICODE = Pattern.compile("u[0-9a-fA-F]{4}");

	private static final List<String> ENCODED_PRIVATE_KEYS = Stream.of("", "RSA ", "EC ", "ENCRYPTED ")
		.map((type) -> encodedStart("-----BEGIN " + type + PRIVATE_KEY))
		.toList();

	private final Set<String> all;

	private final Set<String> blocks;

	private SecretTexts(Set<String> all, Set<String> blocks) {
		this.all = all;
		this.blocks = blocks;
	}

	private static String encodedStart(String text) {
		String start = text.substring(0, text.length() - text.length() % 3);
		return Base64.getEncoder().encodeToString(start.getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * Return whether a text holds one of the secrets or a part of it, or any private key.
	 * @param text the text
	 * @return whether it does
	 */
	boolean areIn(String text) {
		return text.contains(PRIVATE_KEY) || compact(text).stream().anyMatch(this::areInCompact);
	}

	private boolean areInCompact(String text) {
		if (text.length() < SHORTEST) {
			return false;
		}
		return this.all.stream().anyMatch((secret) -> shares(secret, text)) || holdsBlock(text)
				|| ENCODED_PRIVATE_KEYS.stream().anyMatch(text::contains);
	}

	private static boolean shares(String secret, String text) {
		return (secret.length() < LONG && text.contains(secret)) || (text.length() < LONG && secret.contains(text));
	}

	private boolean holdsBlock(String text) {
		for (int i = 0; i + BLOCK <= text.length(); i++) {
			if (this.blocks.contains(text.substring(i, i + BLOCK))) {
				return true;
			}
		}
		return false;
	}

	// as it is, and as it would be were a backslash an escape
	private static Set<String> compact(String text) {
		Set<String> forms = new LinkedHashSet<>(List.of(compact(text, false)));
		if (text.indexOf('\\') >= 0) {
			forms.add(compact(text, true));
		}
		return forms;
	}

	// leaves only the characters of Base64
	private static String compact(String text, boolean escaped) {
		StringBuilder compact = new StringBuilder(text.length());
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (escaped && character == '\\' && i + 1 < text.length()) {
				character = text.charAt(++i);
				if (character == 'u' && UNICODE.matcher(text).region(i, text.length()).lookingAt()) {
					character = (char) Integer.parseInt(text, i + 1, i + 5, 16);
					i += 4;
				}
				else if ("nrt".indexOf(character) >= 0) {
					continue;
				}
			}
			if ((character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')
					|| (character >= '/' && character <= '9') || character == '+') {
				compact.append(character);
			}
		}
		return compact.toString();
	}

	@Override
	public String toString() {
		return "SecretTexts";
	}

	/**
	 * Collects secrets.
	 */
	static final class Builder {

		private final Set<String> all = new LinkedHashSet<>();

		private final Set<String> blocks = new HashSet<>();

		/**
		 * Add a secret.
		 * @param text the text, PEM, its Base64 after {@code base64:}, or any other
		 */
		void add(String text) {
			if (text.regionMatches(true, 0, BASE64, 0, BASE64.length())) {
				addPrivateKeys(decode(text.substring(BASE64.length())));
			}
			if (!addPrivateKeys(text)) {
				compact(text).forEach(this::addCompact);
			}
		}

		private static String decode(String base64) {
			try {
				return new String(Base64.getDecoder().decode(compact(base64, false)), StandardCharsets.ISO_8859_1);
			}
			catch (IllegalArgumentException ex) {
				// cut short, and no key
				return "";
			}
		}

		// what stands beside a private key is not secret
		private boolean addPrivateKeys(String text) {
			Matcher matcher = PEM.matcher(text);
			boolean found = false;
			while (matcher.find()) {
				found = true;
				compact(matcher.group(1)).forEach(this::addCompact);
			}
			return found;
		}

		private void addCompact(String secret) {
			if (secret.length() >= SHORTEST) {
				this.all.add(secret);
				for (int i = 0; i + BLOCK <= secret.length(); i += BLOCK) {
					this.blocks.add(secret.substring(i, i + BLOCK));
				}
			}
		}

		SecretTexts build() {
			return new SecretTexts(Set.copyOf(this.all), Set.copyOf(this.blocks));
		}

	}

}
