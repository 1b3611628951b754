package io.github.wechatpayspring.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;

import com.wechat.pay.java.core.RSAPublicKeyConfig;
import com.wechat.pay.java.core.http.DefaultHttpClientBuilder;
import com.wechat.pay.java.service.cashcoupons.CashCouponsService;
import com.wechat.pay.java.service.cashcoupons.model.SendCouponRequest;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * The official SDK, wechatpay-java, with a pool that keeps all connections. By itself it
 * keeps five.
 */
final class OfficialClient implements CouponClient {

	private final HttpUrl server;

	private final OkHttpClient http;

	private final CashCouponsService service;

	OfficialClient(URI baseUrl, Credentials credentials) {
		this(baseUrl, credentials.merchantPrivateKeyPem(), credentials.platformPublicKeyPem());
	}

	OfficialClient(URI baseUrl, String privateKeyPem, String publicKeyPem) {
		this.server = HttpUrl.get(baseUrl.toString());
		this.http = new OkHttpClient.Builder().connectionPool(new ConnectionPool(CONNECTIONS, 5, TimeUnit.MINUTES))
			.addInterceptor(this::redirect)
			.build();
		RSAPublicKeyConfig config = new RSAPublicKeyConfig.Builder().merchantId(Credentials.MERCHANT_ID)
			.merchantSerialNumber(Credentials.SERIAL_NUMBER)
			.privateKey(privateKeyPem)
			.publicKeyId(Credentials.PLATFORM_KEY_ID)
			.publicKey(publicKeyPem)
			.apiV3Key(Credentials.API_V3_KEY)
			.build();
		this.service = new CashCouponsService.Builder()
			.httpClient(new DefaultHttpClientBuilder().config(config).okHttpClient(this.http).build())
			.build();
	}

	// sends to the server what the SDK, which signed it already, means for WeChat Pay
	private Response redirect(Interceptor.Chain chain) throws IOException {
		HttpUrl target = chain.request()
			.url()
			.newBuilder()
			.scheme(this.server.scheme())
			.host(this.server.host())
			.port(this.server.port())
			.build();
		return chain.proceed(chain.request().newBuilder().url(target).build());
	}

	@Override
	public String send(String outRequestNo) {
		SendCouponRequest request = new SendCouponRequest();
		request.setOpenid(OPENID);
		request.setStockId(STOCK_ID);
		request.setOutRequestNo(outRequestNo);
		request.setAppid(Credentials.APPID);
		request.setStockCreatorMchid(Credentials.MERCHANT_ID);
		return this.service.sendCoupon(request).getCouponId();
	}

	@Override
	public void close() {
		this.http.connectionPool().evictAll();
		this.http.dispatcher().executorService().shutdown();
	}

}
