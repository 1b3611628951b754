package io.github.wechatpayspring.bulk.file;

import java.io.IOException;
import java.io.OutputStream;
import java.util.stream.Stream;

import io.github.wechatpayspring.bulk.BulkOutcome;

/**
 * Stub.
 */
public final class ReportWriter {

	private ReportWriter() {
	}

	public static void write(Stream<BulkOutcome> outcomes, OutputStream output, boolean mask) throws IOException {
	}

	public static String masked(String openid) {
		return openid.substring(0, 4) + "***";
	}

}
