package io.github.wechatpayspring.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FuzzInput;
import io.github.wechatpayspring.WechatPayApiException;
import io.github.wechatpayspring.field.WechatPayJson;
import io.github.wechatpayspring.key.platform.PlatformKeyVerifier;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.http.client.MockClientHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Whatever comes back with a status of error: a line with the status, one with the
 * {@code Request-ID} that is the {@code Retry-After} as well, and a body.
 */
class ErrorResponseFuzzTests {

	private static final String OPENID = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";

	private static final byte[] BODY = ("{\"openid\":\"" + OPENID + "\"}").getBytes(StandardCharsets.UTF_8);

	private final ErrorMappingInterceptor interceptor = new ErrorMappingInterceptor(
			new PlatformKeyVerifier(FakeWechatPay.platformKeys(), FakeWechatPay.CLOCK), WechatPayJson.createMapper(),
			FakeWechatPay.CLOCK);

	private final MockClientHttpRequest request = new MockClientHttpRequest(HttpMethod.POST,
			URI.create("https://api.mch.weixin.qq.com/v3/marketing/favor/users/" + OPENID + "/coupons"));

	@FuzzTest
	void becomesAnExceptionThatMayBeShown(byte[] input) {
		String[] lines = FuzzInput.lines(input, 3);
		assertThatExceptionOfType(WechatPayApiException.class)
			.isThrownBy(() -> this.interceptor.intercept(this.request, BODY,
					(request, body) -> new Answer(status(lines[0]), lines[1], lines[2])))
			.satisfies((ex) -> {
				FuzzInput.assertPrintable(ex.getMessage(), 2000);
				assertThat(ex.toString()).doesNotContain(OPENID);
				assertThat(String.valueOf(ex.detail())).doesNotContain(OPENID);
				assertThat(ex).hasNoCause();
			});
	}

	/**
	 * A status with which requests are answered before they are processed, where a
	 * {@code SYSTEM_ERROR} is cut short, and what it says.
	 */
	@FuzzTest
	void takesNoPartOfASystemErrorForARefusal(byte[] input) {
		String[] lines = FuzzInput.lines(input, 3);
		String whole = "{\"message\":\"%s\",\"code\":\"SYSTEM_ERROR\"}"
			.formatted(lines[2].replaceAll("[\\p{Cc}\"\\\\]", ""));
		int end = lines[1].matches("\\d{1,4}") ? Math.min(Integer.parseInt(lines[1]) + 1, whole.length())
				: whole.length() - 1;
		assertThatExceptionOfType(WechatPayApiException.class)
			.isThrownBy(() -> this.interceptor.intercept(this.request, BODY,
					(request, body) -> new Answer(status(lines[0]), "", whole.substring(0, end))))
			.matches(WechatPayApiException::isOutcomeUnknown);
	}

	private static int status(String line) {
		return line.matches("[1345]\\d\\d") ? Integer.parseInt(line) : 400;
	}

	private static final class Answer extends MockClientHttpResponse {

		Answer(int status, String requestId, String body) {
			super(body.getBytes(StandardCharsets.UTF_8), status);
			getHeaders().set(WechatPayHeaders.REQUEST_ID, requestId);
			getHeaders().set(HttpHeaders.RETRY_AFTER, requestId);
			getHeaders().set(HttpHeaders.DATE, "Fri, 20 Nov 2026 04:00:00 GMT");
		}

	}

}
