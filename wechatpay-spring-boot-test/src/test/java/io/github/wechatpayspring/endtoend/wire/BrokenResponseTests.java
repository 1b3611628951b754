package io.github.wechatpayspring.endtoend.wire;

import io.github.wechatpayspring.WechatPayTransportException;
import io.github.wechatpayspring.endtoend.Call;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.endtoend.RawServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What callers get to see when the response is not even HTTP.
 */
class BrokenResponseTests {

	@ParameterizedTest
	@ValueSource(strings = { "http-components", "jdk", "simple" })
	void doesNotKnowTheOutcomeOfACallWhoseResponseHasNoStatus(String httpClient) {
		try (RawServer server = new RawServer("HTTP/1.1 000 Nothing\r\nContent-Length: 0\r\n\r\n");
				ConfigurableApplicationContext application = SignedBytesTests.start(httpClient, server.baseUrl())) {
			assertThatExceptionOfType(WechatPayTransportException.class)
				.isThrownBy(() -> Call.FAVOR.make(application, CouponApplication.OPENID, "1"))
				.matches(WechatPayTransportException::isOutcomeUnknown);
		}
	}

}
