package io.github.wechatpayspring.simulator.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.wechatpayspring.simulator.MerchantStanding;
import io.github.wechatpayspring.simulator.RecordedRequest;
import io.github.wechatpayspring.simulator.calls.ApiError;
import io.github.wechatpayspring.simulator.calls.MultipartForm;
import io.github.wechatpayspring.simulator.crypto.CipherSuite;
import io.github.wechatpayspring.simulator.crypto.IssuedCertificate;
import io.github.wechatpayspring.simulator.crypto.MerchantCertificates;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Decides whether a request comes from the merchant. Checks in WeChat Pay's order: form
 * of the {@code Authorization} header, scheme, time, merchant and certificate, signature.
 */
final class RequestAuthenticator {

	private static final long WINDOW_SECONDS = 300;

	private static final long AUTHORIZATION_MALFORMED = 268443699;

	private static final long CLOCK_OFF = 268573590;

	private static final long MERCHANT_UNKNOWN = 269546538;

	private static final long SERIAL_NUMBER_WRONG = 269546507;

	private static final long CERTIFICATE_EXPIRED = 269546505;

	private static final long SIGNATURE_WRONG = 269546525;

	private static final int SHOWN_BODY_CHARACTERS = 8;

	private static final Pattern HEADER = Pattern.compile("([\\w-]+) ([a-z_]+=\"[^\"]*\"(?:,[a-z_]+=\"[^\"]*\"){4})");

	private static final Pattern FIELD = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

	private static final Set<String> FIELDS = Set.of("mchid", "nonce_str", "timestamp", "serial_no", "signature");

	private final CipherSuite suite;

	private final String merchantId;

	private final MerchantCertificates certificates;

	private final Clock clock;

	private volatile MerchantStanding standing = MerchantStanding.IN_ORDER;

	RequestAuthenticator(CipherSuite suite, String merchantId, MerchantCertificates certificates, Clock clock) {
		this.suite = suite;
		this.merchantId = merchantId;
		this.certificates = certificates;
		this.clock = clock;
	}

	void standing(MerchantStanding standing) {
		this.standing = standing;
	}

	void authenticate(RecordedRequest request) {
		Map<String, String> authorization = parse(request.header("Authorization"));
		String timestamp = value(authorization, "timestamp");
		if (Math.abs(this.clock.instant().getEpochSecond() - Long.parseLong(timestamp)) > WINDOW_SECONDS) {
			throw ApiError.unauthorized("Http头Authorization中的timestamp与发起请求的时间不得超过5分钟", null).numbered(CLOCK_OFF);
		}
		if (!value(authorization, "mchid").equals(this.merchantId)) {
			throw ApiError.unauthorized("商户号不存在", null).numbered(MERCHANT_UNKNOWN);
		}
		PublicKey merchantKey = merchantKey(value(authorization, "serial_no"));
		checkStanding();
		String nonce = value(authorization, "nonce_str");
		// of an upload, WeChat Pay signs what is said of the file
		byte[] body = (MultipartForm.isMultipart(request)) ? MultipartForm.of(request).bytes("meta") : request.body();
		byte[] message = message(request, timestamp, nonce, body);
		if (!this.suite.verifies(merchantKey, message, value(authorization, "signature"))) {
			byte[] shown = message(request, timestamp, nonce, truncate(body));
			throw ApiError.unauthorized("错误的签名，验签失败", signInformation(request, message.length, shown))
				.numbered(SIGNATURE_WRONG);
		}
	}

	private PublicKey merchantKey(String serialNumber) {
		IssuedCertificate certificate = this.certificates.find(serialNumber);
		if (certificate == null) {
			throw ApiError.unauthorized("商户证书序列号有误。请使用签名私钥匹配的证书序列号", null).numbered(SERIAL_NUMBER_WRONG);
		}
		if (this.certificates.isRetired(certificate)) {
			throw ApiError.unauthorized("已更换证书，请使用新证书", null);
		}
		return certificate.keys().getPublic();
	}

	private void checkStanding() {
		switch (this.standing) {
			case IN_ORDER -> {
			}
			case CERTIFICATE_EXPIRED -> throw ApiError.unauthorized("商户证书已过期。", null).numbered(CERTIFICATE_EXPIRED);
			case CERTIFICATE_REVOKED -> throw ApiError.unauthorized("商户证书已作废。", null);
			case NO_CERTIFICATE -> throw ApiError.unauthorized("商户未申请过证书。", null);
			case NO_API_V3_KEY -> throw ApiError.unauthorized("商户未设置APIv3密钥。", null);
		}
	}

	Map<String, String> parse(@Nullable String header) {
		Matcher matcher = HEADER.matcher((header != null) ? header : "");
		if (!matcher.matches()) {
			throw malformed();
		}
		Map<String, String> fields = new HashMap<>();
		Matcher field = FIELD.matcher(matcher.group(2));
		while (field.find()) {
			if (fields.put(field.group(1), field.group(2)) != null) {
				throw malformed();
			}
		}
		if (!fields.keySet().equals(FIELDS) || !value(fields, "timestamp").matches("\\d{1,18}")
				|| value(fields, "nonce_str").isEmpty()) {
			throw malformed();
		}
		if (!matcher.group(1).equals(this.suite.scheme())) {
			throw ApiError.unauthorized("Http头Authorization认证类型不正确", null).numbered(AUTHORIZATION_MALFORMED);
		}
		return fields;
	}

	private static ApiError malformed() {
		return ApiError.unauthorized("Http头Authorization值格式错误，请参考《微信支付商户REST API签名规则》", null)
			.numbered(AUTHORIZATION_MALFORMED);
	}

	private static String value(Map<String, String> fields, String name) {
		String value = fields.get(name);
		return (value != null) ? value : "";
	}

	static byte[] message(RecordedRequest request, String timestamp, String nonce, byte[] body) {
		ByteArrayOutputStream message = new ByteArrayOutputStream();
		message.writeBytes("%s\n%s\n%s\n%s\n".formatted(request.method(), request.target(), timestamp, nonce)
			.getBytes(StandardCharsets.UTF_8));
		message.writeBytes(body);
		message.write('\n');
		return message.toByteArray();
	}

	static byte[] truncate(byte[] body) {
		String text = new String(body, StandardCharsets.UTF_8);
		return (text.length() > SHOWN_BODY_CHARACTERS)
				? text.substring(0, SHOWN_BODY_CHARACTERS).getBytes(StandardCharsets.UTF_8) : body;
	}

	private static ObjectNode signInformation(RecordedRequest request, int length, byte[] shown) {
		ObjectNode detail = JsonNodeFactory.instance.objectNode();
		detail.putObject("detail").put("issue", "sign not match");
		detail.put("field", "signature").put("location", "authorization");
		detail.putObject("sign_information")
			.put("method", request.method())
			.put("sign_message_length", length)
			.put("truncated_sign_message", new String(shown, StandardCharsets.UTF_8))
			.put("url", request.target());
		return detail;
	}

}
