package io.github.wechatpayspring.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/**
 * HttpComponents with nothing around it: neither signs nor verifies nor knows JSON.
 */
class RawClient implements CouponClient {

	static final String PATH = "/v3/marketing/favor/users/%s/coupons".formatted(OPENID);

	private static final String BODY_START = "{\"stock_id\":\"%s\",\"out_request_no\":\"".formatted(STOCK_ID);

	private static final String BODY_END = "\",\"appid\":\"%s\",\"stock_creator_mchid\":\"%s\"}"
		.formatted(Credentials.APPID, Credentials.MERCHANT_ID);

	private static final int COUPON_ID_START = "{\"coupon_id\":\"".length();

	private static final int COUPON_ID_END = "\"}".length();

	private final CloseableHttpClient http;

	private final URI target;

	RawClient(URI baseUrl) {
		this.target = baseUrl.resolve(PATH);
		// as the starter configures it
		this.http = HttpClients.custom()
			.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
				.setMaxConnPerRoute(CONNECTIONS)
				.setMaxConnTotal(CONNECTIONS)
				.build())
			.disableAutomaticRetries()
			.disableCookieManagement()
			.disableAuthCaching()
			.disableRedirectHandling()
			.build();
	}

	@Override
	public String send(String outRequestNo) throws IOException {
		byte[] body = (BODY_START + outRequestNo + BODY_END).getBytes(StandardCharsets.UTF_8);
		HttpPost request = new HttpPost(this.target);
		request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
		request.setHeader(HttpHeaders.ACCEPT, "application/json");
		sign(request, body);
		return this.http.execute(request, this::read);
	}

	private String read(ClassicHttpResponse response) throws IOException {
		byte[] body = EntityUtils.toByteArray(response.getEntity());
		if (response.getCode() != HttpStatus.SC_OK) {
			throw new IOException("The server responded with " + response.getCode());
		}
		verify(response, body);
		return new String(body, COUPON_ID_START, body.length - COUPON_ID_START - COUPON_ID_END, StandardCharsets.UTF_8);
	}

	protected void sign(HttpPost request, byte[] body) {
	}

	protected void verify(ClassicHttpResponse response, byte[] body) throws IOException {
	}

	@Override
	public void close() throws IOException {
		this.http.close();
	}

}
