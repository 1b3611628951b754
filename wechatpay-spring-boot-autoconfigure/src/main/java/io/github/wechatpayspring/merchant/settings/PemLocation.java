package io.github.wechatpayspring.merchant.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

import io.github.wechatpayspring.key.InvalidKeyMaterialException;
import io.github.wechatpayspring.key.PastedText;
import io.github.wechatpayspring.key.pem.PemText;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/**
 * Reads PEM text from where a property says: the value itself, or the location in it.
 * Never opens a network connection.
 */
public final class PemLocation {

	private static final String BASE64 = "base64:";

	private static final int LONGEST_LOCATION = 512;

	private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]+:.*");

	private static final Pattern NETWORK = Pattern.compile("^(jar:)?(https?|ftps?):.*", Pattern.CASE_INSENSITIVE);

	private static final Pattern PRINTABLE = Pattern.compile("^(classpath\\*?|file):.*", Pattern.CASE_INSENSITIVE);

	private static final Pattern FILE_NAME = Pattern.compile(".*\\.(pem|key|crt|cer|der|pub|p12|pfx|txt)$",
			Pattern.CASE_INSENSITIVE);

	private final ResourceLoader resourceLoader;

	/**
	 * Create a reader.
	 * @param resourceLoader opens locations
	 */
	public PemLocation(ResourceLoader resourceLoader) {
		this.resourceLoader = resourceLoader;
	}

	/**
	 * Read the PEM text that a value holds or names.
	 * @param <T> the type to read
	 * @param value the value of a property, not empty
	 * @param reader takes what is needed from the text
	 * @return what the reader took
	 * @throws InvalidKeyMaterialException if there is no such text or the reader refuses
	 * it; names the location
	 */
	<T> T read(String value, Function<PemText, T> reader) {
		if (PemText.isPem(value)) {
			return reader.apply(PemText.of(value));
		}
		if (value.toLowerCase(Locale.ROOT).startsWith(BASE64)) {
			return reader.apply(PemText.of(decode(value.substring(BASE64.length()))));
		}
		if (NETWORK.matcher(value).matches()) {
			throw new InvalidKeyMaterialException("A network address, read as a location.",
					"Store the file with the application; nothing is fetched from the network at start-up.");
		}
		Resource resource = resource(value);
		if (resource != null) {
			return read(value, resource, reader);
		}
		// the value is not printed: it may be a key without its BEGIN line
		throw new InvalidKeyMaterialException(
				"A text of %d characters that is neither a location (classpath:, file:, base64:) nor PEM text."
					.formatted(value.length()),
				"Use \"file:/path/to/file.pem\", or the whole content of the PEM file with its first and last line.");
	}

	/**
	 * Return whether a value only says where a text is.
	 * @param value the value of a property
	 * @return whether it is a location outside of the value
	 */
	public boolean isLocation(String value) {
		String location = value.strip();
		return !PemText.isPem(location) && !location.toLowerCase(Locale.ROOT).startsWith(BASE64)
				&& (NETWORK.matcher(location).matches() || resource(location) != null);
	}

	/**
	 * Return the file that a value names.
	 * @param value the value of a property
	 * @return the file, or {@code null} if the value is none that could be replaced while
	 * the application runs
	 */
	@Nullable Path file(@Nullable String value) {
		String location = (value != null) ? PastedText.trim(value) : "";
		if (location.isEmpty() || PemText.isPem(location) || location.toLowerCase(Locale.ROOT).startsWith(BASE64)
				|| NETWORK.matcher(location).matches()) {
			return null;
		}
		Resource resource = resource(location);
		try {
			return (resource == null || resource instanceof ClassPathResource || !resource.isFile()) ? null
					: resource.getFile().toPath();
		}
		catch (IOException ex) {
			return null;
		}
	}

	private @Nullable Resource resource(String value) {
		if (value.length() <= LONGEST_LOCATION && SCHEME.matcher(value).matches()) {
			return this.resourceLoader.getResource(value);
		}
		Path path = path(value);
		return (path != null) ? new FileSystemResource(path) : null;
	}

	private byte[] decode(String base64) {
		try {
			return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidKeyMaterialException("What follows \"base64:\" is not Base64.",
					"Use the Base64 of the whole PEM file, as \"base64 -w0 <file>\" prints it.");
		}
	}

	private <T> T read(String value, Resource resource, Function<PemText, T> reader) {
		String location = (isPrintable(value)) ? "\"" + value + "\"" : "The location";
		byte[] content;
		try {
			if (resource.isFile() && resource.getFile().isDirectory()) {
				throw new InvalidKeyMaterialException("%s is a directory.".formatted(location),
						"Name the PEM file in it.");
			}
			if (!resource.exists()) {
				throw new InvalidKeyMaterialException(
						"%s does not exist%s.".formatted(location, absolute(value, resource)),
						"Correct the location, or put the file there; \"file:\" is relative to the working directory.");
			}
			if (resource.isFile() && !Files.isRegularFile(resource.getFile().toPath())) {
				throw new InvalidKeyMaterialException(
						"%s is not a regular file but a device or a pipe.".formatted(location),
						"Name the PEM file itself.");
			}
			try (InputStream in = resource.getInputStream()) {
				content = in.readNBytes(KeyFiles.LARGEST + 1);
			}
		}
		catch (IOException ex) {
			throw new InvalidKeyMaterialException(
					"%s cannot be read (%s).".formatted(location, ex.getClass().getSimpleName()),
					"Let the user that runs the application read it.");
		}
		if (content.length > KeyFiles.LARGEST) {
			throw new InvalidKeyMaterialException("%s has more than %d KB, far more than a key or certificate."
				.formatted(location, KeyFiles.LARGEST / 1024), "Name the PEM file itself.");
		}
		try {
			return reader.apply(PemText.of(content));
		}
		catch (InvalidKeyMaterialException ex) {
			throw new InvalidKeyMaterialException("%s: %s".formatted(location, ex.found()), ex.action());
		}
	}

	private boolean isPrintable(String value) {
		return PRINTABLE.matcher(value).matches() || FILE_NAME.matcher(value).matches();
	}

	private String absolute(String location, Resource resource) throws IOException {
		if (!resource.isFile() || !isPrintable(location)) {
			return "";
		}
		String absolute = resource.getFile().getAbsolutePath();
		return (!location.endsWith(absolute)) ? " (that is " + absolute + ")" : "";
	}

	private @Nullable Path path(String value) {
		if (value.length() > LONGEST_LOCATION) {
			return null;
		}
		try {
			Path path = Path.of(value);
			return (Files.exists(path) || FILE_NAME.matcher(value).matches()) ? path : null;
		}
		catch (InvalidPathException ex) {
			return null;
		}
	}

}
