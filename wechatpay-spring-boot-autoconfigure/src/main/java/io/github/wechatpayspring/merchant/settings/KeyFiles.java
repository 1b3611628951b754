package io.github.wechatpayspring.merchant.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.wechatpayspring.merchant.MerchantConfiguration;

/**
 * The files that keys are read from. They are compared by what is in them: times, and
 * notices of the operating system, are not to be had on every file system, and mean
 * little where a symbolic link is exchanged, as Kubernetes does.
 *
 * @param paths the files
 */
record KeyFiles(List<Path> paths) {

	/**
	 * Bytes of the largest file that is read. Keys and certificates have a few thousand.
	 */
	static final int LARGEST = 64 * 1024;

	static KeyFiles of(MerchantConfiguration configuration, PemLocation location) {
		Stream<String> merchant = (configuration.signer() != null) ? Stream.of()
				: Stream.ofNullable(configuration.merchantPrivateKey());
		Stream<String> platform = Stream.concat(Stream.ofNullable(configuration.platformPublicKey()),
				configuration.platformCertificates().stream().filter(Objects::nonNull));
		return new KeyFiles(
				Stream.concat(merchant, platform).map(location::file).filter(Objects::nonNull).distinct().toList());
	}

	/**
	 * Return what is in the files, in a form that tells nothing of it.
	 * @return by file the digest of its content, or why it cannot be read
	 */
	Map<Path, String> contents() {
		Map<Path, String> contents = new HashMap<>();
		this.paths.forEach((path) -> contents.put(path, digest(path)));
		return contents;
	}

	private static String digest(Path path) {
		if (Files.exists(path) && !Files.isRegularFile(path)) {
			return "not a regular file";
		}
		try (InputStream in = Files.newInputStream(path)) {
			byte[] content = in.readNBytes(LARGEST + 1);
			return (content.length > LARGEST) ? "too large"
					: HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
		}
		catch (IOException ex) {
			return ex.getClass().getName();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java runtime has SHA-256", ex);
		}
	}

}
