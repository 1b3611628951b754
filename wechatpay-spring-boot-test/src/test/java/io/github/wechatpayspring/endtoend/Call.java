package io.github.wechatpayspring.endtoend;

import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import io.github.wechatpayspring.consumercard.ConsumerCardService;
import io.github.wechatpayspring.consumercard.SendConsumerCardRequest;
import io.github.wechatpayspring.consumercard.SendConsumerCardResponse;
import io.github.wechatpayspring.favor.FavorCoupon;
import io.github.wechatpayspring.favor.FavorCouponPage;
import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.favor.ListFavorCouponsRequest;
import io.github.wechatpayspring.favor.SendFavorCouponRequest;
import io.github.wechatpayspring.favor.SendFavorCouponResponse;
import io.github.wechatpayspring.multiuse.MultiuseService;
import io.github.wechatpayspring.multiuse.SendMultiuseRequest;
import io.github.wechatpayspring.multiuse.SendMultiuseResponse;
import io.github.wechatpayspring.productcoupon.ProductCouponService;
import io.github.wechatpayspring.productcoupon.SendProductCouponRequest;
import io.github.wechatpayspring.productcoupon.SendProductCouponResponse;
import io.github.wechatpayspring.simulator.Operation;

import org.springframework.beans.factory.BeanFactory;

/**
 * The five calls, for tests that do the same with each.
 */
public enum Call {

	CONSUMER_CARD(Operation.CONSUMER_CARD_SEND) {

		@Override
		public String make(BeanFactory application, String openid, String number) {
			return application.getBean(ConsumerCardService.class).send(request(openid, number)).cardCode();
		}

		@Override
		public CompletableFuture<String> makeAsync(BeanFactory application, String openid, String number) {
			return application.getBean(ConsumerCardService.class)
				.sendAsync(request(openid, number))
				.thenApply(SendConsumerCardResponse::cardCode);
		}

		private SendConsumerCardRequest request(String openid, String number) {
			return CouponApplication.card(number).openid(openid).build();
		}

	},

	FAVOR(Operation.FAVOR_SEND) {

		@Override
		public String make(BeanFactory application, String openid, String number) {
			return application.getBean(FavorCouponService.class).send(request(openid, number)).couponId();
		}

		@Override
		public CompletableFuture<String> makeAsync(BeanFactory application, String openid, String number) {
			return application.getBean(FavorCouponService.class)
				.sendAsync(request(openid, number))
				.thenApply(SendFavorCouponResponse::couponId);
		}

		private SendFavorCouponRequest request(String openid, String number) {
			return CouponApplication.favor(number).openid(openid).build();
		}

	},

	LIST(Operation.FAVOR_LIST) {

		@Override
		public String make(BeanFactory application, String openid, String number) {
			return ids(application.getBean(FavorCouponService.class).list(request(openid)));
		}

		@Override
		public CompletableFuture<String> makeAsync(BeanFactory application, String openid, String number) {
			return application.getBean(FavorCouponService.class).listAsync(request(openid)).thenApply(this::ids);
		}

		private ListFavorCouponsRequest request(String openid) {
			return CouponApplication.list().openid(openid).build();
		}

		private String ids(FavorCouponPage page) {
			return page.data().stream().map(FavorCoupon::couponId).collect(Collectors.joining(","));
		}

	},

	MULTIUSE(Operation.MULTIUSE_SEND) {

		@Override
		public String make(BeanFactory application, String openid, String number) {
			return application.getBean(MultiuseService.class).send(request(openid, number)).couponId();
		}

		@Override
		public CompletableFuture<String> makeAsync(BeanFactory application, String openid, String number) {
			return application.getBean(MultiuseService.class)
				.sendAsync(request(openid, number))
				.thenApply(SendMultiuseResponse::couponId);
		}

		private SendMultiuseRequest request(String openid, String number) {
			return CouponApplication.multiuse(number).openid(openid).build();
		}

	},

	PRODUCT(Operation.PRODUCT_COUPON_SEND) {

		@Override
		public String make(BeanFactory application, String openid, String number) {
			return application.getBean(ProductCouponService.class).send(request(openid, number)).couponCode();
		}

		@Override
		public CompletableFuture<String> makeAsync(BeanFactory application, String openid, String number) {
			return application.getBean(ProductCouponService.class)
				.sendAsync(request(openid, number))
				.thenApply(SendProductCouponResponse::couponCode);
		}

		private SendProductCouponRequest request(String openid, String number) {
			return CouponApplication.product(number).openid(openid).build();
		}

	};

	private final Operation operation;

	Call(Operation operation) {
		this.operation = operation;
	}

	public Operation operation() {
		return this.operation;
	}

	public boolean issuesACoupon() {
		return this != LIST;
	}

	/**
	 * Make the call.
	 * @param application has the services
	 * @param openid the user
	 * @param number the number of the request
	 * @return the id or code of the coupon, or the ids of those listed, by commas
	 */
	public abstract String make(BeanFactory application, String openid, String number);

	public abstract CompletableFuture<String> makeAsync(BeanFactory application, String openid, String number);

}
