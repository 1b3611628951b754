package io.github.wechatpayspring.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.RestClient;

/**
 * The least that somebody writes who calls WeChat Pay with a {@code RestClient}.
 */
final class RestClientCouponClient implements CouponClient {

	private final RestClient restClient;

	private final JsonMapper jsonMapper = new JsonMapper();

	private final Signatures signatures;

	RestClientCouponClient(RestClient.Builder builder, URI baseUrl, Signatures signatures) {
		this.restClient = builder.baseUrl(baseUrl)
			.defaultHeader(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE)
			.requestInterceptor(this::sign)
			.build();
		this.signatures = signatures;
	}

	private ClientHttpResponse sign(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		request.getHeaders()
			.set(HttpHeaders.AUTHORIZATION,
					this.signatures.authorization(request.getMethod().name(), request.getURI().getRawPath(), body));
		request.getHeaders().set("Wechatpay-Serial", Credentials.PLATFORM_KEY_ID);
		return execution.execute(request, body);
	}

	@Override
	public String send(String outRequestNo) throws IOException {
		ResponseEntity<byte[]> answer = this.restClient.post()
			.uri("/v3/marketing/favor/users/{openid}/coupons", OPENID)
			.contentType(MediaType.APPLICATION_JSON)
			.body(Map.of("stock_id", STOCK_ID, "out_request_no", outRequestNo, "appid", Credentials.APPID,
					"stock_creator_mchid", Credentials.MERCHANT_ID))
			.retrieve()
			.toEntity(byte[].class);
		byte[] body = (answer.getBody() != null) ? answer.getBody() : new byte[0];
		this.signatures.verify(answer.getHeaders()::getFirst, body);
		return this.jsonMapper.readTree(body).path("coupon_id").stringValue();
	}

	@Override
	public void close() {
	}

}
