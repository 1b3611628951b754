package io.github.wechatpayspring.simulator;

import java.io.IOException;

import com.wechat.pay.java.core.RSAPublicKeyConfig;
import com.wechat.pay.java.core.exception.ServiceException;
import com.wechat.pay.java.core.exception.ValidationException;
import com.wechat.pay.java.core.http.DefaultHttpClientBuilder;
import com.wechat.pay.java.service.cashcoupons.CashCouponsService;
import com.wechat.pay.java.service.cashcoupons.model.Coupon;
import com.wechat.pay.java.service.cashcoupons.model.CouponCollection;
import com.wechat.pay.java.service.cashcoupons.model.ListCouponsByFilterRequest;
import com.wechat.pay.java.service.cashcoupons.model.SendCouponRequest;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The simulator serves the official SDK as WeChat Pay does.
 */
class OfficialSdkTests extends SimulatorTests {

	private CashCouponsService service;

	@BeforeEach
	void createService() {
		SimulatedMerchant merchant = this.simulator.merchant();
		RSAPublicKeyConfig config = new RSAPublicKeyConfig.Builder().merchantId(merchant.merchantId())
			.merchantSerialNumber(merchant.serialNumber())
			.privateKey(merchant.privateKeyPem())
			.publicKeyId(merchant.platformPublicKeyId())
			.publicKey(merchant.platformPublicKeyPem())
			.apiV3Key(merchant.apiV3Key())
			.build();
		OkHttpClient okHttp = new OkHttpClient.Builder().addInterceptor(this::redirect).build();
		this.service = new CashCouponsService.Builder()
			.httpClient(new DefaultHttpClientBuilder().config(config).okHttpClient(okHttp).build())
			.build();
		this.simulator.addStock(Stock.favor("9856000").name("代金券").value(500).minimum(1000));
	}

	/**
	 * Send to the simulator what the SDK, which signed it already, means for WeChat Pay.
	 */
	private Response redirect(Interceptor.Chain chain) throws IOException {
		HttpUrl simulator = HttpUrl.get(this.simulator.baseUrl());
		HttpUrl target = chain.request()
			.url()
			.newBuilder()
			.scheme(simulator.scheme())
			.host(simulator.host())
			.port(simulator.port())
			.build();
		return chain.proceed(chain.request().newBuilder().url(target).build());
	}

	@Test
	void issuesACoupon() {
		String id = this.service.sendCoupon(sendRequest()).getCouponId();
		assertThat(this.simulator.issuedCoupons()).singleElement().satisfies((coupon) -> {
			assertThat(coupon.id()).isEqualTo(id);
			assertThat(coupon.openid()).isEqualTo("oHkLxt_htg84TUEbzvlMwQzVDBqo");
		});
	}

	@Test
	void listsCoupons() {
		this.service.sendCoupon(sendRequest());
		ListCouponsByFilterRequest request = new ListCouponsByFilterRequest();
		request.setOpenid("oHkLxt_htg84TUEbzvlMwQzVDBqo");
		request.setAppid(APPID);
		request.setCreatorMchid(MCHID);
		request.setOffset(0);
		request.setLimit(10);
		CouponCollection coupons = this.service.listCouponsByFilter(request);
		assertThat(coupons.getTotalCount()).isEqualTo(1);
		assertThat(coupons.getLimit()).isEqualTo(10);
		Coupon coupon = coupons.getData().get(0);
		assertThat(coupon.getStockId()).isEqualTo("9856000");
		assertThat(coupon.getCouponName()).isEqualTo("代金券");
		assertThat(coupon.getNormalCouponInformation().getCouponAmount()).isEqualTo(500);
	}

	@Test
	void explainsARefusal() {
		SendCouponRequest request = sendRequest();
		request.setStockId("1");
		assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> this.service.sendCoupon(request))
			.satisfies((ex) -> {
				assertThat(ex.getHttpStatusCode()).isEqualTo(404);
				assertThat(ex.getErrorCode()).isEqualTo("RESOURCE_NOT_EXISTS");
				assertThat(ex.getErrorMessage()).isEqualTo("批次不存在");
			});
	}

	@Test
	void isNotBelievedWhenItForges() {
		this.simulator.inject(Fault.FOREIGN_KEY);
		assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> this.service.sendCoupon(sendRequest()));
	}

	private static SendCouponRequest sendRequest() {
		SendCouponRequest request = new SendCouponRequest();
		request.setOpenid("oHkLxt_htg84TUEbzvlMwQzVDBqo");
		request.setStockId("9856000");
		request.setOutRequestNo("89560002019101000121");
		request.setAppid(APPID);
		request.setStockCreatorMchid(MCHID);
		return request;
	}

}
