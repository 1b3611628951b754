package io.github.wechatpayspring.sample.pages.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.wechatpayspring.bulk.BulkColumn;
import io.github.wechatpayspring.bulk.BulkCouponKind;
import io.github.wechatpayspring.bulk.BulkJobRequest;
import io.github.wechatpayspring.bulk.BulkLines;
import io.github.wechatpayspring.sample.CouponKind;
import io.github.wechatpayspring.sample.SampleProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.web.multipart.MultipartFile;

/**
 * What was entered on the page for many users.
 *
 * @param kind what to issue
 * @param stockId the stock, empty for the usual one
 * @param name the name of the job
 * @param openids the users, or a whole CSV file, as text
 * @param canary how many to issue before somebody approves
 * @param skipBadLines whether to leave out lines that are wrong
 * @param file a file in place of the text
 */
record BatchForm(CouponKind kind, @Nullable String stockId, @Nullable String name, @Nullable String openids,
		@Nullable Integer canary, @Nullable Boolean skipBadLines, @Nullable MultipartFile file) {

	static BatchForm suggested(String name, SampleProperties properties) {
		return new BatchForm(CouponKind.FAVOR, "", name, String.join("\n", properties.openids()), null, null, null);
	}

	/**
	 * Store the list, as bulk issuing reads it twice.
	 * @param directory where to
	 * @return the file, to be deleted afterwards
	 * @throws IOException if it cannot be written
	 */
	Path store(Path directory) throws IOException {
		Path stored = Files.createTempFile(directory, "users", ".csv");
		if (this.file != null && !this.file.isEmpty()) {
			this.file.transferTo(stored);
		}
		else {
			Files.writeString(stored, (this.openids != null) ? this.openids : "");
		}
		return stored;
	}

	BulkJobRequest request(Path list, SampleProperties properties) {
		BulkJobRequest.Builder request = BulkJobRequest.builder()
			.name((this.name != null) ? this.name : "")
			.kind(BulkCouponKind.valueOf(this.kind.name()))
			.stockId((this.stockId != null && !this.stockId.isBlank()) ? this.stockId
					: properties.stocks().usual(this.kind))
			.lines(BulkLines.file(list))
			.skipBadLines(Boolean.TRUE.equals(this.skipBadLines))
			.canary((this.canary != null) ? this.canary : 0);
		if (this.kind == CouponKind.MULTIUSE) {
			request.value(BulkColumn.AMOUNT, "8800");
		}
		return request.build();
	}

}
