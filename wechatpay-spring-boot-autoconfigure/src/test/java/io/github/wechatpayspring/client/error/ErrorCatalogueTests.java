package io.github.wechatpayspring.client.error;

import io.github.wechatpayspring.BilingualText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorCatalogueTests {

	private static final String ENGLISH_AND_CHINESE = "(?s)[A-Z].*[a-z].*\\([^()]*\\p{IsHan}.*\\)\\.";

	@Test
	void hasATextForEachLanguage() {
		assertThat(ErrorCatalogue.find(400, "PARAM_ERROR", null, null))
			.isEqualTo(new BilingualText("A parameter is wrong: correct the request, do not retry", "参数错误，请按提示修改，勿重试"));
	}

	@ParameterizedTest
	@CsvSource({ "400, PARAM_ERROR", "400, INVALID_REQUEST", "401, SIGN_ERROR", "500, SYSTEM_ERROR",
			"400, SYSTEM_ERROR", "400, APPID_MCHID_NOT_MATCH", "400, MCH_NOT_EXISTS", "403, NOT_ENOUGH",
			"403, REQUEST_BLOCKED", "403, USER_ACCOUNT_ABNORMAL", "404, RESOURCE_NOT_EXISTS",
			"429, FREQUENCY_LIMIT_EXCEED", "429, FREQUENCY_LIMITED", "429, RATELIMIT_EXCEEDED", "403, RULE_LIMIT",
			"400, RESOURCE_ALREADY_EXISTS", "403, NOAUTH", "403, NO_AUTH", "403, RULELIMIT", "404, USER_NOT_EXISTS" })
	void explainsEachDocumentedCodeInBothLanguages(int status, String code) {
		assertThat(ErrorCatalogue.explain(status, code, null, null)).matches(ENGLISH_AND_CHINESE);
	}

	@ParameterizedTest
	@ValueSource(longs = { 270079501, 270079533, 270079498, 270079534, 270079507, 270079532, 270079508, 270079577,
			270079509, 270079488, 270079489, 268461336, 269546525, 269546505, 269546507, 269546538, 272888874,
			268573590, 268586001, 268586003 })
	void explainsEachDocumentedNumberInBothLanguages(long number) {
		String explanation = ErrorCatalogue.explain(403, "UNKNOWN", number, null);
		assertThat(explanation).matches(ENGLISH_AND_CHINESE);
		assertThat(explanation).isNotEqualTo(ErrorCatalogue.explain(403, "PARAM_ERROR", null, null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "商户证书序列号有误。", "商户证书序列号有误。请使用签名私钥匹配的证书序列号", "商户证书已过期。", "商户证书已作废。", "已更换证书，请使用新证书",
			"商户未申请过证书。", "商户未设置APIv3密钥。", "Http头Authorization中的timestamp与发起请求的时间不得超过5分钟",
			"http header中的mchid与post payload中的mchid不匹配", "平台证书序列号Wechatpay-Serial错误", "平台私钥解密失败" })
	void explainsEachDocumentedMessageInBothLanguages(String message) {
		String explanation = ErrorCatalogue.explain(401, "SIGN_ERROR", 1L, message);
		assertThat(explanation).matches(ENGLISH_AND_CHINESE)
			.isNotEqualTo(ErrorCatalogue.explain(401, "SIGN_ERROR", 1L, "another"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 202, 400, 404, 405, 429, 500, 502, 503, 504 })
	void explainsStatusesInBothLanguages(int status) {
		assertThat(ErrorCatalogue.explain(status, null, null, null)).matches(ENGLISH_AND_CHINESE);
	}

	@Test
	void asksNumberThenMessageThenCodeThenStatus() {
		assertThat(ErrorCatalogue.explain(500, "SYSTEM_ERROR", 272888874L, "商户证书已作废")).startsWith("Internal error");
		assertThat(ErrorCatalogue.explain(500, "SYSTEM_ERROR", 1L, "商户证书已作废")).contains("revoked");
		String byNumber = ErrorCatalogue.explain(500, "SYSTEM_ERROR", 272888874L, null);
		String byCode = ErrorCatalogue.explain(500, "SYSTEM_ERROR", 1L, null);
		String byStatus = ErrorCatalogue.explain(500, "UNKNOWN", 1L, null);
		assertThat(byNumber).isNotEqualTo(byCode).startsWith("Internal error");
		assertThat(byCode).isNotEqualTo(byStatus).startsWith("WeChat Pay failed");
		assertThat(byStatus).startsWith("The outcome is unknown");
	}

	@Test
	void saysNothingWhereItKnowsNothing() {
		assertThat(ErrorCatalogue.explain(403, null, null, null)).isNull();
		assertThat(ErrorCatalogue.explain(403, "NEW_CODE", 1L, null)).isNull();
		assertThat(ErrorCatalogue.explain(400, "NEW_CODE", 1L, "new words")).isNull();
	}

}
