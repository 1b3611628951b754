package io.github.wechatpayspring.bulk.ledger;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the lines of a chunk as compressed JSON, a quarter of the size of a row each.
 */
final class LineCodec {

	private final JsonMapper mapper;

	LineCodec(JsonMapper mapper) {
		this.mapper = mapper;
	}

	byte[] write(List<StoredLine> lines) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		Deflater deflater = new Deflater(Deflater.BEST_SPEED);
		try (OutputStream output = new DeflaterOutputStream(bytes, deflater)) {
			output.write(this.mapper.writeValueAsBytes(lines));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			deflater.end();
		}
		return bytes.toByteArray();
	}

	List<StoredLine> read(byte[] bytes) {
		try (InflaterInputStream input = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
			return Arrays.asList(this.mapper.readValue(input.readAllBytes(), StoredLine[].class));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
