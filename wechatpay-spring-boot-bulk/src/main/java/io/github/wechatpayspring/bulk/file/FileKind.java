package io.github.wechatpayspring.bulk.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.wechatpayspring.bulk.BulkJobException;
import org.jspecify.annotations.Nullable;

/**
 * What a file is, by its first bytes.
 */
enum FileKind {

	TEXT, XLSX;

	private static final int START = 4096;

	static FileKind of(Path file) throws IOException {
		byte[] start = start(file);
		if (TextEncoding.startsWith(start, 'P', 'K', 3, 4)) {
			return XLSX;
		}
		String other = other(start);
		if (other != null) {
			throw new BulkJobException(
					"%s is %s: save the list as .xlsx or as CSV".formatted(file.getFileName(), other));
		}
		return TEXT;
	}

	private static @Nullable String other(byte[] start) {
		if (TextEncoding.startsWith(start, 0xD0, 0xCF, 0x11, 0xE0)) {
			return "a workbook of Excel 97 to 2003 (.xls)";
		}
		if (TextEncoding.startsWith(start, '%', 'P', 'D', 'F')) {
			return "a PDF";
		}
		if (TextEncoding.startsWith(start, 0xFF, 0xD8, 0xFF) || TextEncoding.startsWith(start, 0x89, 'P', 'N', 'G')) {
			return "an image";
		}
		boolean utf16 = TextEncoding.startsWith(start, 0xFF, 0xFE) || TextEncoding.startsWith(start, 0xFE, 0xFF);
		for (int i = 0; !utf16 && i < start.length; i++) {
			if (start[i] == 0) {
				return "not a text file";
			}
		}
		return null;
	}

	static byte[] start(Path file) throws IOException {
		try (InputStream input = Files.newInputStream(file)) {
			return input.readNBytes(START);
		}
	}

}
