package io.github.wechatpayspring.benchmarks;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import io.github.wechatpayspring.client.RestClientPipeline;
import io.github.wechatpayspring.client.WechatPayClient;
import io.github.wechatpayspring.client.resilience.CallGuards;
import io.github.wechatpayspring.client.resilience.WechatPayHosts;
import io.github.wechatpayspring.client.service.ServiceProxyFactory;
import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.favor.SendFavorCouponRequest;
import io.github.wechatpayspring.key.MerchantCredentials;
import io.github.wechatpayspring.key.RequestSigner;
import io.github.wechatpayspring.key.RsaRequestSigner;
import io.github.wechatpayspring.key.platform.PlatformKey;
import io.github.wechatpayspring.key.platform.PlatformKeys;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.web.client.RestClient;

/**
 * A whole call but for HTTP, calls a second.
 */
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class CallBenchmark {

	private static final byte[] SIGNATURE = new byte[256];

	private final FavorCouponService real;

	private final FavorCouponService withoutCrypto;

	/**
	 * Prepare with keys of its own.
	 */
	public CallBenchmark() {
		KeyPair keys = Credentials.generateKeys();
		this.real = service(new RsaRequestSigner(keys.getPrivate()), keys);
		this.withoutCrypto = service((message) -> SIGNATURE, shortKeys());
	}

	// verifying with these costs next to nothing
	private static KeyPair shortKeys() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(new RSAKeyGenParameterSpec(512, RSAKeyGenParameterSpec.F0));
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java runtime has RSA", ex);
		}
	}

	private static FavorCouponService service(RequestSigner signer, KeyPair platform) {
		Clock clock = Clock.fixed(Instant.now(), ZoneOffset.UTC);
		WechatPayHosts hosts = new WechatPayHosts(URI.create("https://api.mch.weixin.qq.com"), null, clock);
		PlatformKeys keys = PlatformKeys
			.of(new PlatformKey(Credentials.PLATFORM_KEY_ID, (RSAPublicKey) platform.getPublic()));
		RestClient.Builder builder = RestClient.builder()
			.requestFactory(new StubRequestFactory(
					PlatformSigner.headers(platform.getPrivate(), clock.instant(), SignedAnswer.BODY),
					SignedAnswer.BODY));
		RestClient client = new RestClientPipeline(
				new MerchantCredentials(Credentials.MERCHANT_ID, Credentials.SERIAL_NUMBER, signer), () -> keys, hosts,
				clock)
			.build(builder, (it) -> {
			}, CallGuards.none());
		return new ServiceProxyFactory(clock).create(FavorCouponService.class,
				new WechatPayClient(client, hosts.primary(), Credentials.MERCHANT_ID, Credentials.APPID));
	}

	/**
	 * Send a coupon.
	 * @return its id
	 */
	@Benchmark
	public String call() {
		return send(this.real);
	}

	/**
	 * Send a coupon with a signature that costs nothing and a verification that costs
	 * next to nothing.
	 * @return its id
	 */
	@Benchmark
	public String callWithoutCrypto() {
		return send(this.withoutCrypto);
	}

	private static String send(FavorCouponService service) {
		return service
			.send(SendFavorCouponRequest.builder()
				.openid(CouponClient.OPENID)
				.stockId(CouponClient.STOCK_ID)
				.outRequestNo("20261120-000001")
				.build())
			.couponId();
	}

}
