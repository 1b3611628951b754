package io.github.wechatpayspring.benchmarks;

import java.util.Map;

import io.github.wechatpayspring.favor.SendFavorCouponRequest;
import io.github.wechatpayspring.favor.SendFavorCouponResponse;
import io.github.wechatpayspring.field.ResponseFields;
import io.github.wechatpayspring.field.WechatPayJson;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.InjectableValues;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writing a request and reading a response, operations a second.
 */
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class JsonBenchmark {

	private final JsonMapper mapper = WechatPayJson.createMapper();

	private final InjectableValues injected = new InjectableValues.Std(Map.of(ResponseFields.REQUEST_ID, "08F78B-0"));

	private final SendFavorCouponRequest request = SendFavorCouponRequest.builder()
		.openid(CouponClient.OPENID)
		.stockId(CouponClient.STOCK_ID)
		.outRequestNo("20261120-000001")
		.appid(Credentials.APPID)
		.stockCreatorMchid(Credentials.MERCHANT_ID)
		.build();

	/**
	 * Write a request.
	 * @return the JSON
	 */
	@Benchmark
	public byte[] writeARequest() {
		return this.mapper.writeValueAsBytes(this.request);
	}

	/**
	 * Read a response.
	 * @return the response
	 */
	@Benchmark
	public SendFavorCouponResponse readAnAnswer() {
		return this.mapper.readerFor(SendFavorCouponResponse.class).with(this.injected).readValue(SignedAnswer.BODY);
	}

}
