package io.github.wechatpayspring.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Received;
import io.github.wechatpayspring.client.resilience.CallGuards;
import io.github.wechatpayspring.client.resilience.WechatPayHosts;
import io.github.wechatpayspring.key.MerchantCredentials;
import io.github.wechatpayspring.key.MerchantKey;
import io.github.wechatpayspring.key.PublishedShangmi;
import io.github.wechatpayspring.key.pem.KeyCertificate;
import io.github.wechatpayspring.key.pem.PemText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SigningInterceptorTests {

	private final FakeWechatPay wechatPay = new FakeWechatPay();

	private final RestClient client = this.wechatPay.restClient();

	@Test
	void signsTheBytesOfTheBody() {
		String body = "{\"coupon_name\":\"微信支付代金券 😀\",\"space\" : 1}";
		this.client.post()
			.uri("/v3/marketing/favor/stocks")
			.contentType(MediaType.APPLICATION_JSON)
			.body(body.getBytes(StandardCharsets.UTF_8))
			.retrieve()
			.toBodilessEntity();
		Received request = this.wechatPay.onlyRequest();
		assertThat(request.body()).isEqualTo(body);
		assertThat(request.isSignedFor("/v3/marketing/favor/stocks")).isTrue();
	}

	@Test
	void signsJsonAsItIsWritten() {
		record Coupon(String couponName) {
		}
		this.client.post().uri("/v3/x").body(new Coupon("券 😀")).retrieve().toBodilessEntity();
		assertThat(this.wechatPay.onlyRequest().body()).isEqualTo("{\"coupon_name\":\"券 😀\"}");
		assertThat(this.wechatPay.onlyRequest().isSignedFor("/v3/x")).isTrue();
	}

	@Test
	void signsPathAndQueryAsTheyAreSent() {
		this.client.get()
			.uri("/v3/users/{openid}/coupons?name={name}&empty=&plus=a+b", "o/U;p F=8%微", "a&b=c+d 券")
			.retrieve()
			.toBodilessEntity();
		Received request = this.wechatPay.onlyRequest();
		String target = "/v3/users/o%2FU%3Bp%20F%3D8%25%E5%BE%AE/coupons?name=a%26b%3Dc%2Bd%20%E5%88%B8&empty=&plus=a+b";
		assertThat(request.uri()).hasToString("https://api.mch.weixin.qq.com" + target);
		assertThat(request.isSignedFor(target)).isTrue();
	}

	@Test
	void signsAnEncodedUriWithoutEncodingItAgain() {
		this.client.get()
			.uri(URI.create("https://api.mch.weixin.qq.com/v3/x%7E~%2f?q=%7B%22a%22%3A1%7D"))
			.retrieve()
			.toBodilessEntity();
		assertThat(this.wechatPay.onlyRequest().isSignedFor("/v3/x%7E~%2f?q=%7B%22a%22%3A1%7D")).isTrue();
	}

	@Test
	void namesMerchantNonceTimeSerialAndSignature() {
		get("/v3/certificates");
		Received request = this.wechatPay.onlyRequest();
		assertThat(request.header("Authorization")).matches("WECHATPAY2-SHA256-RSA2048 mchid=\"[^\"]+\","
				+ "nonce_str=\"[^\"]+\",timestamp=\"[^\"]+\",serial_no=\"[^\"]+\",signature=\"[A-Za-z0-9+/]+=*\"");
		assertThat(request.authorization())
			.containsOnlyKeys("mchid", "nonce_str", "timestamp", "serial_no", "signature")
			.containsEntry("mchid", FakeWechatPay.MERCHANT_ID)
			.containsEntry("timestamp", Long.toString(FakeWechatPay.NOW.getEpochSecond()))
			.containsEntry("serial_no", FakeWechatPay.MERCHANT_SERIAL);
	}

	@Test
	void leavesTheHeaderForOtherAlgorithmsOutWithRsa() {
		get("/v3/certificates");
		assertThat(this.wechatPay.onlyRequest().headers().containsHeader("Wechatpay-Signature-Type")).isFalse();
	}

	@Test
	void signsWithSm2AndAsksForIt() {
		MerchantKey key = PemText.of(PublishedShangmi.MERCHANT_PRIVATE_KEY).privateKey();
		MerchantCredentials credentials = new MerchantCredentials(PublishedShangmi.MERCHANT_ID,
				PublishedShangmi.MERCHANT_SERIAL, key);
		WechatPayHosts hosts = new WechatPayHosts(URI.create("https://api.mch.weixin.qq.com"), null,
				FakeWechatPay.CLOCK);
		new RestClientPipeline(credentials, FakeWechatPay.platformKeys(), hosts, FakeWechatPay.CLOCK)
			.build(RestClient.builder().requestFactory(this.wechatPay), (builder) -> {
			}, CallGuards.none())
			.get()
			.uri("/v3/x?y=z")
			.retrieve()
			.toBodilessEntity();
		Received request = this.wechatPay.onlyRequest();
		assertThat(request.header("Authorization"))
			.startsWith("WECHATPAY2-SM2-WITH-SM3 mchid=\"" + PublishedShangmi.MERCHANT_ID + "\",nonce_str=");
		assertThat(request.header("Wechatpay-Signature-Type")).isEqualTo("WECHATPAY2-SM2-WITH-SM3");
		Map<String, String> fields = request.authorization();
		byte[] message = "GET\n/v3/x?y=z\n%s\n%s\n\n".formatted(fields.get("timestamp"), fields.get("nonce_str"))
			.getBytes(StandardCharsets.UTF_8);
		KeyCertificate certificate = PemText.of(PublishedShangmi.MERCHANT_CERTIFICATE).certificates().get(0);
		assertThat(certificate.publicKey().verifies(message, Base64.getDecoder().decode(fields.get("signature"))))
			.isTrue();
	}

	@Test
	void usesANewNonceOf32CharactersEachTime() {
		Set<String> nonces = new HashSet<>();
		for (int i = 0; i < 20; i++) {
			get("/v3/certificates");
		}
		for (Received request : this.wechatPay.received()) {
			nonces.add(request.authorization().get("nonce_str"));
		}
		assertThat(nonces).hasSize(20).allMatch((nonce) -> nonce.matches("[0-9A-F]{32}"));
	}

	@Test
	void setsTheHeadersOfWechatPayOnGet() {
		get("/v3/certificates");
		assertThat(this.wechatPay.onlyRequest().header("Accept")).contains("application/json");
		assertHeadersOfWechatPay(this.wechatPay.onlyRequest());
	}

	@Test
	void setsTheHeadersOfWechatPayOnPost() {
		record Empty() {
		}
		this.client.post().uri("/v3/x").body(new Empty()).retrieve().toBodilessEntity();
		assertThat(this.wechatPay.onlyRequest().header("Accept")).contains("application/json");
		assertHeadersOfWechatPay(this.wechatPay.onlyRequest());
	}

	@Test
	void asksForJsonWhenAnAnswerIsRead() {
		this.wechatPay.answer(FakeWechatPay.Answer.signed("{\"coupon_id\":\"1\"}"));
		record Answer(String couponId) {
		}
		this.client.get().uri("/v3/x").retrieve().body(Answer.class);
		assertThat(this.wechatPay.onlyRequest().header("Accept")).contains("application/json");
	}

	@Test
	void keepsHeadersThatAreSetAlready() {
		this.client.get()
			.uri("/v3/x")
			.header("User-Agent", "shop/1.0")
			.header("Accept", "application/x-gzip")
			.header("Wechatpay-Serial", "another")
			.retrieve()
			.toBodilessEntity();
		Received request = this.wechatPay.onlyRequest();
		assertThat(request.header("User-Agent")).isEqualTo("shop/1.0");
		assertThat(request.header("Accept")).isEqualTo("application/x-gzip");
		assertThat(request.header("Wechatpay-Serial")).isEqualTo("another");
	}

	@ParameterizedTest
	@CsvSource({ "https://gateway.example/wechat", "https://gateway.example/wechat/", "http://127.0.0.1:8080/a/b" })
	void sendsButDoesNotSignThePrefixOfAGateway(String baseUrl) {
		FakeWechatPay gateway = new FakeWechatPay(baseUrl);
		gateway.restClient().get().uri("/v3/x?a=1").retrieve().toBodilessEntity();
		assertThat(gateway.onlyRequest().uri()).hasToString(baseUrl.replaceAll("/$", "") + "/v3/x?a=1");
		assertThat(gateway.onlyRequest().isSignedFor("/v3/x?a=1")).isTrue();
	}

	@Test
	void acceptsABaseUrlThatEndsInASlash() {
		FakeWechatPay wechatPay = new FakeWechatPay("https://api.mch.weixin.qq.com/");
		wechatPay.restClient().get().uri("/v3/x").retrieve().toBodilessEntity();
		assertThat(wechatPay.onlyRequest().uri()).hasToString("https://api.mch.weixin.qq.com/v3/x");
		assertThat(wechatPay.onlyRequest().isSignedFor("/v3/x")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example/v3/x", "http://api.mch.weixin.qq.com/v3/x",
			"https://api.mch.weixin.qq.com:8443/v3/x", "https://api.mch.weixin.qq.com@evil.example/v3/x",
			"https://evil.example@api.mch.weixin.qq.com/v3/x", "https://api.mch.weixin.qq.com.evil.example/v3/x",
			"https://api2.mch.weixin.qq.com/v3/x", "https://api.mch.weixin.qq.com", "//evil.example/v3/x" })
	void refusesOtherPlacesAndSendsNothing(String url) {
		assertThatIllegalArgumentException().isThrownBy(() -> getUri(this.client, url))
			.withMessage(
					"Requests are signed for https://api.mch.weixin.qq.com only: use a path that begins with /v3/");
		assertThat(this.wechatPay.received()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://gateway.example/v3/x", "https://gateway.example/wechat2/v3/x",
			"https://gateway.example/wechat", "https://gateway.example/Wechat/v3/x" })
	void refusesPathsOutsideOfThePrefix(String url) {
		FakeWechatPay gateway = new FakeWechatPay("https://gateway.example/wechat");
		assertThatIllegalArgumentException().isThrownBy(() -> getUri(gateway.restClient(), url));
		assertThat(gateway.received()).isEmpty();
	}

	@Test
	void acceptsTheHostInAnyCase() {
		this.client.get().uri(URI.create("HTTPS://API.mch.weixin.qq.com/v3/x")).retrieve().toBodilessEntity();
		assertThat(this.wechatPay.onlyRequest().isSignedFor("/v3/x")).isTrue();
	}

	@Test
	void refusesASecondAuthorizationAndSendsNothing() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.client.get()
				.uri("/v3/x")
				.header("authorization", "Bearer secret")
				.retrieve()
				.toBodilessEntity())
			.withMessageContaining("Authorization")
			.withMessageNotContaining("secret");
		assertThat(this.wechatPay.received()).isEmpty();
	}

	@Test
	void signsARequestWhoseHeadersACustomizerChanged() {
		RestClient customized = this.wechatPay
			.restClient((builder) -> builder.requestInterceptor((request, body, execution) -> {
				request.getHeaders().set(HttpHeaders.USER_AGENT, "shop/2.0");
				return execution.execute(request, body);
			}));
		customized.post().uri("/v3/x").body(new byte[] { '{', '}' }).retrieve().toBodilessEntity();
		Received request = this.wechatPay.onlyRequest();
		assertThat(request.body()).isEqualTo("{}");
		assertThat(request.header("User-Agent")).isEqualTo("shop/2.0");
		assertThat(request.isSignedFor("/v3/x")).isTrue();
	}

	@Test
	void signsForItsOwnHostWhateverBaseUrlACustomizerSets() {
		RestClient customized = this.wechatPay.restClient((builder) -> builder.baseUrl("https://evil.example"));
		customized.get().uri("/v3/x").retrieve().toBodilessEntity();
		assertThat(this.wechatPay.onlyRequest().uri()).hasToString("https://api.mch.weixin.qq.com/v3/x");
	}

	private void assertHeadersOfWechatPay(Received request) {
		assertThat(request.header("User-Agent")).matches("wechatpay-spring-boot/\\S+ Java/\\d+");
		assertThat(request.header("Content-Type")).isEqualTo("application/json");
		assertThat(request.header("Wechatpay-Serial")).isEqualTo(FakeWechatPay.PLATFORM_KEY_ID);
		assertThat(request.header("Authorization")).startsWith("WECHATPAY2-SHA256-RSA2048 ").doesNotContain("|");
	}

	private void get(String uri) {
		this.client.get().uri(uri).retrieve().toBodilessEntity();
	}

	private static void getUri(RestClient client, String uri) {
		client.get().uri(URI.create(uri)).retrieve().toBodilessEntity();
	}

}
