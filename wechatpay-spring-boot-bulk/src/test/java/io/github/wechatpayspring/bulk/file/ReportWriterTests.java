package io.github.wechatpayspring.bulk.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import io.github.wechatpayspring.bulk.BulkOutcome;
import io.github.wechatpayspring.bulk.BulkOutcome.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReportWriterTests {

	private static final String OPENID = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";

	@Test
	void writesALineForEachOutcome() throws IOException {
		assertThat(write(false, new BulkOutcome(2, OPENID, "n1", Status.ISSUED, "9867041", null),
				new BulkOutcome(3, OPENID, "n2", Status.REFUSED, null, "NOT_ENOUGH"),
				new BulkOutcome(4, OPENID, "n3", Status.UNKNOWN, null, "SYSTEM_ERROR"),
				new BulkOutcome(5, OPENID, "n4", Status.NOT_SENT, null, null)))
			.isEqualToNormalizingNewlines("""
					\uFEFFline,openid,out_request_no,outcome,coupon_id,code
					2,oUpF8uMuAJO_M2pxb1Q9zNjWeS6o,n1,ISSUED,9867041,
					3,oUpF8uMuAJO_M2pxb1Q9zNjWeS6o,n2,REFUSED,,NOT_ENOUGH
					4,oUpF8uMuAJO_M2pxb1Q9zNjWeS6o,n3,UNKNOWN,,SYSTEM_ERROR
					5,oUpF8uMuAJO_M2pxb1Q9zNjWeS6o,n4,NOT_SENT,,
					""");
	}

	@Test
	void masksOpenidsOnRequest() throws IOException {
		assertThat(write(true, new BulkOutcome(2, OPENID, "n1", Status.ISSUED, "9867041", null)))
			.contains("2,******eS6o,n1")
			.doesNotContain(OPENID);
	}

	@ParameterizedTest
	@ValueSource(strings = { "=1+1", "+1", "-1", "@SUM(A1)", "＝1", "－1" })
	void poisonsNoSpreadsheet(String value) throws IOException {
		assertThat(write(false, new BulkOutcome(2, OPENID, value, Status.REFUSED, null, value)))
			.contains(",'" + value + ",REFUSED,,'" + value);
	}

	@ParameterizedTest
	@ValueSource(strings = { "98670411234567891234", "00123456", "12E34567" })
	void keepsASpreadsheetFromChangingNumbers(String number) throws IOException {
		assertThat(write(false, new BulkOutcome(2, OPENID, "n1", Status.ISSUED, number, null)))
			.contains("ISSUED," + number + "\t,");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\tx", "\rx" })
	void poisonsNoSpreadsheetWithWhatItSkips(String value) throws IOException {
		assertThat(write(false, new BulkOutcome(2, OPENID, "n1", Status.REFUSED, null, value))).contains("'" + value);
	}

	private static String write(boolean mask, BulkOutcome... outcomes) throws IOException {
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		ReportWriter.write(Stream.of(outcomes), output, mask);
		return output.toString(StandardCharsets.UTF_8);
	}

}
