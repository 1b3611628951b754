package io.github.wechatpayspring.bulk.engine;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.github.wechatpayspring.bulk.BulkColumn;
import io.github.wechatpayspring.bulk.BulkCouponKind;
import io.github.wechatpayspring.bulk.BulkPreview;
import io.github.wechatpayspring.bulk.ledger.JobDefinition;
import io.github.wechatpayspring.busifavor.BusifavorCouponService;
import io.github.wechatpayspring.busifavor.SendBusifavorCouponRequest;
import io.github.wechatpayspring.busifavor.stock.BusifavorStock;
import io.github.wechatpayspring.busifavor.stock.BusifavorStockSendRule;
import io.github.wechatpayspring.busifavor.stock.BusifavorStockService;
import io.github.wechatpayspring.busifavor.stock.GetBusifavorStockRequest;
import io.github.wechatpayspring.consumercard.SendConsumerCardRequest;
import io.github.wechatpayspring.favor.FavorCoupon;
import io.github.wechatpayspring.favor.SendFavorCouponRequest;
import io.github.wechatpayspring.favor.stock.FavorStock;
import io.github.wechatpayspring.favor.stock.FavorStockService;
import io.github.wechatpayspring.favor.stock.GetFavorStockRequest;
import io.github.wechatpayspring.merchant.WechatPayMerchant;
import io.github.wechatpayspring.multiuse.SendMultiuseRequest;
import io.github.wechatpayspring.productcoupon.ProductCouponType;
import io.github.wechatpayspring.productcoupon.SendProductCouponRequest;
import org.jspecify.annotations.Nullable;

/**
 * The issuers of all kinds. None of them retries: a job does, in later passes.
 */
final class CouponIssuers {

	private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

	private CouponIssuers() {
	}

	static CouponIssuer<?> of(BulkCouponKind kind) {
		return switch (kind) {
			case FAVOR -> new Favor();
			case BUSIFAVOR -> new Busifavor();
			case PRODUCT_COUPON -> new ProductCoupon();
			case MULTIUSE -> new Multiuse();
			case CONSUMER_CARD -> new ConsumerCard();
		};
	}

	// missing values are told by the request's own check
	@SuppressWarnings("NullAway")
	private static String openid(Map<BulkColumn, String> values) {
		return values.get(BulkColumn.OPENID);
	}

	private static @Nullable Long fen(Map<BulkColumn, String> values, BulkColumn column) {
		String value = values.get(column);
		if (value == null) {
			return null;
		}
		try {
			return Long.valueOf(value);
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException(
					"%s: must be a whole number of fen, but is \"%s\"".formatted(column.headers().get(0), value));
		}
	}

	private static BulkPreview.Stock favorStock(WechatPayMerchant merchant, JobDefinition job) {
		FavorStock stock = merchant.service(FavorStockService.class)
			.get(GetFavorStockRequest.builder()
				.stockId(job.stockId())
				.stockCreatorMchid(job.stockCreatorMchid())
				.build());
		FavorStock.UseRule rule = stock.stockUseRule();
		return new BulkPreview.Stock(Objects.requireNonNullElse(stock.stockName(), ""),
				Objects.toString(stock.status(), ""),
				remaining((rule != null) ? rule.maxCoupons() : null, stock.distributedCoupons()));
	}

	private static @Nullable Long remaining(@Nullable Long all, @Nullable Long issued) {
		return (all != null && issued != null) ? Math.max(all - issued, 0) : null;
	}

	private static Set<BulkColumn> columns(BulkColumn... more) {
		Set<BulkColumn> columns = EnumSet.of(BulkColumn.OPENID, BulkColumn.OUT_REQUEST_NO);
		columns.addAll(List.of(more));
		return columns;
	}

	private static final class Favor implements CouponIssuer<SendFavorCouponRequest> {

		@Override
		public Set<BulkColumn> columns() {
			return CouponIssuers.columns(BulkColumn.COUPON_VALUE, BulkColumn.COUPON_MINIMUM);
		}

		@Override
		public String operation() {
			return "favor-send";
		}

		@Override
		public SendFavorCouponRequest request(JobDefinition job, Map<BulkColumn, String> values, String outRequestNo,
				Instant sentAt) {
			return SendFavorCouponRequest.builder()
				.openid(openid(values))
				.stockId(job.stockId())
				.outRequestNo(outRequestNo)
				.appid(job.appid())
				.stockCreatorMchid(job.stockCreatorMchid())
				.couponValue(fen(values, BulkColumn.COUPON_VALUE))
				.couponMinimum(fen(values, BulkColumn.COUPON_MINIMUM))
				.build();
		}

		@Override
		public String send(WechatPayMerchant merchant, SendFavorCouponRequest request) {
			return merchant.favorCoupons().withoutRetry().send(request).couponId();
		}

		@Override
		public List<String> find(WechatPayMerchant merchant, SendFavorCouponRequest request, Instant since) {
			return merchant.favorCoupons().findIssued(request, since).stream().map(FavorCoupon::couponId).toList();
		}

		@Override
		public BulkPreview.Stock stock(WechatPayMerchant merchant, JobDefinition job) {
			return favorStock(merchant, job);
		}

	}

	private static final class Busifavor implements CouponIssuer<SendBusifavorCouponRequest> {

		@Override
		public Set<BulkColumn> columns() {
			return CouponIssuers.columns(BulkColumn.COUPON_CODE);
		}

		@Override
		public String operation() {
			return "busifavor-send";
		}

		@Override
		public SendBusifavorCouponRequest request(JobDefinition job, Map<BulkColumn, String> values,
				String outRequestNo, Instant sentAt) {
			return SendBusifavorCouponRequest.builder()
				.openid(openid(values))
				.stockId(job.stockId())
				.outRequestNo(outRequestNo)
				.appid(job.appid())
				.couponCode(values.get(BulkColumn.COUPON_CODE))
				.build();
		}

		@Override
		public String send(WechatPayMerchant merchant, SendBusifavorCouponRequest request) {
			return merchant.service(BusifavorCouponService.class).withoutRetry().send(request).couponCode();
		}

		@Override
		public BulkPreview.Stock stock(WechatPayMerchant merchant, JobDefinition job) {
			BusifavorStock stock = merchant.service(BusifavorStockService.class)
				.get(GetBusifavorStockRequest.builder().stockId(job.stockId()).build());
			BusifavorStockSendRule rule = stock.stockSendRule();
			BusifavorStock.SendCount sent = stock.sendCountInformation();
			return new BulkPreview.Stock(Objects.requireNonNullElse(stock.stockName(), ""),
					Objects.toString(stock.stockState(), ""),
					remaining((rule != null) ? rule.maxCoupons() : null, (sent != null) ? sent.totalSendNum() : null));
		}

	}

	private static final class ProductCoupon implements CouponIssuer<SendProductCouponRequest> {

		@Override
		public Set<BulkColumn> columns() {
			return CouponIssuers.columns(BulkColumn.COUPON_CODE, BulkColumn.MEMBER_CARD_ID);
		}

		@Override
		public String operation() {
			return "product-coupon-send";
		}

		@Override
		public SendProductCouponRequest request(JobDefinition job, Map<BulkColumn, String> values, String outRequestNo,
				Instant sentAt) {
			String card = values.get(BulkColumn.MEMBER_CARD_ID);
			return SendProductCouponRequest.builder()
				.openid(openid(values))
				.stockId(job.stockId())
				.outRequestNo(outRequestNo)
				.appid(job.appid())
				.couponCode(values.get(BulkColumn.COUPON_CODE))
				.couponType((card != null) ? ProductCouponType.MEMBER : ProductCouponType.NORMAL)
				.memberCardId(card)
				.build();
		}

		@Override
		public String send(WechatPayMerchant merchant, SendProductCouponRequest request) {
			return merchant.productCoupons().withoutRetry().send(request).couponCode();
		}

	}

	private static final class Multiuse implements CouponIssuer<SendMultiuseRequest> {

		@Override
		public Set<BulkColumn> columns() {
			return CouponIssuers.columns(BulkColumn.AMOUNT, BulkColumn.USER_NAME, BulkColumn.ID_CARD_NUMBER);
		}

		@Override
		public String operation() {
			return "multiuse-send";
		}

		@Override
		@SuppressWarnings("NullAway")
		public SendMultiuseRequest request(JobDefinition job, Map<BulkColumn, String> values, String outRequestNo,
				Instant sentAt) {
			return SendMultiuseRequest.builder()
				.openid(openid(values))
				.stockId(job.stockId())
				.outRequestNo(outRequestNo)
				.appid(job.appid())
				.userName(values.get(BulkColumn.USER_NAME))
				.idCardNumber(values.get(BulkColumn.ID_CARD_NUMBER))
				.amount(fen(values, BulkColumn.AMOUNT))
				.build();
		}

		@Override
		public String send(WechatPayMerchant merchant, SendMultiuseRequest request) {
			return merchant.multiuse().withoutRetry().send(request).couponId();
		}

		@Override
		public BulkPreview.Stock stock(WechatPayMerchant merchant, JobDefinition job) {
			return favorStock(merchant, job);
		}

	}

	private static final class ConsumerCard implements CouponIssuer<SendConsumerCardRequest> {

		@Override
		public Set<BulkColumn> columns() {
			return CouponIssuers.columns();
		}

		@Override
		public String operation() {
			return "consumer-card-send";
		}

		@Override
		public SendConsumerCardRequest request(JobDefinition job, Map<BulkColumn, String> values, String outRequestNo,
				Instant sentAt) {
			return SendConsumerCardRequest.builder()
				.cardId(job.stockId())
				.openid(openid(values))
				.appid(job.appid())
				.outRequestNo(outRequestNo)
				.sendTime(sentAt.atOffset(CHINA))
				.build();
		}

		@Override
		public String send(WechatPayMerchant merchant, SendConsumerCardRequest request) {
			return merchant.consumerCards().withoutRetry().send(request).cardCode();
		}

	}

}
