package io.github.wechatpayspring.endtoend.calls;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;
import io.github.wechatpayspring.Sensitive;
import io.github.wechatpayspring.WechatPayApiException;
import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.simulator.Fault;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.autoconfigure.AutoConfigureWechatPaySimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Calls that the library has no method for, made with {@code wechatPayRestClient}.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@AutoConfigureWechatPaySimulator
class GenericCallTests {

	private static final String FAVOR = "/v3/marketing/favor/users/{openid}/coupons";

	private static final String MULTIUSE = "/v3/multiuse/users/{openid}/coupons";

	@Autowired
	private WechatPaySimulator wechatPay;

	@Autowired
	@Qualifier("wechatPayRestClient")
	private RestClient restClient;

	@Autowired
	private RestClient unqualified;

	@Autowired
	private List<RestClient> all;

	@Test
	void sendsARecordOfTheApplication() {
		Sent sent = this.restClient.post()
			.uri(FAVOR, "o/1")
			.body(new Send(CouponApplication.FAVOR_STOCK, "1", appid(), CouponApplication.MERCHANT_ID, null))
			.retrieve()
			.body(Sent.class);
		assertThat(sent).isNotNull();
		assertThat(this.wechatPay.issuedCoupons()).singleElement().satisfies((coupon) -> {
			assertThat(coupon.id()).isEqualTo(sent.couponId());
			assertThat(coupon.openid()).isEqualTo("o/1");
		});
	}

	@Test
	void encryptsSensitiveComponentsOfARecordOfTheApplication() {
		Sent sent = this.restClient.post()
			.uri(MULTIUSE, CouponApplication.OPENID)
			.body(new GiveGold(CouponApplication.MULTIUSE_STOCK, "1", appid(), CouponApplication.USER_NAME,
					CouponApplication.ID_CARD_NUMBER, 100, "ID_CARD"))
			.retrieve()
			.body(Sent.class);
		assertThat(sent).isNotNull();
		assertThat(this.wechatPay.issuedCoupons()).extracting(IssuedCoupon::id).containsExactly(sent.couponId());
		assertThat(this.wechatPay.requests().get(0).bodyAsString()).contains("user_name", "id_card_number")
			.doesNotContain(CouponApplication.USER_NAME, CouponApplication.ID_CARD_NUMBER);
	}

	@Test
	void servesInterfacesOfTheApplication() {
		FavorApi api = HttpServiceProxyFactory.builderFor(RestClientAdapter.create(this.restClient))
			.build()
			.createClient(FavorApi.class);
		String openid = "o/../é +?%";
		Sent sent = api.send(openid,
				new Send(CouponApplication.FAVOR_STOCK, "1", appid(), CouponApplication.MERCHANT_ID, null));
		assertThat(api.list(openid, appid(), CouponApplication.MERCHANT_ID)).containsEntry("total_count", 1);
		assertThat(this.wechatPay.issuedCoupons()).singleElement().satisfies((coupon) -> {
			assertThat(coupon.id()).isEqualTo(sent.couponId());
			assertThat(coupon.openid()).isEqualTo(openid);
		});
		assertThatExceptionOfType(WechatPayApiException.class)
			.isThrownBy(() -> api.send(openid, new Send("404", "2", appid(), CouponApplication.MERCHANT_ID, null)))
			.matches((ex) -> "RESOURCE_NOT_EXISTS".equals(ex.code()));
	}

	@Test
	void mapsErrorsBeforeAnyoneCanTakeThemForSuccess() {
		assertThatExceptionOfType(WechatPayApiException.class)
			.isThrownBy(() -> this.restClient.get()
				.uri("/v3/nowhere")
				.exchange((request, response) -> response.getStatusCode()))
			.matches((ex) -> ex.statusCode() == 404);
		assertThatExceptionOfType(WechatPayApiException.class).isThrownBy(() -> this.restClient.get()
			.uri("/v3/nowhere")
			.retrieve()
			.onStatus((status) -> true, (request, response) -> {
			})
			.toBodilessEntity()).matches((ex) -> ex.statusCode() == 404);
	}

	@Test
	void verifiesBeforeAnyoneCanReadTheResponse() {
		this.wechatPay.inject(Fault.TAMPERED_BODY.times(8));
		assertThatExceptionOfType(WechatPaySecurityException.class)
			.isThrownBy(() -> list().exchange((request, response) -> response.bodyTo(String.class)));
		assertThatExceptionOfType(WechatPaySecurityException.class)
			.isThrownBy(() -> list().retrieve().toBodilessEntity());
		ResponseEntity<String> genuine = list().retrieve().toEntity(String.class);
		assertThat(genuine.getBody()).startsWith("{\"data\":[]");
	}

	@Test
	void refusesAnotherAuthorization() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> list().header(HttpHeaders.AUTHORIZATION, "Bearer token").retrieve().toBodilessEntity())
			.withMessageContaining("Authorization")
			.withMessageNotContaining("token");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> list().headers((headers) -> headers.setBasicAuth("user", "password"))
				.retrieve()
				.toBodilessEntity());
		assertThat(this.wechatPay.requests()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://127.0.0.1:%d/v3/x", "http://localhost:%d/v3/x", "https://127.0.0.1:%d/v3/x",
			"http://api.mch.weixin.qq.com@127.0.0.1:%d/v3/x", "//127.0.0.1:%d/v3/x" })
	void refusesOtherHosts(String url) throws Exception {
		AtomicInteger arrived = new AtomicInteger();
		HttpServer elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
		elsewhere.createContext("/", (exchange) -> {
			arrived.incrementAndGet();
			exchange.sendResponseHeaders(204, -1);
			exchange.close();
		});
		elsewhere.start();
		try {
			String target = url.formatted(elsewhere.getAddress().getPort());
			assertThatIllegalArgumentException()
				.isThrownBy(() -> this.restClient.get().uri(target).retrieve().toBodilessEntity())
				.withMessageContaining(this.wechatPay.baseUrl());
			assertThatIllegalArgumentException()
				.isThrownBy(() -> this.restClient.get().uri(URI.create(target)).retrieve().toBodilessEntity());
			assertThat(arrived).hasValue(0);
			assertThat(this.wechatPay.requests()).isEmpty();
		}
		finally {
			elsewhere.stop(0);
		}
	}

	@Test
	void acceptsAnAbsoluteUrlOfWeChatPay() {
		assertThat(this.restClient.get()
			.uri(this.wechatPay.baseUrl() + FAVOR + "?appid={appid}&creator_mchid={mchid}", CouponApplication.OPENID,
					appid(), CouponApplication.MERCHANT_ID)
			.retrieve()
			.body(String.class)).contains("total_count");
	}

	@Test
	void leavesTheRestClientOfTheApplicationAlone() {
		assertThat(this.unqualified).isNotSameAs(this.restClient);
		assertThat(this.all).containsExactly(this.unqualified);
		assertThatExceptionOfType(HttpClientErrorException.class).isThrownBy(
				() -> this.unqualified.get().uri(this.wechatPay.baseUrl() + "/v3/x").retrieve().toBodilessEntity());
		assertThat(this.wechatPay.requests()).singleElement()
			.satisfies(
					(request) -> assertThat(request.headers()).doesNotContainKeys("Authorization", "Wechatpay-Serial"));
	}

	private RestClient.RequestHeadersSpec<?> list() {
		return this.restClient.get()
			.uri(FAVOR + "?appid={appid}&creator_mchid={mchid}", CouponApplication.OPENID, appid(),
					CouponApplication.MERCHANT_ID);
	}

	private String appid() {
		return this.wechatPay.merchant().appid();
	}

	@HttpExchange(FAVOR)
	interface FavorApi {

		@PostExchange
		Sent send(@PathVariable String openid, @RequestBody Send coupon);

		@GetExchange
		Map<String, Object> list(@PathVariable String openid, @RequestParam String appid,
				@RequestParam("creator_mchid") String creator);

	}

	record Send(String stockId, String outRequestNo, String appid, String stockCreatorMchid, Long couponValue) {

	}

	record GiveGold(String stockId, String outRequestNo, String appid, @Sensitive String userName,
			@Sensitive String idCardNumber, long amount, String cardType) {

	}

	record Sent(String couponId) {

	}

	@TestConfiguration(proxyBeanMethods = false)
	static class OwnRestClient {

		@Bean
		RestClient shopRestClient() {
			return RestClient.create();
		}

	}

}
