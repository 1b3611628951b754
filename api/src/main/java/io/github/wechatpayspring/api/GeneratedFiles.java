package io.github.wechatpayspring.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Keeps a directory of generated files up to date.
 */
final class GeneratedFiles {

	private GeneratedFiles() {
	}

	/**
	 * Write what has changed, and delete what is no longer generated.
	 * @param files the content of the files by their path
	 * @param target the directory, which has no other files
	 * @throws IOException if that fails
	 */
	static void write(Map<Path, String> files, Path target) throws IOException {
		Files.createDirectories(target);
		try (Stream<Path> old = Files.walk(target)) {
			for (Path file : old.filter(Files::isRegularFile).toList()) {
				if (!files.containsKey(target.relativize(file))) {
					Files.delete(file);
				}
			}
		}
		for (Map.Entry<Path, String> file : files.entrySet()) {
			Path path = target.resolve(file.getKey());
			// what did not change is not compiled again
			if (!Files.exists(path) || !Files.readString(path).equals(file.getValue())) {
				Files.createDirectories(path.getParent());
				Files.writeString(path, file.getValue());
			}
		}
	}

}
