package io.github.wechatpayspring.client.error;

import java.util.Map;
import java.util.Set;

import io.github.wechatpayspring.BilingualText;
import org.jspecify.annotations.Nullable;

/**
 * What WeChat Pay's error codes mean and what to do about them, in English and Chinese.
 * The number at the end of the {@code Request-ID} is more specific than the code and is
 * looked up first.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/partner/4020807413">Cash coupon errors
 * (代金券错误码排查)</a>
 */
public final class ErrorCatalogue {

	private static final BilingualText SERIAL_NUMBER_WRONG = new BilingualText(
			"The serial number is not that of this merchant's API certificate: set wechatpay.merchant-serial-number to that of apiclient_cert.pem, which \"openssl x509 -in apiclient_cert.pem -noout -serial\" prints, not to that of a platform certificate",
			"商户证书序列号有误，应为商户 API 证书的序列号，不是平台证书的序列号");

	private static final BilingualText CERTIFICATE_EXPIRED = new BilingualText(
			"The merchant's API certificate has expired: renew it in the merchant platform and configure the new private key and serial number",
			"商户证书已过期，请在商户平台更换证书并更新私钥和序列号");

	static final Map<Long, BilingualText> BY_NUMBER = Map.ofEntries(
			entry(270079501L, "The openid does not belong to the appid: use one of that appid",
					"openid 与 appid 不匹配，请使用该 appid 下的 openid"),
			entry(270079498L, "The openid is wrong: check that it was not changed by URL encoding",
					"openid 错误，请检查是否被 URL 编码污染"),
			entry(270079507L, "The appid is not bound to the merchant: bind it on the merchant platform",
					"商户号与 appid 未绑定，请在商户平台绑定"),
			entry(270079508L, "The stock is not open to other merchants: ask its creator to authorise the sender",
					"批次不支持跨商户发放，请由创建方授权"),
			entry(270079509L, "The caller may not send this stock: ask its creator to add the merchant",
					"调用方不在可发券商户列表，请由创建方添加"),
			entry(270079489L, "The merchant was not found: check stockCreatorMchid", "商户号查询失败，请检查创建方商户号"),
			entry(270079533L, "The activity has not started or has ended: check the stock's state and times",
					"活动未开始或已结束，请检查批次状态"),
			entry(270079534L, "The stock's budget is used up: top it up or use another stock", "批次预算不足，请追加预算或更换批次"),
			entry(270079532L, "This user may not receive cash coupons: do not retry", "用户被限制领取代金券，请勿重试"),
			entry(270079577L, "The stock could not be read: check stockId and stockCreatorMchid",
					"批次信息获取失败，请检查批次号和创建方商户号"),
			entry(270079488L, "The stock was not found: check stockId", "查询批次为空，请检查批次号"),
			entry(268461336L, "Too many calls: slow down and send the same request again", "超过频率限制，请降频后用原参数重试"),
			entry(269546525L,
					"The signature is wrong: most often, the private key and serial number belong to different certificates, or a gateway or proxy changes the request",
					"签名错误，常见原因：私钥与证书序列号不是同一张证书，或请求被网关、代理改动"),
			Map.entry(269546505L, CERTIFICATE_EXPIRED), Map.entry(269546507L, SERIAL_NUMBER_WRONG),
			entry(269546538L, "The merchant does not exist: check wechatpay.merchant-id", "商户号不存在，请检查配置"),
			entry(272888874L, "Internal error of WeChat Pay: send the same request again after 1, 3, 10 and 30 seconds",
					"内部错误，请用原参数按 1、3、10、30 秒间隔重试"),
			entry(268573590L, "The request's timestamp is out of range: check the clock of this machine",
					"请求日期超限，请检查本机时间"),
			entry(268586001L, "Nothing was redeemed on that day", "当天没有核销记录"),
			entry(268586003L, "Nothing was refunded on that day", "当天没有退款记录"),
			entry(268498688L,
					"This outRequestNo was used before with other parameters: use the original parameters or a new number",
					"请求重入时参数与首次请求不一致，请使用原参数或更换单号"));

	// for errors of authentication and encryption, whose code says too little and whose
	// number is not documented
	static final Map<String, BilingualText> BY_MESSAGE = Map.ofEntries(Map.entry("商户证书序列号有误", SERIAL_NUMBER_WRONG),
			Map.entry("商户证书已过期", CERTIFICATE_EXPIRED),
			entry("商户证书已作废",
					"The merchant's API certificate was revoked: configure the private key and serial number of the valid one, or apply for one in the merchant platform",
					"商户证书已作废，请更新为有效证书的私钥和序列号"),
			entry("已更换证书", "The merchant has a new API certificate: configure its private key and serial number",
					"商户已更换证书，请更新私钥和序列号"),
			entry("商户未申请过证书",
					"The merchant has no API certificate: apply for one in the merchant platform (商户平台 → 账户中心 → API安全), or check wechatpay.merchant-id",
					"商户未申请过 API 证书，请先申请"),
			entry("商户未设置APIv3密钥",
					"The merchant has not set an API v3 key: set it in the merchant platform (商户平台 → 账户中心 → API安全) and in wechatpay.api-v3-key",
					"商户未设置 APIv3 密钥，请先设置"),
			entry("timestamp与发起请求的时间", "The clock of this machine is off by more than 5 minutes: synchronise it",
					"本机时间与标准时间相差超过 5 分钟，请校准"),
			entry("header中的mchid与post payload中的mchid不匹配",
					"The merchant in the request is not the one that signs it: wechatpay.merchant-id is the caller, for a partner the service provider, and a sub-merchant belongs only in the request",
					"签名使用的商户号与请求中的商户号不一致；服务商模式下签名使用服务商商户号"),
			entry("Wechatpay-Serial错误",
					"WeChat Pay does not know the key that encrypted the request: check wechatpay.platform-public-key-id, or renew wechatpay.platform-certificates",
					"加密所用的微信支付公钥 ID 或平台证书序列号有误，请检查配置"),
			entry("平台私钥解密失败",
					"WeChat Pay cannot decrypt the request: wechatpay.platform-public-key is not the key that wechatpay.platform-public-key-id names",
					"敏感信息解密失败，微信支付公钥与公钥 ID 不匹配"));

	static final Map<String, BilingualText> BY_CODE = Map.ofEntries(
			entry("PARAM_ERROR", "A parameter is wrong: correct the request, do not retry", "参数错误，请按提示修改，勿重试"),
			entry("INVALID_REQUEST",
					"The request breaks a rule of this call (openid not of this appid, activity not running, wrong merchant, monthly limit): see the message, do not retry",
					"请求不符合业务规则，请按提示处理，勿重试"),
			entry("SIGN_ERROR",
					"The request was not authenticated: most often, the private key and serial number belong to different certificates, the clock is wrong, or a gateway or proxy changes the request",
					"验签失败，常见原因：私钥与证书序列号不匹配、本机时间不准、请求被网关或代理改动"),
			entry("SYSTEM_ERROR",
					"WeChat Pay failed and may have issued the coupon: send the same request with the same outRequestNo again; if it persists, check stockCreatorMchid and appid",
					"系统异常，结果未知，请用原单号原参数重试"),
			entry("APPID_MCHID_NOT_MATCH", "The appid is not bound to the merchant: bind it on the merchant platform",
					"商户号与 appid 未绑定，请在商户平台绑定"),
			entry("MCH_NOT_EXISTS", "The merchant does not exist: check the merchant ids", "商户号不存在，请检查商户号"),
			entry("NOT_ENOUGH", "The stock's budget is used up: top it up or use another stock", "批次预算不足，请追加预算或更换批次"),
			entry("REQUEST_BLOCKED",
					"Not permitted: product permission, authorisation of the stock or the user's limit, see the message",
					"请求被拦截：权限、批次授权或用户限领，请看提示"),
			entry("RULE_LIMIT", "The user has reached the limit of this stock; parallel sends to one user cause it too",
					"用户已达最大领券次数；对同一用户并发发券也会如此"),
			entry("RULELIMIT", "The coupon is outside its validity period: check the stock's times", "不在有效期内，请检查批次时间"),
			entry("USER_ACCOUNT_ABNORMAL", "WeChat Pay considers the user's account abnormal: do not retry",
					"用户账号异常，请勿重试"),
			entry("USER_NOT_EXISTS", "The openid is wrong: check it", "用户不存在，请检查 openid"),
			entry("USER_AL_GET_COUPON", "The user already has this coupon", "用户已领取过该券"),
			entry("RESOURCE_NOT_EXISTS", "The resource does not exist: check the ids in the request", "资源不存在，请检查编号"),
			entry("RESOURCE_ALREADY_EXISTS", "The resource already exists: check outRequestNo or query the coupon",
					"资源已存在，请检查单号或查询券"),
			entry("NOAUTH", "No permission: apply for the product on the merchant platform", "没有权限，请在商户平台开通产品"),
			entry("NO_AUTH", "No permission: apply for the product on the merchant platform", "没有权限，请在商户平台开通产品"));

	// one in each family of calls, and some that need no advice
	private static final Set<String> FURTHER_CODES = Set.of("ALREADY_EXISTS", "FREQUENCY_LIMITED",
			"FREQUENCY_LIMIT_EXCEED", "RATELIMIT_EXCEEDED");

	private static final BilingualText TOO_MANY_REQUESTS = new BilingualText(
			"Too many calls: slow down and send the same request again", "请求过于频繁，请降频后用原参数重试");

	/**
	 * Advice for an unknown outcome.
	 */
	public static final BilingualText OUTCOME_UNKNOWN = new BilingualText(
			"The outcome is unknown: send the same request with the same outRequestNo again", "结果未知，请用原单号原参数重试");

	private ErrorCatalogue() {
	}

	private static <K> Map.Entry<K, BilingualText> entry(K key, String english, String chinese) {
		return Map.entry(key, new BilingualText(english, chinese));
	}

	/**
	 * Return what an error means and what to do, in both languages in one sentence.
	 * @param statusCode the HTTP status
	 * @param code the code, {@code null} if there is none
	 * @param number the number at the end of the {@code Request-ID}, {@code null} if
	 * there is none
	 * @param message the words of WeChat Pay, {@code null} if there are none
	 * @return the explanation, or {@code null} if nothing is known
	 */
	static @Nullable String explain(int statusCode, @Nullable String code, @Nullable Long number,
			@Nullable String message) {
		BilingualText text = find(statusCode, code, number, message);
		return (text != null) ? text + "." : null;
	}

	public static @Nullable BilingualText find(int statusCode, @Nullable String code, @Nullable Long number,
			@Nullable String message) {
		BilingualText byNumber = (number != null) ? BY_NUMBER.get(number) : null;
		if (byNumber != null) {
			return byNumber;
		}
		BilingualText byMessage = byMessage(message);
		if (byMessage != null) {
			return byMessage;
		}
		BilingualText byCode = (code != null) ? BY_CODE.get(code) : null;
		return (byCode != null) ? byCode : byStatus(statusCode, code);
	}

	/**
	 * Make a code one of few, so that something can be counted by it.
	 * @param code what a response says, which may be anything
	 * @return the code if it is known, {@code OTHER} for any other, {@code null} for none
	 */
	public static @Nullable String knownCode(@Nullable String code) {
		if (code == null) {
			return null;
		}
		return (isKnown(code)) ? code : "OTHER";
	}

	/**
	 * Return whether a code is one of WeChat Pay's.
	 * @param code what a response says
	 * @return whether it is documented
	 */
	static boolean isKnown(@Nullable String code) {
		return code != null && (BY_CODE.containsKey(code) || FURTHER_CODES.contains(code));
	}

	private static @Nullable BilingualText byMessage(@Nullable String message) {
		if (message == null) {
			return null;
		}
		return BY_MESSAGE.entrySet()
			.stream()
			.filter((entry) -> message.contains(entry.getKey()))
			.findFirst()
			.map(Map.Entry::getValue)
			.orElse(null);
	}

	// rate limits have a code of their own in each family of calls, and gateways have
	// none
	private static @Nullable BilingualText byStatus(int statusCode, @Nullable String code) {
		return switch (statusCode) {
			case 202 -> new BilingualText("Accepted but not processed: send the same request again", "已受理未处理，请用原参数重试");
			case 400 -> (code != null) ? null : new BilingualText(
					"The request did not reach the API: a gateway or proxy refused or changed it, for instance by adding a second Authorization header",
					"请求未到达接口，请检查网关或代理，例如重复的 Authorization 头");
			case 404 -> new BilingualText("The path is not known: check wechatpay.client.base-url", "路径不存在，请检查地址配置");
			case 405 -> new BilingualText("The method is not allowed for this path", "请求方法不允许");
			case 429 -> TOO_MANY_REQUESTS;
			default -> (statusCode >= 500) ? OUTCOME_UNKNOWN : null;
		};
	}

}
