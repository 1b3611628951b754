package io.github.wechatpayspring.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FuzzInput;
import io.github.wechatpayspring.WechatPayApiException;
import io.github.wechatpayspring.client.resilience.CallOptions;
import io.github.wechatpayspring.consumercard.SendConsumerCardResponse;
import io.github.wechatpayspring.favor.FavorCouponPage;
import io.github.wechatpayspring.favor.SendFavorCouponResponse;
import io.github.wechatpayspring.field.WechatPayJson;
import io.github.wechatpayspring.multiuse.SendMultiuseResponse;
import io.github.wechatpayspring.productcoupon.SendProductCouponResponse;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.http.client.MockClientHttpResponse;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever WeChat Pay answers success with: a line with the content type, one with the
 * {@code Request-ID}, and a body.
 */
class ResponseFuzzTests {

	private static final String OPENID = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";

	private static final List<Class<?>> TYPES = List.of(SendConsumerCardResponse.class, SendFavorCouponResponse.class,
			FavorCouponPage.class, SendMultiuseResponse.class, SendProductCouponResponse.class);

	private final AnswerFactory answers = new AnswerFactory();

	// without a signature, which would cost more than all the rest
	private final WechatPayClient client = new WechatPayClient(RestClient.builder()
		.requestFactory(this.answers)
		.configureMessageConverters((converters) -> converters.registerDefaults()
			.withJsonConverter(new WechatPayJsonConverter(WechatPayJson.createMapper(), FakeWechatPay.platformKeys())))
		.build(), URI.create("https://api.mch.weixin.qq.com"), FakeWechatPay.MERCHANT_ID, null);

	@FuzzTest
	void isReadOrTheOutcomeIsUnknown(byte[] input) {
		this.answers.lines = FuzzInput.lines(input, 3);
		TYPES.forEach(this::assertReadOrUnknown);
	}

	private void assertReadOrUnknown(Class<?> type) {
		try {
			assertThat(this.client.post(CallOptions.once(), type, List.of(), "/v3/users/{openid}/coupons", OPENID)
				.toString()).startsWith(type.getSimpleName());
		}
		catch (WechatPayApiException ex) {
			assertThat(ex.isOutcomeUnknown()).isTrue();
			FuzzInput.assertPrintable(ex.getMessage(), 1000);
			assertThat(ex.getMessage()).doesNotContain(OPENID);
			assertThat(ex).hasNoCause();
		}
	}

	private static final class AnswerFactory implements ClientHttpRequestFactory {

		private String[] lines = {};

		@Override
		public ClientHttpRequest createRequest(URI uri, HttpMethod method) {
			return new MockClientHttpRequest(method, uri) {
				@Override
				protected ClientHttpResponse executeInternal() {
					return answer();
				}
			};
		}

		private ClientHttpResponse answer() {
			MockClientHttpResponse answer = new MockClientHttpResponse(this.lines[2].getBytes(StandardCharsets.UTF_8),
					200);
			answer.getHeaders().set("Content-Type", this.lines[0]);
			answer.getHeaders().set(WechatPayHeaders.REQUEST_ID, this.lines[1]);
			return answer;
		}

	}

}
