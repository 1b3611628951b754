package io.github.wechatpayspring.bulk;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What to issue to whom. Immutable.
 */
public final class BulkJobRequest {

	private static final int DEFAULT_MAX_REFUSALS_IN_A_ROW = 100;

	private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}/\\\\]{1,64}");

	private final String name;

	private final BulkCouponKind kind;

	private final String stockId;

	private final @Nullable String merchant;

	private final @Nullable String appid;

	private final @Nullable String stockCreatorMchid;

	private final BulkLines lines;

	private final Map<BulkColumn, String> values;

	private final boolean skipBadLines;

	private final boolean skipDuplicates;

	private final BulkRules rules;

	private BulkJobRequest(Builder builder) {
		this.name = required("name", builder.name).strip();
		if (!NAME.matcher(this.name).matches()) {
			throw new IllegalArgumentException(
					"'name' must have 1 to 64 characters without slashes and control characters, but has %d"
						.formatted(this.name.length()));
		}
		this.kind = builder.kind;
		this.stockId = required("stockId", builder.stockId).strip();
		this.merchant = builder.merchant;
		this.appid = builder.appid;
		this.stockCreatorMchid = builder.stockCreatorMchid;
		if (builder.lines == null) {
			throw new IllegalArgumentException("'lines' must be set");
		}
		this.lines = builder.lines;
		this.values = Map.copyOf(builder.values);
		this.skipBadLines = builder.skipBadLines;
		this.skipDuplicates = builder.skipDuplicates;
		this.rules = new BulkRules(builder.canary, builder.cap, builder.startAt, builder.quietHours,
				builder.maxRefusalsInARow, builder.maxRefusedShare);
	}

	private static String required(String field, @Nullable String value) {
		if (value == null || value.isBlank()) {
			throw new IllegalArgumentException("'%s' must have text".formatted(field));
		}
		return value;
	}

	/**
	 * Start a request.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Return the name of the job. Numbers of issues are derived from it, so that a name
	 * stands for one campaign.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return what to issue.
	 * @return the kind of coupon
	 */
	public BulkCouponKind kind() {
		return this.kind;
	}

	/**
	 * Return the stock to issue from.
	 * @return its id, or that of a consumer card
	 */
	public String stockId() {
		return this.stockId;
	}

	/**
	 * Return who issues.
	 * @return the name of the merchant in this application, or {@code null} for the
	 * default one
	 */
	public @Nullable String merchant() {
		return this.merchant;
	}

	/**
	 * Return the appid of the openids.
	 * @return the appid, or {@code null} for the merchant's default
	 */
	public @Nullable String appid() {
		return this.appid;
	}

	/**
	 * Return who created the stock of cash coupons.
	 * @return the merchant id, or {@code null} for the merchant who issues
	 */
	public @Nullable String stockCreatorMchid() {
		return this.stockCreatorMchid;
	}

	/**
	 * Return whom to issue to.
	 * @return the lines
	 */
	public BulkLines lines() {
		return this.lines;
	}

	/**
	 * Return values of columns for lines that have none.
	 * @return the values
	 */
	public Map<BulkColumn, String> values() {
		return this.values;
	}

	/**
	 * Return whether lines that are wrong are left out.
	 * @return whether they are; otherwise there is no job as long as there are any
	 */
	public boolean skipBadLines() {
		return this.skipBadLines;
	}

	/**
	 * Return whether lines with an openid that came before are left out.
	 * @return whether they are; otherwise each gets a coupon
	 */
	public boolean skipDuplicates() {
		return this.skipDuplicates;
	}

	/**
	 * Return when to send and when to stop.
	 * @return the rules
	 */
	public BulkRules rules() {
		return this.rules;
	}

	@Override
	public String toString() {
		return "BulkJobRequest[name=%s, kind=%s, stockId=%s, merchant=%s]".formatted(this.name, this.kind, this.stockId,
				this.merchant);
	}

	/**
	 * Builds a {@link BulkJobRequest}.
	 */
	public static final class Builder {

		private @Nullable String name;

		private BulkCouponKind kind = BulkCouponKind.FAVOR;

		private @Nullable String stockId;

		private @Nullable String merchant;

		private @Nullable String appid;

		private @Nullable String stockCreatorMchid;

		private @Nullable BulkLines lines;

		private final Map<BulkColumn, String> values = new EnumMap<>(BulkColumn.class);

		private boolean skipBadLines;

		private boolean skipDuplicates;

		private int canary;

		private @Nullable Long cap;

		private @Nullable Instant startAt;

		private @Nullable QuietHours quietHours;

		private @Nullable Integer maxRefusalsInARow = DEFAULT_MAX_REFUSALS_IN_A_ROW;

		private @Nullable Double maxRefusedShare;

		private Builder() {
		}

		/**
		 * Set the name of the job.
		 * @param name what stands for this campaign and no other, at most 64 characters:
		 * numbers of issues are derived from it
		 * @return this
		 */
		public Builder name(String name) {
			this.name = name;
			return this;
		}

		/**
		 * Set what to issue.
		 * @param kind the kind of coupon; cash coupons unless changed
		 * @return this
		 */
		public Builder kind(BulkCouponKind kind) {
			this.kind = kind;
			return this;
		}

		/**
		 * Set the stock to issue from.
		 * @param stockId its id, or that of a consumer card
		 * @return this
		 */
		public Builder stockId(String stockId) {
			this.stockId = stockId;
			return this;
		}

		/**
		 * Set who issues.
		 * @param merchant the name of the merchant in this application; the default one
		 * unless changed
		 * @return this
		 */
		public Builder merchant(@Nullable String merchant) {
			this.merchant = merchant;
			return this;
		}

		/**
		 * Set the appid of the openids.
		 * @param appid the appid; the merchant's default unless changed
		 * @return this
		 */
		public Builder appid(@Nullable String appid) {
			this.appid = appid;
			return this;
		}

		/**
		 * Set who created the stock of cash coupons.
		 * @param stockCreatorMchid the merchant id; that of the merchant who issues
		 * unless changed
		 * @return this
		 */
		public Builder stockCreatorMchid(@Nullable String stockCreatorMchid) {
			this.stockCreatorMchid = stockCreatorMchid;
			return this;
		}

		/**
		 * Set whom to issue to.
		 * @param lines the lines
		 * @return this
		 */
		public Builder lines(BulkLines lines) {
			this.lines = lines;
			return this;
		}

		/**
		 * Set the value of a column for lines that have none.
		 * @param column the column
		 * @param value the value
		 * @return this
		 */
		public Builder value(BulkColumn column, String value) {
			this.values.put(column, value);
			return this;
		}

		/**
		 * Leave out lines that are wrong, instead of refusing the job.
		 * @param skip whether to
		 * @return this
		 */
		public Builder skipBadLines(boolean skip) {
			this.skipBadLines = skip;
			return this;
		}

		/**
		 * Leave out lines with an openid that came before, instead of issuing a coupon
		 * for each.
		 * @param skip whether to
		 * @return this
		 */
		public Builder skipDuplicates(boolean skip) {
			this.skipDuplicates = skip;
			return this;
		}

		/**
		 * Send the first lines and then wait for somebody to resume the job.
		 * @param lines how many lines; 0 for no canary
		 * @return this
		 */
		public Builder canary(int lines) {
			this.canary = lines;
			return this;
		}

		/**
		 * Set how many coupons are issued at most.
		 * @param coupons the number, at least 1; one for each line unless set
		 * @return this
		 */
		public Builder cap(@Nullable Long coupons) {
			this.cap = coupons;
			return this;
		}

		/**
		 * Set when to begin at the earliest.
		 * @param startAt the time; at once unless set
		 * @return this
		 */
		public Builder startAt(@Nullable Instant startAt) {
			this.startAt = startAt;
			return this;
		}

		/**
		 * Set when nothing is sent.
		 * @param quietHours the hours; none unless set
		 * @return this
		 */
		public Builder quietHours(@Nullable QuietHours quietHours) {
			this.quietHours = quietHours;
			return this;
		}

		/**
		 * Halt after that many refusals in a row on one machine.
		 * @param refusals the number, at least 1, or {@code null} for no limit; 100
		 * unless changed
		 * @return this
		 */
		public Builder maxRefusalsInARow(@Nullable Integer refusals) {
			this.maxRefusalsInARow = refusals;
			return this;
		}

		/**
		 * Halt once more than a share of the lines is refused.
		 * @param share the share of at least 100 lines, between 0 and 1; no limit unless
		 * set
		 * @return this
		 */
		public Builder maxRefusedShare(@Nullable Double share) {
			this.maxRefusedShare = share;
			return this;
		}

		/**
		 * Create the request.
		 * @return the request
		 * @throws IllegalArgumentException if something is missing or wrong; its name is
		 * in the message
		 */
		public BulkJobRequest build() {
			return new BulkJobRequest(this);
		}

	}

}
