package io.github.wechatpayspring.diagnosis;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.wechatpayspring.BilingualText;
import io.github.wechatpayspring.WechatPayKeyException;
import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.client.ProbeResponse;
import io.github.wechatpayspring.client.SignedProbe;
import io.github.wechatpayspring.client.resilience.WechatPayHosts;
import io.github.wechatpayspring.field.WechatPayJson;
import io.github.wechatpayspring.key.platform.PlatformKey;
import io.github.wechatpayspring.key.platform.PlatformKeySource;
import io.github.wechatpayspring.key.platform.PlatformKeys;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether WeChat Pay accepts what the merchant signs, and whether its response can be
 * verified. Issues nothing.
 */
final class SignedCallChecks {

	private static final String CERTIFICATES = "/v3/certificates?algorithm_type=";

	private static final String ECHO_PATH = "/v3/security/echo";

	private static final String ECHO_MESSAGE = "wechatpay-diagnosis";

	private static final Check CALL = new Check("Signed call, GET /v3/certificates", "签名请求 GET /v3/certificates",
			"200, or 404 RESOURCE_NOT_EXISTS for a merchant without platform certificates.",
			"200；没有平台证书的商户为 404 RESOURCE_NOT_EXISTS。");

	private static final Check VERIFICATION = new Check("Signature of the response", "应答验签",
			"A response that WeChat Pay signed with a key that is configured or downloaded.",
			"应答由微信支付签名，且所用公钥或平台证书已配置或已下载。");

	private static final Check ECHO = new Check("Encryption, POST /v3/security/echo", "敏感信息加密 POST /v3/security/echo",
			"200 with the message that was sent.", "200，并返回所发送的信息。");

	private static final BilingualText NOT_VERIFIED = new BilingualText(
			"A response with %s came, but it is not trusted: see the signature of the response.",
			"收到应答 %s，但验签不通过，不可信，见“应答验签”。");

	private final WechatPayDiagnostics.Keys keys;

	private final WechatPayDiagnostics.Connection connection;

	SignedCallChecks(WechatPayDiagnostics.Keys keys, WechatPayDiagnostics.Connection connection) {
		this.keys = keys;
		this.connection = connection;
	}

	List<DiagnosticResult> run(Set<DiagnosticOption> options) {
		List<DiagnosticResult> results = new ArrayList<>(certificates());
		if (options.contains(DiagnosticOption.ECHO)) {
			results.add(echo());
		}
		return results;
	}

	/**
	 * Return results for a host that does not respond at all.
	 * @return the results
	 */
	static List<DiagnosticResult> skipped() {
		BilingualText found = new BilingualText("The host does not response.", "主机没有应答。");
		return List.of(CALL.skipped(found), VERIFICATION.skipped(found));
	}

	private List<DiagnosticResult> certificates() {
		String path = CERTIFICATES + this.keys.credentials().current().signer().algorithm().keyType();
		// as long as there are no keys the request can name none
		PlatformKeySource named = (this.keys.downloads()) ? null : this.keys.platformKeys();
		ProbeResponse response;
		try {
			response = BoundedTask.run(() -> probe(named).get(path), this.connection.timeout().multipliedBy(2));
		}
		catch (Exception ex) {
			return List.of(CALL.failed(noResponse(ex), ResponseTexts.NO_RESPONSE),
					VERIFICATION.skipped(noResponse(ex)));
		}
		return List.of(call(response), verification(response));
	}

	private SignedProbe probe(@Nullable PlatformKeySource named) {
		Clock clock = this.connection.clock();
		return new SignedProbe(this.keys.credentials(), this.keys.platformKeys(), named,
				new WechatPayHosts(this.connection.baseUrl(), this.connection.backupBaseUrl(), clock), clock,
				this.connection.builders().get(), this.connection.customizer());
	}

	private static boolean isAccepted(ProbeResponse response) {
		return response.status() == 200 || (response.status() == 404 && "RESOURCE_NOT_EXISTS".equals(response.code()));
	}

	private static DiagnosticResult call(ProbeResponse response) {
		if (!isAccepted(response)) {
			return CALL.failed(ResponseTexts.found(response), ResponseTexts.remedy(response));
		}
		if (response.distrust() != null) {
			return CALL.skipped(NOT_VERIFIED.formatted(response.outcome()));
		}
		return CALL.passed((response.status() == 200) ? new BilingualText("200.", "200。") : new BilingualText(
				"404 RESOURCE_NOT_EXISTS: the signature was accepted, and the merchant has no platform certificates but a WeChat Pay public key.",
				"404 RESOURCE_NOT_EXISTS：签名已通过；该商户使用微信支付公钥，没有平台证书。"));
	}

	private static DiagnosticResult verification(ProbeResponse response) {
		WechatPaySecurityException distrust = response.distrust();
		if (distrust != null) {
			return VERIFICATION.failed(ResponseTexts.found(distrust), ResponseTexts.remedy(distrust.reason()));
		}
		if (!response.signed()) {
			return VERIFICATION.skipped(
					new BilingualText("The response %s is not signed, like every refusal to authenticate the caller.",
							"应答 %s 没有签名；身份验证失败的应答都不签名。")
						.formatted(response.outcome()));
		}
		return VERIFICATION.passed(new BilingualText("Signed with key %s.", "由 %s 签名。").formatted(response.serial()));
	}

	private DiagnosticResult echo() {
		JsonMapper mapper = WechatPayJson.createMapper();
		ProbeResponse response;
		try {
			response = BoundedTask.run(() -> {
				// what encrypts and what is named are of one snapshot
				PlatformKeys keys = this.keys.platformKeys().current();
				PlatformKey key = keys.preferred();
				return probe(() -> keys).post(ECHO_PATH,
						mapper.writeValueAsString(new Echo(ECHO_MESSAGE, key.encrypt(ECHO_MESSAGE))));
			}, this.connection.timeout().multipliedBy(2));
		}
		catch (Exception ex) {
			return ECHO.failed(noResponse(ex), ResponseTexts.NO_RESPONSE);
		}
		if (response.status() != 200) {
			return ECHO.failed(ResponseTexts.found(response), ResponseTexts.remedy(response));
		}
		if (response.distrust() != null) {
			return ECHO.failed(ResponseTexts.found(response.distrust()),
					ResponseTexts.remedy(response.distrust().reason()));
		}
		return (isEchoed(mapper, response))
				? ECHO.passed("200 with the message: WeChat Pay decrypted the field.", "200，微信支付已成功解密。")
				: ECHO.failed(new BilingualText("200 without the message.", "200，但没有返回所发送的信息。"), ResponseTexts.GATEWAY);
	}

	private static boolean isEchoed(JsonMapper mapper, ProbeResponse response) {
		try {
			return ECHO_MESSAGE.equals(mapper.readTree(response.body()).path("echo_message").asString(""));
		}
		catch (JacksonException ex) {
			return false;
		}
	}

	private static BilingualText noResponse(Exception failure) {
		if (failure instanceof WechatPayKeyException) {
			String found = String.valueOf(failure.getMessage());
			return new BilingualText(found, "没有可用的微信支付公钥或平台证书：" + found);
		}
		String found = BoundedTask.describe(failure);
		return new BilingualText("No response (%s).", "没有应答（%s）。").formatted(found);
	}

	/**
	 * The body of the call.
	 *
	 * @param echoMessage the message that comes back
	 * @param encryptedEchoMessage something to decrypt
	 */
	private record Echo(String echoMessage, String encryptedEchoMessage) {

	}

}
