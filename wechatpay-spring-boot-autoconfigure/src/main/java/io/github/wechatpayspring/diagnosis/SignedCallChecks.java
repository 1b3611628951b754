package io.github.wechatpayspring.diagnosis;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.wechatpayspring.WechatPayKeyException;
import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.client.ProbeResponse;
import io.github.wechatpayspring.client.SignedProbe;
import io.github.wechatpayspring.client.resilience.WechatPayHosts;
import io.github.wechatpayspring.field.WechatPayJson;
import io.github.wechatpayspring.key.PlatformKey;
import io.github.wechatpayspring.key.PlatformKeySource;
import io.github.wechatpayspring.key.PlatformKeys;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether WeChat Pay takes what the merchant signs, and whether its answer can be
 * verified. Gives nothing to anybody.
 */
final class SignedCallChecks {

	private static final String CERTIFICATES = "/v3/certificates?algorithm_type=";

	private static final String ECHO_PATH = "/v3/security/echo";

	private static final String ECHO_MESSAGE = "wechatpay-diagnosis";

	private static final Check CALL = new Check(
			BilingualText.of("Signed call, GET /v3/certificates", "签名请求 GET /v3/certificates"),
			BilingualText.of("200, or 404 RESOURCE_NOT_EXISTS for a merchant without platform certificates.",
					"200；没有平台证书的商户为 404 RESOURCE_NOT_EXISTS。"));

	private static final Check VERIFICATION = new Check(BilingualText.of("Signature of the answer", "应答验签"),
			BilingualText.of("An answer that WeChat Pay signed with a key that is configured or downloaded.",
					"应答由微信支付签名，且所用公钥或平台证书已配置或已下载。"));

	private static final Check ECHO = new Check(
			BilingualText.of("Encryption, POST /v3/security/echo", "敏感信息加密 POST /v3/security/echo"),
			BilingualText.of("200 with the message that was sent.", "200，并返回所发送的信息。"));

	private static final BilingualText NOT_VERIFIED = BilingualText.of(
			"An answer with %s came, but it is not believed: see the signature of the answer.",
			"收到应答 %s，但验签不通过，不可信，见“应答验签”。");

	private final DiagnosedMerchant merchant;

	private final DiagnosedConnection connection;

	SignedCallChecks(DiagnosedMerchant merchant, DiagnosedConnection connection) {
		this.merchant = merchant;
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
	 * Return results for a host that does not answer at all.
	 * @return the results
	 */
	static List<DiagnosticResult> skipped() {
		BilingualText found = BilingualText.of("The host does not answer.", "主机没有应答。");
		return List.of(CALL.skipped(found), VERIFICATION.skipped(found));
	}

	private List<DiagnosticResult> certificates() {
		String path = CERTIFICATES + this.merchant.credentials().current().signer().algorithm().keyType();
		// as long as there are no keys the request can name none
		PlatformKeySource named = (this.merchant.downloads()) ? null : this.merchant.platformKeys();
		ProbeResponse answer;
		try {
			answer = BoundedTask.run(() -> probe(named).get(path), this.connection.timeout().multipliedBy(2));
		}
		catch (Exception ex) {
			return List.of(CALL.failed(noAnswer(ex), AnswerTexts.NO_ANSWER), VERIFICATION.skipped(noAnswer(ex)));
		}
		return List.of(call(answer), verification(answer));
	}

	private SignedProbe probe(@Nullable PlatformKeySource named) {
		Clock clock = this.connection.clock();
		return new SignedProbe(this.merchant.credentials(), this.merchant.platformKeys(), named,
				new WechatPayHosts(this.connection.baseUrl(), this.connection.backupBaseUrl(), clock), clock,
				this.connection.builders().get(), this.connection.customizer());
	}

	private static boolean isAccepted(ProbeResponse answer) {
		return answer.status() == 200 || (answer.status() == 404 && "RESOURCE_NOT_EXISTS".equals(answer.code()));
	}

	private static DiagnosticResult call(ProbeResponse answer) {
		if (!isAccepted(answer)) {
			return CALL.failed(AnswerTexts.found(answer), AnswerTexts.remedy(answer));
		}
		if (answer.distrust() != null) {
			return CALL.skipped(BilingualText.of(NOT_VERIFIED.english().formatted(answer.outcome()),
					NOT_VERIFIED.chinese().formatted(answer.outcome())));
		}
		return CALL.passed((answer.status() == 200) ? BilingualText.of("200.", "200。") : BilingualText.of(
				"404 RESOURCE_NOT_EXISTS: the signature was accepted, and the merchant has no platform certificates but a WeChat Pay public key.",
				"404 RESOURCE_NOT_EXISTS：签名已通过；该商户使用微信支付公钥，没有平台证书。"));
	}

	private static DiagnosticResult verification(ProbeResponse answer) {
		WechatPaySecurityException distrust = answer.distrust();
		if (distrust != null) {
			return VERIFICATION.failed(AnswerTexts.found(distrust), AnswerTexts.remedy(distrust.reason()));
		}
		if (!answer.signed()) {
			return VERIFICATION.skipped(BilingualText.of(
					"The answer of %s is not signed, as all refusals of who calls.".formatted(answer.outcome()),
					"应答 %s 没有签名；身份验证失败的应答都不签名。".formatted(answer.outcome())));
		}
		return VERIFICATION.passed(BilingualText.of("Signed with key %s.".formatted(answer.serial()),
				"由 %s 签名。".formatted(answer.serial())));
	}

	private DiagnosticResult echo() {
		JsonMapper mapper = WechatPayJson.createMapper();
		ProbeResponse answer;
		try {
			answer = BoundedTask.run(() -> {
				// what encrypts and what is named are of one snapshot
				PlatformKeys keys = this.merchant.platformKeys().current();
				PlatformKey key = keys.preferred();
				return probe(() -> keys).post(ECHO_PATH,
						mapper.writeValueAsString(new Echo(ECHO_MESSAGE, key.encrypt(ECHO_MESSAGE))));
			}, this.connection.timeout().multipliedBy(2));
		}
		catch (Exception ex) {
			return ECHO.failed(noAnswer(ex), AnswerTexts.NO_ANSWER);
		}
		if (answer.status() != 200) {
			return ECHO.failed(AnswerTexts.found(answer), AnswerTexts.remedy(answer));
		}
		if (answer.distrust() != null) {
			return ECHO.failed(AnswerTexts.found(answer.distrust()), AnswerTexts.remedy(answer.distrust().reason()));
		}
		return (isEchoed(mapper, answer))
				? ECHO
					.passed(BilingualText.of("200 with the message: WeChat Pay decrypted the field.", "200，微信支付已成功解密。"))
				: ECHO.failed(BilingualText.of("200 without the message.", "200，但没有返回所发送的信息。"), AnswerTexts.GATEWAY);
	}

	private static boolean isEchoed(JsonMapper mapper, ProbeResponse answer) {
		try {
			return ECHO_MESSAGE.equals(mapper.readTree(answer.body()).path("echo_message").asString(""));
		}
		catch (JacksonException ex) {
			return false;
		}
	}

	private static BilingualText noAnswer(Exception failure) {
		if (failure instanceof WechatPayKeyException) {
			return BilingualText.split(String.valueOf(failure.getMessage()));
		}
		String found = BoundedTask.describe(failure);
		return BilingualText.of("No answer (%s).".formatted(found), "没有应答（%s）。".formatted(found));
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
