package io.github.wechatpayspring.simulator;

import java.io.IOException;
import java.util.Map;

import io.github.wechatpayspring.simulator.TestClient.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RegisterCallbackTests extends SimulatorTests {

	private static final String FAVOR = "/v3/marketing/favor/callbacks";

	private static final String BUSIFAVOR = "/v3/marketing/busifavor/callbacks";

	private static final String URL = "https://shop.example.com/wechatpay/notifications";

	private static final Map<String, Object> BODY = Map.of("mchid", MCHID, "notify_url", URL);

	@Test
	void registersAUrlForEachFamily() throws IOException {
		Reply favor = post(FAVOR, BODY);
		assertSuccess(favor);
		assertThat(favor.json().propertyNames()).containsExactlyInAnyOrder("notify_url", "update_time");
		assertThat(favor.text("notify_url")).isEqualTo(URL);
		assertThat(favor.text("update_time")).matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\+08:00");
		Reply busifavor = post(BUSIFAVOR, with(BODY, "notify_url", URL + "/other"));
		assertSuccess(busifavor);
		assertThat(busifavor.json().propertyNames()).containsExactlyInAnyOrder("mchid", "notify_url", "update_time");
		Reply queried = this.client.get(FAVOR + "?mchid=" + MCHID);
		assertSuccess(queried);
		assertThat(queried.json().propertyNames()).containsExactlyInAnyOrder("mchid", "notify_url");
		assertThat(queried.text("notify_url")).isEqualTo(URL);
		assertThat(this.client.get(BUSIFAVOR + "?mchid=" + MCHID).text("notify_url")).isEqualTo(URL + "/other");
	}

	@Test
	void takesTheLastUrl() throws IOException {
		post(FAVOR, BODY);
		assertSuccess(post(FAVOR, with(with(BODY, "notify_url", URL + "/2"), "switch", true)));
		assertThat(this.client.get(FAVOR + "?mchid=" + MCHID).text("notify_url")).isEqualTo(URL + "/2");
	}

	@Test
	void takesTheCallerForTheMerchantOfMerchantCouponsOnly() throws IOException {
		assertSuccess(post(BUSIFAVOR, with(BODY, "mchid", null)));
		assertThat(this.client.get(BUSIFAVOR).text("mchid")).isEqualTo(MCHID);
		assertBadParameter(post(FAVOR, with(BODY, "mchid", null)), "body", "",
				"输入源“/body/mchid”映射到字段“商户号”必填性规则校验失败，此字段为必填项");
		assertBadParameter(this.client.get(FAVOR), "query", "", "输入源“/query/mchid”映射到字段“商户号”必填性规则校验失败，此字段为必填项");
	}

	@ParameterizedTest
	@ValueSource(strings = { FAVOR, BUSIFAVOR })
	void knowsNoUrlBeforeOneIsRegisteredAndAfterAReset(String path) throws IOException {
		assertRefused(this.client.get(path + "?mchid=" + MCHID), 404, "RESOURCE_NOT_EXISTS", "未设置通知地址");
		post(path, BODY);
		this.simulator.reset();
		assertRefused(this.client.get(path + "?mchid=" + MCHID), 404, "RESOURCE_NOT_EXISTS", "未设置通知地址");
	}

	@ParameterizedTest
	@ValueSource(strings = { FAVOR, BUSIFAVOR })
	void refusesAnotherMerchant(String path) throws IOException {
		assertRefused(post(path, with(BODY, "mchid", "1900000110")), 400, "PARAM_ERROR",
				"http header中的mchid与post payload中的mchid不匹配");
		assertRefused(this.client.get(path + "?mchid=1900000110"), 400, "MCH_NOT_EXISTS", "商户号不存在");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://shop.example.com/", "https://shop.example.com/?a=b", "https://shop.example.com?a",
			"https://shop.example.com/#a", "shop.example.com/a/b", "https://user@shop.example.com/", "https:///abc" })
	void refusesAUrlThatIsNotHttpsWithoutAQuery(String url) throws IOException {
		for (String path : new String[] { FAVOR, BUSIFAVOR }) {
			assertBadParameter(post(path, with(BODY, "notify_url", url)), "body", url,
					"输入源“/body/notify_url”映射到值字段“通知URL地址”字符串规则校验失败，字符串必须匹配正则表达式“%s”"
						.formatted("^https://[0-9A-Za-z.\\[\\]:-]+(/[^?#\\s]*)?$"));
		}
	}

	@ParameterizedTest
	@CsvSource({ FAVOR + ", 9, 200, ", BUSIFAVOR + ", 9, 400, 小于最小值 10", BUSIFAVOR + ", 10, 200, ",
			FAVOR + ", 256, 200, ", BUSIFAVOR + ", 256, 200, ", FAVOR + ", 257, 400, 大于最大值 256",
			BUSIFAVOR + ", 257, 400, 大于最大值 256" })
	void keepsToTheLengths(String path, int length, int status, String problem) throws IOException {
		String url = "https://a" + "/".repeat(length - 9);
		Reply reply = post(path, with(BODY, "notify_url", url));
		assertThat(reply.status()).isEqualTo(status);
		if (problem != null) {
			assertBadParameter(reply, "body", url,
					"输入源“/body/notify_url”映射到值字段“通知URL地址”字符串规则校验失败，字节数 %d，%s".formatted(length, problem));
		}
	}

	@Test
	void wantsTheSwitchToBeABoolean() throws IOException {
		assertBadParameter(post(FAVOR, with(BODY, "switch", "true")), "body", "true",
				"无法将 JSON 输入源“/body/switch”映射到目标字段“回调开关”中，此字段需要一个 boolean 类型的 Json 值");
	}

	@ParameterizedTest
	@ValueSource(strings = { FAVOR, BUSIFAVOR })
	void wantsAUrl(String path) throws IOException {
		assertBadParameter(post(path, with(BODY, "notify_url", null)), "body", "",
				"输入源“/body/notify_url”映射到字段“通知URL地址”必填性规则校验失败，此字段为必填项");
	}

	private Reply post(String path, Map<String, ?> body) throws IOException {
		return this.client.post(path, json(body));
	}

}
