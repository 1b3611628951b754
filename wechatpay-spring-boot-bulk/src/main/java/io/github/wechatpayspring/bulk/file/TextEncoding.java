package io.github.wechatpayspring.bulk.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds out how a text file is encoded: by its byte order mark, else UTF-8 if all of it
 * is valid UTF-8, else GB18030, in which spreadsheets in China export.
 */
final class TextEncoding {

	/**
	 * What stands for bytes that are no text.
	 */
	static final char REPLACEMENT = '\uFFFD';

	private static final Charset GB18030 = Charset.forName("GB18030");

	private TextEncoding() {
	}

	/**
	 * Open a text file.
	 * @param file the file
	 * @return its text without a byte order mark, with a {@link #REPLACEMENT} for bytes
	 * that are no text
	 * @throws IOException if it cannot be read
	 */
	static Reader open(Path file) throws IOException {
		byte[] start = FileKind.start(file);
		if (startsWith(start, 0xEF, 0xBB, 0xBF)) {
			return open(file, StandardCharsets.UTF_8, 3);
		}
		if (startsWith(start, 0xFF, 0xFE)) {
			return open(file, StandardCharsets.UTF_16LE, 2);
		}
		if (startsWith(start, 0xFE, 0xFF)) {
			return open(file, StandardCharsets.UTF_16BE, 2);
		}
		return open(file, (isUtf8(file)) ? StandardCharsets.UTF_8 : GB18030, 0);
	}

	static boolean startsWith(byte[] start, int... bytes) {
		for (int i = 0; i < bytes.length; i++) {
			if (i >= start.length || (start[i] & 0xFF) != bytes[i]) {
				return false;
			}
		}
		return true;
	}

	private static Reader open(Path file, Charset charset, int skipped) throws IOException {
		InputStream input = Files.newInputStream(file);
		try {
			input.skipNBytes(skipped);
			return new InputStreamReader(input,
					charset.newDecoder()
						.onMalformedInput(CodingErrorAction.REPLACE)
						.onUnmappableCharacter(CodingErrorAction.REPLACE));
		}
		catch (IOException ex) {
			input.close();
			throw ex;
		}
	}

	private static boolean isUtf8(Path file) throws IOException {
		try (Reader reader = new InputStreamReader(Files.newInputStream(file),
				StandardCharsets.UTF_8.newDecoder()
					.onMalformedInput(CodingErrorAction.REPORT)
					.onUnmappableCharacter(CodingErrorAction.REPORT))) {
			reader.transferTo(Writer.nullWriter());
			return true;
		}
		catch (CharacterCodingException ex) {
			return false;
		}
	}

}
