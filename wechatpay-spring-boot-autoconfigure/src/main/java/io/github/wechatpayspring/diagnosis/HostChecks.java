package io.github.wechatpayspring.diagnosis;

import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.github.wechatpayspring.BilingualText;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

/**
 * Whether one host can be resolved, secures its connections and responds. A host that
 * responds is no failure even if it cannot be resolved directly: a proxy may know it.
 */
final class HostChecks {

	private static final String ANY_PATH = "/v3/certificates";

	private final WechatPayDiagnostics.Connection connection;

	private final URI baseUrl;

	private final String label;

	private final String chineseLabel;

	private final TlsHandshake handshake;

	private @Nullable Response response;

	private String failure = "";

	HostChecks(WechatPayDiagnostics.Connection connection, URI baseUrl, boolean backup, TlsHandshake handshake) {
		this.connection = connection;
		this.baseUrl = baseUrl;
		this.label = (backup) ? "backup host " + baseUrl.getHost() : "host " + baseUrl.getHost();
		this.chineseLabel = (backup) ? "备用域名 " + baseUrl.getHost() : "主域名 " + baseUrl.getHost();
		this.handshake = handshake;
	}

	List<DiagnosticResult> run() {
		request();
		return List.of(dns(), tls(), reachability());
	}

	/**
	 * Return the response of the host.
	 * @return the response, or {@code null} if there is none
	 */
	@Nullable Response response() {
		return this.response;
	}

	private void request() {
		RestClient client = this.connection.builders().get().build();
		URI uri = URI.create(this.baseUrl.toString().replaceFirst("/+$", "") + ANY_PATH);
		Clock clock = this.connection.clock();
		try {
			this.response = BoundedTask.run(() -> client.get()
				.uri(uri)
				.header(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE)
				.header(HttpHeaders.USER_AGENT, "wechatpay-spring-boot")
				.exchangeForRequiredValue((request, response) -> new Response(response.getStatusCode().value(),
						date(response.getHeaders()), clock.instant())),
					this.connection.timeout());
		}
		catch (Exception ex) {
			this.failure = BoundedTask.describe(ex);
		}
	}

	private static @Nullable Instant date(HttpHeaders headers) {
		try {
			long date = headers.getDate();
			return (date != -1) ? Instant.ofEpochMilli(date) : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private DiagnosticResult dns() {
		Check check = check("DNS of the ", "域名解析：", "An address.", "能解析到地址。");
		try {
			InetAddress[] addresses = BoundedTask.run(() -> InetAddress.getAllByName(this.baseUrl.getHost()),
					this.connection.connectTimeout());
			String found = Arrays.stream(addresses).map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
			return check.passed(found, found);
		}
		catch (Exception ex) {
			String found = BoundedTask.describe(ex);
			BilingualText text = new BilingualText("The name is not known (%s).", "无法解析域名（%s）。").formatted(found);
			return problem(check, text, new BilingualText(
					"Check wechatpay.client.base-url and backup-base-url, and the name server of this machine or container.",
					"请检查 wechatpay.client.base-url、backup-base-url 以及本机（容器）的 DNS 设置。"));
		}
	}

	private DiagnosticResult tls() {
		Check check = check("TLS of the ", "TLS 握手：",
				"A handshake with a certificate that is trusted and for this host.", "握手成功，证书可信且与域名一致。");
		if (!"https".equals(this.baseUrl.getScheme().toLowerCase(Locale.ROOT))) {
			return check.skipped("Plain http: nothing is encrypted on the way to this host.", "使用 http，到该主机的传输没有加密。");
		}
		try {
			String found = BoundedTask.run(() -> this.handshake.with(this.baseUrl), this.connection.timeout());
			return check.passed(found, found);
		}
		catch (Exception ex) {
			String found = BoundedTask.describe(ex);
			BilingualText text = new BilingualText("No handshake (%s).", "握手失败（%s）。").formatted(found);
			return problem(check, text, new BilingualText(
					"Let connections to this host pass firewalls, and do not let a proxy put its own certificate in place of WeChat Pay's; an old JDK may lack the authority that issued it.",
					"请放行到该主机的连接，勿让代理替换微信支付的证书；过旧的 JDK 可能缺少签发机构的根证书。"));
		}
	}

	// a proxy or trust of the HTTP client's own makes up for it
	private DiagnosticResult problem(Check check, BilingualText found, BilingualText remedy) {
		if (this.response == null) {
			return check.failed(found, remedy);
		}
		return check.warning(found, new BilingualText(
				"None if the HTTP client has a proxy or trusts certificates of its own, since the host responds. Else: "
						+ remedy.english(),
				"HTTP 客户端能收到该主机的应答；如使用了代理或自有信任证书，可忽略。否则：" + remedy.chinese()));
	}

	private DiagnosticResult reachability() {
		Check check = check("Response of the ", "连通性：", "An HTTP response of any status.", "任意状态码的 HTTP 应答。");
		Response received = this.response;
		if (received == null) {
			return check
				.failed(new BilingualText("No response (%s).", "没有应答（%s）。").formatted(this.failure), new BilingualText(
						"Let this machine connect to it: firewall, outbound addresses, proxy (-Dhttps.proxyHost), wechatpay.client.connect-timeout and read-timeout.",
						"请检查防火墙、出口网络、代理（-Dhttps.proxyHost）以及 wechatpay.client.connect-timeout、read-timeout。"));
		}
		BilingualText found = new BilingualText("HTTP %d.", "HTTP %d。").formatted(received.status());
		return (received.status() < 500) ? check.passed(found) : check.warning(found, new BilingualText(
				"Something on the way or WeChat Pay itself does not work at the moment: look at the gateway or proxy, and try again.",
				"网关、代理或微信支付暂时异常，请检查后重试。"));
	}

	private Check check(String name, String chineseName, String expected, String chineseExpected) {
		return new Check(name + this.label, chineseName + this.chineseLabel, expected, chineseExpected);
	}

	/**
	 * The response to a request that was not signed.
	 *
	 * @param status its HTTP status
	 * @param date its {@code Date}
	 * @param received when it came, by the clock of this machine
	 */
	record Response(int status, @Nullable Instant date, Instant received) {

	}

}
