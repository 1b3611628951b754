package io.github.wechatpayspring.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RequestAuthenticatorTests {

	private static final String NONCE = "593BEC0C930BF1AFEB40B4A08C8FB242";

	@ParameterizedTest
	@CsvSource(delimiter = ' ', quoteCharacter = '`',
			value = { "GET /v3/certificates 66", "GET /v3/certificates?algorithm_type=RSA 85",
					"POST /v3/marketing/favor/media/image-upload 89",
					"GET /v3/refund/domestic/refunds/123123123123 90" })
	void countsTheMessageAsWeChatPayDoes(String method, String target, int length) {
		byte[] message = RequestAuthenticator.message(request(method, target), "1554208460", NONCE, new byte[0]);
		assertThat(message).hasSize(length);
		assertThat(new String(message, StandardCharsets.UTF_8))
			.isEqualTo(method + "\n" + target + "\n1554208460\n" + NONCE + "\n\n");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ' ', quoteCharacter = '`', value = { "{\"filename\":\"f\"} {\"filena",
			"{\"stock_id\":1} {\"stock_", "{\"a\":1} {\"a\":1}", "{\"消费金额\":1} {\"消费金额\":" })
	void cutsTheBodyToEightCharacters(String body, String shown) {
		assertThat(RequestAuthenticator.truncate(body.getBytes(StandardCharsets.UTF_8)))
			.isEqualTo(shown.getBytes(StandardCharsets.UTF_8));
	}

	private static RecordedRequest request(String method, String target) {
		int mark = target.indexOf('?');
		String path = (mark >= 0) ? target.substring(0, mark) : target;
		String query = (mark >= 0) ? target.substring(mark + 1) : null;
		return new RecordedRequest(method, path, query, Map.of(), new byte[0], null, 0, false);
	}

}
