package io.github.wechatpayspring.client;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

import io.github.wechatpayspring.WechatPayApiException;
import io.github.wechatpayspring.WechatPayKeyException;
import io.github.wechatpayspring.WechatPayTransportException;
import io.github.wechatpayspring.client.customizer.Customization;
import io.github.wechatpayspring.client.observation.ClientEvents;
import io.github.wechatpayspring.client.resilience.CallGuards;
import io.github.wechatpayspring.client.resilience.CallOptions;
import io.github.wechatpayspring.client.resilience.RetrySettings;
import io.github.wechatpayspring.client.resilience.WechatPayHosts;
import io.github.wechatpayspring.field.WechatPayJson;
import io.github.wechatpayspring.key.AeadCipher;
import io.github.wechatpayspring.key.InvalidKeyMaterialException;
import io.github.wechatpayspring.key.MerchantCredentialsSource;
import io.github.wechatpayspring.key.pem.KeyCertificate;
import io.github.wechatpayspring.key.platform.PlatformCertificateDownload;
import io.github.wechatpayspring.key.platform.PlatformKey;
import io.github.wechatpayspring.key.platform.PlatformKeyVerifier;
import io.github.wechatpayspring.key.platform.PlatformKeys;
import io.github.wechatpayspring.key.platform.SignedMessage;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;
import org.springframework.util.StreamUtils;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.util.unit.DataSize;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/**
 * Downloads the platform certificates of the kind that the merchant has a key of. The
 * request is signed like any other but names no platform key. The response is opened with
 * the API v3 key, which only WeChat Pay and the merchant have, and then verified with the
 * certificates in it and those known before.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4013053420">Platform
 * certificates (平台证书)</a>
 */
public final class PlatformCertificateClient implements PlatformCertificateDownload {

	private static final String PATH = "/v3/certificates?algorithm_type=";

	private static final String USE_PUBLIC_KEY = "This merchant has no platform certificates but a WeChat Pay public key: download pub_key.pem in the merchant platform (商户平台 → 账户中心 → API安全 → 微信支付公钥) and set wechatpay.platform-public-key and wechatpay.platform-public-key-id (该商户没有平台证书，请配置微信支付公钥)";

	private static final CallOptions OPTIONS = CallOptions.operation("certificates")
		.withMaxBodySize(DataSize.ofKilobytes(256));

	private final RestClient restClient;

	private final MerchantCredentialsSource credentials;

	private final AeadCipher cipher;

	private final Clock clock;

	private final SingletonSupplier<JsonMapper> mapper = SingletonSupplier.of(WechatPayJson::createMapper);

	/**
	 * Create a client.
	 * @param credentials what to sign with
	 * @param cipher has the API v3 key
	 * @param hosts where WeChat Pay or a gateway to it is; a path in a base URL is not
	 * signed
	 * @param clock the time to sign with and to judge responses by
	 * @param builder a builder with the HTTP client to use; it is changed
	 * @param customizer may add default headers, initializers and interceptors
	 * @param retry how to retry a download that fails
	 */
	public PlatformCertificateClient(MerchantCredentialsSource credentials, AeadCipher cipher, WechatPayHosts hosts,
			Clock clock, RestClient.Builder builder, Consumer<RestClient.Builder> customizer, RetrySettings retry) {
		this.credentials = credentials;
		this.cipher = cipher;
		this.clock = clock;
		Customization customization = RestClientPipeline.prepare(builder, customizer);
		this.restClient = new LazyRestClient(() -> builder.clone()
			.uriBuilderFactory(RestClientPipeline.uriBuilderFactory(hosts.primary()))
			.requestInterceptors((interceptors) -> interceptors.add(0, new OutcomeInterceptor()))
			.requestInterceptor(CallGuards.retrying(retry).interceptor(hosts, ClientEvents.NONE))
			.requestInterceptor(customization.interceptor())
			.requestInterceptor(new ErrorMappingInterceptor(null, this.mapper.obtain(), clock))
			.requestInterceptor(new SigningInterceptor(credentials, null, hosts, clock))
			// only reads the response, so that one that is cut short is asked for
			// again
			.requestInterceptor(new VerificationInterceptor((response) -> {
			}))
			.build());
	}

	@Override
	public List<KeyCertificate> download(Collection<PlatformKey> known) {
		SignedMessage response = ask();
		List<KeyCertificate> listed = read(response.body()).decrypt(this.cipher);
		Instant now = this.clock.instant();
		List<KeyCertificate> valid = listed.stream().filter((certificate) -> certificate.isValidAt(now)).toList();
		if (valid.isEmpty()) {
			throw new WechatPayKeyException(
					"WeChat Pay listed %d platform certificates, none of which is valid now: check the clock of this machine"
						.formatted(listed.size()),
					null);
		}
		verify(response, known, valid);
		return valid;
	}

	private SignedMessage ask() {
		try {
			return this.restClient.get()
				.uri(PATH + this.credentials.current().signer().algorithm().keyType())
				.attributes(OPTIONS)
				.exchangeForRequiredValue((request, response) -> WechatPayHeaders.signedMessage(response.getHeaders(),
						StreamUtils.copyToByteArray(response.getBody())));
		}
		catch (WechatPayApiException ex) {
			throw new WechatPayKeyException(explain(ex), ex);
		}
		catch (WechatPayTransportException | ResourceAccessException ex) {
			Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
			throw new WechatPayKeyException("WeChat Pay did not respond to GET /v3/certificates (%s)"
				.formatted(cause.getClass().getSimpleName()), ex);
		}
	}

	private static String explain(WechatPayApiException failure) {
		if (failure.statusCode() == HttpStatus.NOT_FOUND.value() && failure.code() != null) {
			return USE_PUBLIC_KEY;
		}
		return (failure.statusCode() < HttpStatus.INTERNAL_SERVER_ERROR.value()) ? String.valueOf(failure.getMessage())
				: "WeChat Pay responded to GET /v3/certificates with %d".formatted(failure.statusCode());
	}

	private CertificateList read(byte[] body) {
		CertificateList list = null;
		try {
			list = this.mapper.obtain().readValue(body, CertificateList.class);
		}
		catch (JacksonException ex) {
			// its message may quote the response
		}
		if (list == null) {
			throw new InvalidKeyMaterialException(
					"A response to GET /v3/certificates that is not a list of certificates.",
					"Check wechatpay.client.base-url and what is between this machine and WeChat Pay.");
		}
		return list;
	}

	private void verify(SignedMessage response, Collection<PlatformKey> known, List<KeyCertificate> contained) {
		List<PlatformKey> keys = new ArrayList<>(known);
		contained.forEach((certificate) -> keys.add(PlatformKey.of(certificate)));
		PlatformKeys all = PlatformKeys.of(keys.get(0), keys);
		new PlatformKeyVerifier(() -> all, this.clock).verify(response);
	}

}
