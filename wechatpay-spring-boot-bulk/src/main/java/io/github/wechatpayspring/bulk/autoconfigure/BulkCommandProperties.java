package io.github.wechatpayspring.bulk.autoconfigure;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;

import io.github.wechatpayspring.bulk.BulkColumn;
import io.github.wechatpayspring.bulk.BulkCouponKind;
import io.github.wechatpayspring.bulk.BulkJobRequest;
import io.github.wechatpayspring.bulk.BulkLines;
import io.github.wechatpayspring.bulk.QuietHours;
import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException;
import io.github.wechatpayspring.merchant.settings.ConfigurationProblems;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of a job that is given on the command line.
 *
 * @param send File of the users to issue coupons to, upon which the application ends.
 * @param name Name of the job, which stands for one campaign.
 * @param stock Id of the stock, or of the consumer card.
 * @param kind What to issue.
 * @param merchant Name of the merchant who issues, the default one unless set.
 * @param appid Appid of the openids, that of the merchant unless set.
 * @param stockCreatorMchid Merchant id of who created the stock, that of the merchant
 * unless set.
 * @param values Values of columns for lines that have none, by the name of the column.
 * @param skipBadLines Whether to leave out lines that are wrong, instead of sending
 * nothing.
 * @param skipDuplicates Whether to leave out lines with an openid that came before,
 * instead of issuing a coupon for each.
 * @param canary Number of lines to send first. Running the command again sends the
 * others.
 * @param cap Maximum number of coupons.
 * @param startAt Earliest time to begin, such as 2027-02-06T02:00:00Z.
 * @param quietHours Hours in which nothing is sent, such as 22:00-08:00 in China.
 * @param maxRefusalsInARow Number of refusals in a row after which the job halts.
 * @param maxRefusedShare Share of refusals above which the job halts.
 * @param report File of the report, beside the file of the users unless set.
 * @param maskOpenids Whether to mask openids in the report.
 */
@ConfigurationProperties("wechatpay.bulk")
public record BulkCommandProperties(@Nullable Path send, @Nullable String name, @Nullable String stock,
		@DefaultValue("favor") BulkCouponKind kind, @Nullable String merchant, @Nullable String appid,
		@Nullable String stockCreatorMchid, @DefaultValue Map<BulkColumn, String> values, boolean skipBadLines,
		boolean skipDuplicates, int canary, @Nullable Long cap, @Nullable Instant startAt, @Nullable String quietHours,
		@DefaultValue("100") int maxRefusalsInARow, @Nullable Double maxRefusedShare, @Nullable Path report,
		boolean maskOpenids) {

	BulkJobRequest request(Path file) {
		ConfigurationProblems problems = new ConfigurationProblems("wechatpay.bulk.");
		if (this.name == null) {
			problems.add("name", "nothing.", "Name the job for its campaign, for instance spring-2027.");
		}
		if (this.stock == null) {
			problems.add("stock", "nothing.", "Set the id of the stock to issue from.");
		}
		if (this.name == null || this.stock == null) {
			throw new InvalidWechatPayConfigurationException(problems.list(), null);
		}
		BulkJobRequest.Builder request = BulkJobRequest.builder()
			.name(this.name)
			.stockId(this.stock)
			.kind(this.kind)
			.merchant(this.merchant)
			.appid(this.appid)
			.stockCreatorMchid(this.stockCreatorMchid)
			.lines(BulkLines.file(file))
			.skipBadLines(this.skipBadLines)
			.skipDuplicates(this.skipDuplicates)
			.canary(this.canary)
			.cap(this.cap)
			.startAt(this.startAt)
			.quietHours(hours())
			.maxRefusalsInARow(this.maxRefusalsInARow)
			.maxRefusedShare(this.maxRefusedShare);
		this.values.forEach(request::value);
		return request.build();
	}

	private @Nullable QuietHours hours() {
		if (this.quietHours == null) {
			return null;
		}
		String[] times = this.quietHours.strip().split("\\s*-\\s*");
		try {
			return new QuietHours(LocalTime.parse(times[0]), LocalTime.parse(times[1]), ZoneId.of("Asia/Shanghai"));
		}
		catch (RuntimeException ex) {
			ConfigurationProblems problems = new ConfigurationProblems("wechatpay.bulk.");
			problems.add("quiet-hours", "\"%s\".".formatted(this.quietHours), "Write them as 22:00-08:00.");
			throw new InvalidWechatPayConfigurationException(problems.list(), null);
		}
	}

	Path reportOf(Path file) {
		if (this.report != null) {
			return this.report;
		}
		String name = file.getFileName().toString();
		int dot = name.lastIndexOf('.');
		return file.resolveSibling(((dot > 0) ? name.substring(0, dot) : name) + ".report.csv");
	}

	@Override
	public String toString() {
		// values may be names
		return "BulkCommandProperties[send=%s, name=%s, stock=%s]".formatted(this.send, this.name, this.stock);
	}

}
