package io.github.wechatpayspring.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import com.github.binarywang.wxpay.bean.marketing.FavorCouponsCreateRequest;
import com.github.binarywang.wxpay.config.WxPayConfig;
import com.github.binarywang.wxpay.exception.WxPayException;
import com.github.binarywang.wxpay.service.MarketingFavorService;
import com.github.binarywang.wxpay.service.impl.WxPayServiceImpl;

/**
 * WxJava, weixin-java-pay, with a pool for all connections. By itself it has two.
 */
final class WxJavaClient implements CouponClient {

	private final WxPayConfig config = new WxPayConfig();

	private final MarketingFavorService service;

	WxJavaClient(URI baseUrl, Credentials credentials) throws WxPayException {
		this.config.setMchId(Credentials.MERCHANT_ID);
		this.config.setAppId(Credentials.APPID);
		this.config.setCertSerialNo(Credentials.SERIAL_NUMBER);
		this.config.setApiV3Key(Credentials.API_V3_KEY);
		this.config.setPrivateKeyContent(credentials.merchantPrivateKeyPem().getBytes(StandardCharsets.UTF_8));
		this.config.setPublicKeyId(Credentials.PLATFORM_KEY_ID);
		this.config.setPublicKeyContent(credentials.platformPublicKeyPem().getBytes(StandardCharsets.UTF_8));
		this.config.setFullPublicKeyModel(true);
		this.config.setApiHostUrl("%s://api.mch.weixin.qq.com:%d".formatted(baseUrl.getScheme(), baseUrl.getPort()));
		this.config.setApiV3HttpClientBuilderCustomizer((builder) -> builder.setMaxConnPerRoute(CONNECTIONS)
			.setMaxConnTotal(CONNECTIONS)
			// it neither signs nor verifies under any other name
			.setDnsResolver((host) -> new InetAddress[] { InetAddress.getLoopbackAddress() }));
		this.config.initApiV3HttpClient();
		WxPayServiceImpl root = new WxPayServiceImpl();
		root.setConfig(this.config);
		this.service = root.getMarketingFavorService();
	}

	@Override
	public String send(String outRequestNo) throws WxPayException {
		FavorCouponsCreateRequest request = new FavorCouponsCreateRequest();
		request.setStockId(STOCK_ID);
		request.setOutRequestNo(outRequestNo);
		request.setAppid(Credentials.APPID);
		request.setStockCreatorMchid(Credentials.MERCHANT_ID);
		return this.service.createFavorCouponsV3(OPENID, request).getCouponId();
	}

	@Override
	public void close() throws IOException {
		this.config.getApiV3HttpClient().close();
	}

}
