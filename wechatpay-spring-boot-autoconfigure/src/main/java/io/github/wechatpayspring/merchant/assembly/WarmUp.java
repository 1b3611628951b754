package io.github.wechatpayspring.merchant.assembly;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Iterator;

import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.client.RestClientPipeline;
import io.github.wechatpayspring.client.WechatPayClient;
import io.github.wechatpayspring.client.customizer.SampleResponse;
import io.github.wechatpayspring.client.resilience.CallGuards;
import io.github.wechatpayspring.client.resilience.WechatPayHosts;
import io.github.wechatpayspring.client.service.ServiceProxyFactory;
import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.favor.SendFavorCouponRequest;
import io.github.wechatpayspring.favor.SendFavorCouponResponse;
import io.github.wechatpayspring.field.ResponseFields;
import io.github.wechatpayspring.field.WechatPayJson;
import io.github.wechatpayspring.key.MerchantCredentials;
import io.github.wechatpayspring.key.MerchantKey;
import tools.jackson.databind.InjectableValues;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.AbstractClientHttpRequest;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.RestClient;

/**
 * Issues a sample coupon to nobody, so that classes and algorithms are loaded before the
 * first real one needs them. Nothing is sent, and nothing of the application is called.
 */
public final class WarmUp {

	private static final String RESPONSE = "{\"coupon_id\":\"1\"}";

	private WarmUp() {
	}

	/**
	 * Run what the first coupon of the first merchant runs.
	 * @param merchants the merchants that there are
	 */
	public static void run(Merchants merchants) {
		Iterator<String> names = merchants.names().iterator();
		AssembledMerchant merchant = (names.hasNext()) ? merchants.find(names.next()) : null;
		if (merchant != null) {
			WechatPayJson.createMapper()
				.readerFor(SendFavorCouponResponse.class)
				.with(new InjectableValues.Std().addValue(ResponseFields.REQUEST_ID, "1"))
				.readValue(RESPONSE);
			issue(merchant);
		}
	}

	private static void issue(AssembledMerchant merchant) {
		MerchantCredentials credentials = credentials(merchant.keyRing().credentials());
		Clock clock = Clock.systemUTC();
		WechatPayHosts hosts = new WechatPayHosts(merchant.settings().baseUrl(), null, clock);
		RestClient restClient = new RestClientPipeline(credentials, merchant.keyRing().configuredKeys(), hosts, clock)
			.build(RestClient.builder().requestFactory((uri, method) -> new UnsentRequest(uri, method, clock)),
					(builder) -> {
					}, CallGuards.none());
		try (WechatPayClient client = new WechatPayClient(restClient, hosts.primary(), credentials.merchantId(),
				null)) {
			new ServiceProxyFactory(clock).create(FavorCouponService.class, client)
				.send(SendFavorCouponRequest.builder()
					.openid("warm-up")
					.stockId("1")
					.outRequestNo("1")
					.appid("warm-up")
					.build());
		}
		catch (WechatPayException ex) {
			// the response is not signed by WeChat Pay
		}
	}

	// a signer of the application may pay for each signature, or count it
	private static MerchantCredentials credentials(MerchantCredentials own) {
		return (own.signer() instanceof MerchantKey) ? own
				: new MerchantCredentials(own.merchantId(), own.serialNumber(), (message) -> new byte[0]);
	}

	/**
	 * A request that goes nowhere and is answered with a signature that cannot be right,
	 * as that of WeChat Pay cannot be had.
	 */
	private static final class UnsentRequest extends AbstractClientHttpRequest {

		private static final byte[] NO_SIGNATURE = new byte[256];

		private final URI uri;

		private final HttpMethod method;

		private final Clock clock;

		UnsentRequest(URI uri, HttpMethod method, Clock clock) {
			this.uri = uri;
			this.method = method;
			this.clock = clock;
		}

		@Override
		public HttpMethod getMethod() {
			return this.method;
		}

		@Override
		public URI getURI() {
			return this.uri;
		}

		@Override
		protected OutputStream getBodyInternal(HttpHeaders headers) {
			return new ByteArrayOutputStream();
		}

		@Override
		protected ClientHttpResponse executeInternal(HttpHeaders headers) {
			SampleResponse response = new SampleResponse(RESPONSE.getBytes(StandardCharsets.UTF_8));
			response.getHeaders().set("Wechatpay-Serial", headers.getFirst("Wechatpay-Serial"));
			response.getHeaders().set("Wechatpay-Nonce", "1");
			response.getHeaders().set("Wechatpay-Timestamp", Long.toString(this.clock.instant().getEpochSecond()));
			response.getHeaders().set("Wechatpay-Signature", Base64.getEncoder().encodeToString(NO_SIGNATURE));
			return response;
		}

	}

}
