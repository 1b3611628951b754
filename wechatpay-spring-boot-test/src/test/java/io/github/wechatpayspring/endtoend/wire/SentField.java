package io.github.wechatpayspring.endtoend.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiConsumer;

import io.github.wechatpayspring.consumercard.ConsumerCardService;
import io.github.wechatpayspring.consumercard.SendConsumerCardRequest;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.endtoend.RawServer;
import io.github.wechatpayspring.favor.FavorBusinessType;
import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.favor.FavorCouponStatus;
import io.github.wechatpayspring.favor.ListFavorCouponsRequest;
import io.github.wechatpayspring.favor.SendFavorCouponRequest;
import io.github.wechatpayspring.multiuse.MultiuseService;
import io.github.wechatpayspring.multiuse.SendMultiuseRequest;
import io.github.wechatpayspring.productcoupon.ProductCouponService;
import io.github.wechatpayspring.productcoupon.SendProductCouponRequest;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

/**
 * Every text that an application can pass to a call, how to pass it, and how to find it
 * again in what was sent.
 */
enum SentField {

	CARD_CARD_ID("cardId", path(5), card(SendConsumerCardRequest.Builder::cardId)),

	CARD_APPID("appid", body("appid"), card(SendConsumerCardRequest.Builder::appid)),

	CARD_OPENID("openid", body("openid"), card(SendConsumerCardRequest.Builder::openid)),

	CARD_NUMBER("outRequestNo", body("out_request_no"), card(SendConsumerCardRequest.Builder::outRequestNo)),

	FAVOR_OPENID("openid", path(5), favor(SendFavorCouponRequest.Builder::openid)),

	FAVOR_APPID("appid", body("appid"), favor(SendFavorCouponRequest.Builder::appid)),

	FAVOR_STOCK("stockId", body("stock_id"), favor(SendFavorCouponRequest.Builder::stockId)),

	FAVOR_CREATOR("stockCreatorMchid", body("stock_creator_mchid"),
			favor(SendFavorCouponRequest.Builder::stockCreatorMchid)),

	FAVOR_NUMBER("outRequestNo", body("out_request_no"), favor(SendFavorCouponRequest.Builder::outRequestNo)),

	LIST_OPENID("openid", path(5), list(ListFavorCouponsRequest.Builder::openid)),

	LIST_APPID("appid", query("appid"), list(ListFavorCouponsRequest.Builder::appid)),

	LIST_STOCK("stockId", query("stock_id"), list(ListFavorCouponsRequest.Builder::stockId)),

	LIST_STATUS("status", query("status"), list((request, value) -> request.status(new FavorCouponStatus(value)))),

	LIST_CREATOR("creatorMchid", query("creator_mchid"), list(ListFavorCouponsRequest.Builder::creatorMchid)),

	LIST_SENDER("senderMchid", query("sender_mchid"), list(ListFavorCouponsRequest.Builder::senderMchid)),

	LIST_AVAILABLE("availableMchid", query("available_mchid"), list(ListFavorCouponsRequest.Builder::availableMchid)),

	LIST_BUSINESS_TYPE("businessType", query("business_type"),
			list((request, value) -> request.businessType(new FavorBusinessType(value)))),

	MULTIUSE_OPENID("openid", path(4), multiuse(SendMultiuseRequest.Builder::openid)),

	MULTIUSE_APPID("appid", body("appid"), multiuse(SendMultiuseRequest.Builder::appid)),

	MULTIUSE_STOCK("stockId", body("stock_id"), multiuse(SendMultiuseRequest.Builder::stockId)),

	MULTIUSE_NUMBER("outRequestNo", body("out_request_no"), multiuse(SendMultiuseRequest.Builder::outRequestNo)),

	MULTIUSE_CARD_TYPE("cardType", body("card_type"), multiuse(SendMultiuseRequest.Builder::cardType)),

	MULTIUSE_NAME("userName", encrypted("user_name"), multiuse(SendMultiuseRequest.Builder::userName)),

	MULTIUSE_ID_CARD("idCardNumber", encrypted("id_card_number"), multiuse(SendMultiuseRequest.Builder::idCardNumber)),

	PRODUCT_OPENID("openid", body("openid"), product(SendProductCouponRequest.Builder::openid)),

	PRODUCT_APPID("appid", body("appid"), product(SendProductCouponRequest.Builder::appid)),

	PRODUCT_STOCK("stockId", body("stock_id"), product(SendProductCouponRequest.Builder::stockId)),

	PRODUCT_NUMBER("outRequestNo", body("out_request_no"), product(SendProductCouponRequest.Builder::outRequestNo)),

	PRODUCT_CODE("couponCode", body("coupon_code"), product(SendProductCouponRequest.Builder::couponCode)),

	PRODUCT_MEMBER_CARD("memberCardId", body("member_card_id"),
			product(SendProductCouponRequest.Builder::memberCardId)),

	GENERIC_PATH(null, path(3), generic((client, value) -> client.get().uri("/v3/x/{value}/y", value))),

	GENERIC_QUERY(null, query("value"), generic((client, value) -> client.get().uri("/v3/x?value={value}", value))),

	GENERIC_QUERY_PARAMETER(null, query("value"),
			generic((client, value) -> client.get()
				.uri((uri) -> uri.path("/v3/x").queryParam("value", "{value}").build(value)))),

	GENERIC_BODY("value", body("value"),
			generic((client, value) -> client.post().uri("/v3/x").body(Map.of("value", value)))),

	GENERIC_TEXT(null, (request, encryption) -> new String(request.body(), StandardCharsets.UTF_8),
			generic((client, value) -> client.post().uri("/v3/x").contentType(MediaType.APPLICATION_JSON).body(value)));

	private final String field;

	private final Finder finder;

	private final BiConsumer<BeanFactory, String> call;

	SentField(String field, Finder finder, BiConsumer<BeanFactory, String> call) {
		this.field = field;
		this.finder = finder;
		this.call = call;
	}

	/**
	 * Return the name that a refusal has to mention.
	 * @return the name, or {@code null} of what only the application has a name for
	 */
	String field() {
		return this.field;
	}

	void send(BeanFactory application, String value) {
		this.call.accept(application, value);
	}

	String find(RawServer.Request request, Decryption decryption) {
		return this.finder.find(request, decryption);
	}

	private static BiConsumer<BeanFactory, String> card(BiConsumer<SendConsumerCardRequest.Builder, String> field) {
		return (application, value) -> {
			SendConsumerCardRequest.Builder request = CouponApplication.card("1");
			field.accept(request, value);
			application.getBean(ConsumerCardService.class).send(request.build());
		};
	}

	private static BiConsumer<BeanFactory, String> favor(BiConsumer<SendFavorCouponRequest.Builder, String> field) {
		return (application, value) -> {
			SendFavorCouponRequest.Builder request = CouponApplication.favor("1");
			field.accept(request, value);
			application.getBean(FavorCouponService.class).send(request.build());
		};
	}

	private static BiConsumer<BeanFactory, String> list(BiConsumer<ListFavorCouponsRequest.Builder, String> field) {
		return (application, value) -> {
			ListFavorCouponsRequest.Builder request = CouponApplication.list();
			field.accept(request, value);
			application.getBean(FavorCouponService.class).list(request.build());
		};
	}

	private static BiConsumer<BeanFactory, String> multiuse(BiConsumer<SendMultiuseRequest.Builder, String> field) {
		return (application, value) -> {
			SendMultiuseRequest.Builder request = CouponApplication.multiuse("1");
			field.accept(request, value);
			application.getBean(MultiuseService.class).send(request.build());
		};
	}

	private static BiConsumer<BeanFactory, String> product(BiConsumer<SendProductCouponRequest.Builder, String> field) {
		return (application, value) -> {
			SendProductCouponRequest.Builder request = CouponApplication.product("1");
			field.accept(request, value);
			application.getBean(ProductCouponService.class).send(request.build());
		};
	}

	private static BiConsumer<BeanFactory, String> generic(GenericCall call) {
		return (application, value) -> call.of(application.getBean("wechatPayRestClient", RestClient.class), value)
			.retrieve()
			.toBodilessEntity();
	}

	private static Finder path(int segment) {
		return (request, decryption) -> URLDecoder.decode(
				request.target().replaceFirst("\\?.*", "").split("/", -1)[segment].replace("+", "%2B"),
				StandardCharsets.UTF_8);
	}

	private static Finder query(String name) {
		return (request, decryption) -> Arrays
			.stream(request.target().substring(request.target().indexOf('?') + 1).split("&"))
			.filter((parameter) -> parameter.startsWith(name + "="))
			.map((parameter) -> URLDecoder.decode(parameter.substring(name.length() + 1), StandardCharsets.UTF_8))
			.findFirst()
			.orElse(null);
	}

	private static Finder body(String name) {
		return (request, decryption) -> JsonMapper.shared().readTree(request.body()).path(name).stringValue();
	}

	private static Finder encrypted(String name) {
		return (request, decryption) -> decryption
			.decrypt(JsonMapper.shared().readTree(request.body()).path(name).stringValue());
	}

	@FunctionalInterface
	interface Decryption {

		String decrypt(String ciphertext);

	}

	@FunctionalInterface
	private interface Finder {

		String find(RawServer.Request request, Decryption decryption);

	}

	@FunctionalInterface
	private interface GenericCall {

		RestClient.RequestHeadersSpec<?> of(RestClient client, String value);

	}

}
