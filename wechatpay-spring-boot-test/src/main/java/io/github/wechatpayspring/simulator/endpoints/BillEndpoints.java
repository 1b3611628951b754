package io.github.wechatpayspring.simulator.endpoints;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.StockType;
import io.github.wechatpayspring.simulator.calls.ApiError;
import io.github.wechatpayspring.simulator.calls.Parameters;
import io.github.wechatpayspring.simulator.crypto.RandomText;
import io.github.wechatpayspring.simulator.ledger.CouponEvent;
import io.github.wechatpayspring.simulator.ledger.CouponEvent.Type;
import io.github.wechatpayspring.simulator.ledger.StockAccount;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The bills of cash coupons (代金券账单) and of multi-use credit (消费金账单): links that live for
 * half a minute, and the files behind them. WeChat Pay documents neither headings nor
 * order of the values.
 */
final class BillEndpoints {

	private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(CHINA);

	private static final LocalTime READY = LocalTime.of(10, 0);

	private static final Duration LIFETIME = Duration.ofSeconds(30);

	private static final int MAX_DAYS = 31;

	private static final long NO_REDEMPTION = 268586001;

	private static final long NO_REFUND = 268586003;

	private static final String HEADINGS = "批次ID,优惠ID,优惠类型,优惠金额(元),订单总金额(元),交易类型,支付单号,消耗时间,消耗商户号";

	private final Counter counter;

	private final Supplier<String> baseUrl;

	private final Map<String, File> files = new HashMap<>();

	BillEndpoints(Counter counter, Supplier<String> baseUrl) {
		this.counter = counter;
		this.baseUrl = baseUrl;
	}

	ObjectNode useFlow(Parameters parameters) {
		return favorLink(parameters, Type.USED);
	}

	ObjectNode refundFlow(Parameters parameters) {
		return favorLink(parameters, Type.REFUNDED);
	}

	private ObjectNode favorLink(Parameters parameters, Type type) {
		StockAccount stock = stock(parameters, StockType.FAVOR);
		List<Line> lines = lines(stock, type, (time) -> true);
		Instant end = stock.stock().availableEndTime();
		if (lines.isEmpty() || (end != null && this.counter.now().isBefore(readyAfter(end)))) {
			throw ApiError.of(404, "RESOURCE_NOT_EXISTS", "账单文件不存在");
		}
		String file = file(lines);
		return link(file).put("hash_value", sha1(file)).put("hash_type", "SHA1");
	}

	private static Instant readyAfter(Instant end) {
		return LocalDate.ofInstant(end, CHINA).plusDays(1).atTime(READY).toInstant(CHINA);
	}

	ObjectNode useFlowByDay(Parameters parameters) {
		return linkByDay(parameters, Type.USED, "stock_useflow", NO_REDEMPTION);
	}

	ObjectNode refundFlowByDay(Parameters parameters) {
		return linkByDay(parameters, Type.REFUNDED, "stock_refundflow", NO_REFUND);
	}

	private ObjectNode linkByDay(Parameters parameters, Type type, String field, long number) {
		StockAccount stock = stock(parameters, StockType.FAVOR);
		LocalDate day = day(parameters.text("bill_date"), DateTimeFormatter.ISO_LOCAL_DATE);
		List<Line> lines = lines(stock, type, day::equals);
		if (lines.isEmpty() || !day.isBefore(today())) {
			throw ApiError.of(404, "RESOURCE_NOT_EXISTS", "账单文件不存在").numbered(number);
		}
		String file = file(lines);
		return link(file).put(field + "_hash", sha1(file)).put(field + "_count", String.valueOf(lines.size()));
	}

	ObjectNode multiuseSendFlow(Parameters parameters) {
		String begin = parameters.findText("begin_date");
		String end = parameters.findText("end_date");
		LocalDate first = (begin != null) ? day(begin, DateTimeFormatter.BASIC_ISO_DATE) : LocalDate.MIN;
		LocalDate last = (end != null) ? day(end, DateTimeFormatter.BASIC_ISO_DATE) : LocalDate.MAX;
		if (begin != null && end != null
				&& (last.isBefore(first) || ChronoUnit.DAYS.between(first, last) >= MAX_DAYS)) {
			throw ApiError.badParameter("账单日期范围不合法");
		}
		return multiuseLink(parameters, null, (day) -> !day.isBefore(first) && !day.isAfter(last));
	}

	ObjectNode multiuseUseFlow(Parameters parameters) {
		return multiuseLink(parameters, Type.USED, (day) -> true);
	}

	ObjectNode multiuseRefundFlow(Parameters parameters) {
		return multiuseLink(parameters, Type.REFUNDED, (day) -> true);
	}

	private ObjectNode multiuseLink(Parameters parameters, @Nullable Type type, Predicate<LocalDate> days) {
		List<Line> lines = lines(stock(parameters, StockType.MULTIUSE), type, days);
		if (lines.isEmpty()) {
			throw ApiError.badParameter("账单文件不存在");
		}
		return link(file(lines));
	}

	private StockAccount stock(Parameters parameters, StockType type) {
		StockAccount stock = this.counter.stock(parameters.text("stock_id"), Set.of(type));
		if (!this.counter.isOwn(stock)) {
			throw ApiError.invalidRequest("商户号不合法");
		}
		return stock;
	}

	private LocalDate today() {
		return LocalDate.ofInstant(this.counter.now(), CHINA);
	}

	private static LocalDate day(String text, DateTimeFormatter format) {
		try {
			return LocalDate.parse(text, format);
		}
		catch (DateTimeException ex) {
			throw ApiError.badParameter("时间格式错误");
		}
	}

	/**
	 * Find what a bill is to list.
	 * @param stock its stock
	 * @param type what became of coupons, {@code null} for their issue
	 * @param days the days that the bill is for
	 * @return the lines, oldest first
	 */
	private List<Line> lines(StockAccount stock, @Nullable Type type, Predicate<LocalDate> days) {
		List<Line> lines = new ArrayList<>();
		this.counter.ledger().couponsOfStock(stock.stock().id()).forEach((account) -> {
			IssuedCoupon coupon = account.coupon();
			if (type == null) {
				lines.add(new Line(coupon, new CouponEvent(Type.USED, coupon.createTime(), "", coupon.value(), "")));
				return;
			}
			account.events()
				.stream()
				.filter((event) -> event.type() == type)
				.forEach((event) -> lines.add(new Line(coupon, event)));
		});
		lines.removeIf((line) -> !days.test(LocalDate.ofInstant(line.event().time(), CHINA)));
		lines.sort(Comparator.comparing((line) -> line.event().time()));
		return lines;
	}

	private String file(List<Line> lines) {
		StringBuilder file = new StringBuilder("\uFEFF" + HEADINGS + "\r\n");
		for (Line line : lines) {
			IssuedCoupon coupon = line.coupon();
			CouponEvent event = line.event();
			file.append(String.join(",", "`" + coupon.stock().id(), "`" + coupon.id(), "`满减券", yuan(event.amount()),
					yuan(Math.max(event.amount(), coupon.minimum())), "`JSAPI", "`" + event.number(),
					"`" + TIME.format(event.time()),
					"`" + coupon.stock().redeemableAt(this.counter.merchantId()).get(0)))
				.append("\r\n");
		}
		return file.toString();
	}

	private static String yuan(long fen) {
		return "`%d.%02d".formatted(fen / 100, fen % 100);
	}

	private static String sha1(String file) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-1").digest(file.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-1", ex);
		}
	}

	private ObjectNode link(String file) {
		Instant now = this.counter.now();
		this.files.values().removeIf((each) -> each.isGone(now));
		String token = RandomText.alphanumeric(48);
		this.files.put(token, new File(file, now.plus(LIFETIME)));
		return Json.object("url", this.baseUrl.get() + "/v3/billdownload/file?token=" + token);
	}

	Result download(Parameters parameters) {
		File file = this.files.get(parameters.text("token"));
		if (file == null || file.isGone(this.counter.now())) {
			throw ApiError.invalidRequest("下载链接已失效");
		}
		return Result.file(file.content());
	}

	void reset() {
		this.files.clear();
	}

	private record Line(IssuedCoupon coupon, CouponEvent event) {
	}

	private record File(String content, Instant end) {

		boolean isGone(Instant now) {
			return now.isAfter(this.end);
		}

	}

}
