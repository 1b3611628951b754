package io.github.wechatpayspring.client;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;

import io.github.wechatpayspring.WechatPayKeyException;
import io.github.wechatpayspring.client.observation.ClientEvents;
import io.github.wechatpayspring.client.resilience.CallOptions;
import io.github.wechatpayspring.client.resilience.WechatPayHosts;
import io.github.wechatpayspring.key.MerchantCredentials;
import io.github.wechatpayspring.key.MerchantCredentialsSource;
import io.github.wechatpayspring.key.RequestSigner;
import io.github.wechatpayspring.key.SignatureAlgorithm;
import io.github.wechatpayspring.key.SignedText;
import io.github.wechatpayspring.key.platform.PlatformKeySource;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.util.ClassUtils;

/**
 * Signs each request with the merchant's key: method, path and query as they are sent,
 * time, a nonce and the very bytes of the body, or of the part {@code meta} of an upload.
 * Sets the headers that WeChat Pay asks for, among them the name of the platform key that
 * the response is to be signed with. Signs for the configured hosts only.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012365342">Signing requests
 * (签名生成)</a>
 */
final class SigningInterceptor implements ClientHttpRequestInterceptor {

	private static final int NONCE_BYTES = 16;

	private static final String USER_AGENT = userAgent();

	private final MerchantCredentialsSource credentials;

	private final @Nullable PlatformKeySource platformKeys;

	private final WechatPayHosts hosts;

	private final Clock clock;

	private final ClientEvents events;

	private final SecureRandom random = new SecureRandom();

	/**
	 * Create an interceptor.
	 * @param credentials what to sign with
	 * @param platformKeys where the name of the platform key comes from, or {@code null}
	 * for requests that name none, since they ask for the keys
	 * @param hosts the only places that requests are signed for; a path in a base URL
	 * belongs to a gateway and is not signed
	 * @param clock the time to sign with
	 */
	SigningInterceptor(MerchantCredentialsSource credentials, @Nullable PlatformKeySource platformKeys,
			WechatPayHosts hosts, Clock clock) {
		this(credentials, platformKeys, hosts, clock, ClientEvents.NONE);
	}

	SigningInterceptor(MerchantCredentialsSource credentials, @Nullable PlatformKeySource platformKeys,
			WechatPayHosts hosts, Clock clock, ClientEvents events) {
		this.credentials = credentials;
		this.platformKeys = platformKeys;
		this.hosts = hosts;
		this.clock = clock;
		this.events = events;
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		String target = target(request);
		byte[] signedBody = MultipartBody.signedPart(request.getHeaders(), body);
		if (request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)) {
			throw new IllegalArgumentException(
					"The request already has an Authorization header: leave it out, requests to WeChat Pay are signed here");
		}
		SignedRequest signed = new SignedRequest(request);
		signed.setIfAbsent(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
		signed.setIfAbsent(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE);
		signed.setIfAbsent(HttpHeaders.USER_AGENT, USER_AGENT);
		HttpHeaders headers = signed.getHeaders();
		if (this.platformKeys != null && !headers.containsHeader(WechatPayHeaders.SERIAL)) {
			// nothing is sent whose response could not be verified
			headers.set(WechatPayHeaders.SERIAL, this.platformKeys.current().preferred().id());
		}
		MerchantCredentials current = this.credentials.current();
		SignatureAlgorithm algorithm = current.signer().algorithm();
		if (algorithm != SignatureAlgorithm.SHA256_RSA2048) {
			// responses come in RSA unless others are asked for
			headers.set(WechatPayHeaders.SIGNATURE_TYPE, algorithm.headerValue());
		}
		headers.set(HttpHeaders.AUTHORIZATION, authorization(current, request.getMethod().name(), target, signedBody));
		signed.checkHeaders();
		return execution.execute(signed, body);
	}

	private String authorization(MerchantCredentials current, String method, String target, byte[] body) {
		String timestamp = Long.toString(this.clock.instant().getEpochSecond());
		String nonce = nonce();
		long start = System.nanoTime();
		byte[] signature = sign(current.signer(), SignedText.of(body, method, target, timestamp, nonce));
		this.events.signed(System.nanoTime() - start);
		return current.signer().algorithm().headerValue() + " mchid=\"" + current.merchantId() + "\",nonce_str=\""
				+ nonce + "\",timestamp=\"" + timestamp + "\",serial_no=\"" + current.serialNumber() + "\",signature=\""
				+ Base64.getEncoder().encodeToString(signature) + "\"";
	}

	// a signer of the application may throw anything
	private static byte[] sign(RequestSigner signer, byte[] text) {
		try {
			return Objects.requireNonNull(signer.sign(text), "No signature");
		}
		catch (Throwable ex) {
			throw new WechatPayKeyException(
					"The request was not signed: the merchant's key or RequestSigner failed with %s"
						.formatted(ClassUtils.getShortName(ex.getClass())),
					ex);
		}
	}

	private String nonce() {
		byte[] bytes = new byte[NONCE_BYTES];
		this.random.nextBytes(bytes);
		return HexFormat.of().withUpperCase().formatHex(bytes);
	}

	// path and query as WeChat Pay sees them, behind the gateway if there is one
	private String target(HttpRequest request) {
		URI uri = request.getURI();
		String target = this.hosts.target(uri);
		if (target == null && CallOptions.of(request).unsignedDownload() && WechatPayHosts.isDownloadHost(uri)) {
			target = WechatPayHosts.pathAndQuery(uri);
		}
		if (target == null) {
			throw new IllegalArgumentException("Requests are signed for %s only: use a path that begins with /v3/"
				.formatted(this.hosts.primary()));
		}
		return target;
	}

	private static String userAgent() {
		String version = SigningInterceptor.class.getPackage().getImplementationVersion();
		return "wechatpay-spring-boot/" + Objects.requireNonNullElse(version, "dev") + " Java/"
				+ Runtime.version().feature();
	}

}
