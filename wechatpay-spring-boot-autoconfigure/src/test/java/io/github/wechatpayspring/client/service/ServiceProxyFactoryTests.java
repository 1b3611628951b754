package io.github.wechatpayspring.client.service;

import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import io.github.wechatpayspring.FakeWechatPay.Received;
import io.github.wechatpayspring.Sensitive;
import io.github.wechatpayspring.WechatPayApiException;
import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.client.service.WechatPayCall.SettledBy;
import io.github.wechatpayspring.field.ResponseFields;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ServiceProxyFactoryTests {

	private final FakeWechatPay wechatPay = new FakeWechatPay();

	private final ServiceProxyFactory factory = new ServiceProxyFactory(FakeWechatPay.CLOCK);

	private final Goods goods = this.factory.create(Goods.class, this.wechatPay.client(3));

	@Test
	void writesWhatIsInTheUrlThereAndTheRestIntoTheBody() {
		this.wechatPay.answer(Answer.signed("{\"goods_id\":\"g1\"}"));
		GoodsResponse response = this.goods.add(new AddGoods("98/65", "g1", null, "n1", "张三"));
		assertThat(response).isEqualTo(new GoodsResponse("g1"));
		Received request = this.wechatPay.onlyRequest();
		assertThat(request.method()).isEqualTo("POST");
		assertThat(request.uri().getRawPath()).isEqualTo("/v3/stocks/98%2F65/goods");
		assertThat(request.body()).startsWith("{\"goods_id\":\"g1\",\"out_request_no\":\"n1\",\"owner\":\"");
		assertThat(request.isSignedFor("/v3/stocks/98%2F65/goods")).isTrue();
	}

	@Test
	void encryptsWhatIsSensitive() {
		this.wechatPay.answer(Answer.signed("{\"goods_id\":\"g1\"}"));
		this.goods.add(new AddGoods("1", "g1", null, "n1", "张三"));
		String body = this.wechatPay.onlyRequest().body();
		assertThat(body).doesNotContain("张三");
		assertThat(FakeWechatPay.decrypt(body.replaceAll(".*\"owner\":\"([^\"]+)\".*", "$1"))).isEqualTo("张三");
	}

	@Test
	void writesTheComponentsOfAGetIntoItsQuery() {
		this.wechatPay.answer(Answer.signed("{\"data\":[{\"goods_id\":\"g1\"}]}"));
		GoodsPage page = this.goods
			.list(new ListGoods("1", List.of("a&b", "c"), OffsetDateTime.parse("2026-11-20T08:00:00+08:00"), 5, null));
		assertThat(page.data()).containsExactly(new GoodsResponse("g1"));
		assertThat(this.wechatPay.onlyRequest().uri())
			.hasToString("https://api.mch.weixin.qq.com/v3/stocks/1/goods?kind=a%26b&kind=c"
					+ "&create_start_time=2026-11-20T08%3A00%3A00%2B08%3A00&limit=5");
		assertThat(this.wechatPay.onlyRequest().body()).isEmpty();
	}

	@Test
	void takesSpringsOwnParameters() {
		this.wechatPay.answer(Answer.signed("{\"goods_id\":\"g1\"}"));
		ResponseEntity<GoodsResponse> response = this.goods.change("1/2", "x y", "zh", Map.of("a", 1));
		assertThat(response.getBody()).isEqualTo(new GoodsResponse("g1"));
		assertThat(response.getHeaders().getFirst("Request-ID")).isEqualTo(FakeWechatPay.REQUEST_ID);
		Received request = this.wechatPay.onlyRequest();
		assertThat(request.method()).isEqualTo("PATCH");
		assertThat(request.uri()).hasToString("https://api.mch.weixin.qq.com/v3/stocks/1%2F2/goods?reason=x%20y");
		assertThat(request.header("Accept-Language")).isEqualTo("zh");
		assertThat(request.body()).isEqualTo("{\"a\":1}");
	}

	@Test
	void needsNoBodyWhereNoneIsAskedFor() {
		this.wechatPay.answer(Answer.signed(204, ""));
		this.goods.remove("1", "d1");
		assertThat(this.wechatPay.onlyRequest().uri())
			.hasToString("https://api.mch.weixin.qq.com/v3/stocks/1/goods?delete_request_no=d1");
		assertThat(this.goods.head("1").getFirst("Request-ID")).isEqualTo(FakeWechatPay.REQUEST_ID);
	}

	@Test
	void believesNothingThatIsNotSignedEvenWithoutABody() {
		this.wechatPay.answer(Answer.unsigned(204, ""));
		assertThatExceptionOfType(WechatPayException.class).isThrownBy(() -> this.goods.remove("1", "d1"))
			.matches(WechatPayException::isOutcomeUnknown);
	}

	@Test
	void retriesWhatIsIdempotentWithTheSameBytes() {
		answers(Answer.signed(500, "{\"code\":\"SYSTEM_ERROR\"}"), Answer.signed("{\"goods_id\":\"g1\"}"));
		assertThat(this.goods.add(new AddGoods("1", "g1", null, "n1", "张三")).goodsId()).isEqualTo("g1");
		assertThat(this.wechatPay.received()).hasSize(2)
			.allSatisfy((request) -> assertThat(request.body()).isEqualTo(this.wechatPay.received().get(0).body()));
	}

	@Test
	void doesNotRetryWhatNobodySaysIsIdempotent() {
		answers(Answer.signed(500, "{\"code\":\"SYSTEM_ERROR\"}"), Answer.signed("{\"goods_id\":\"g1\"}"));
		assertThatExceptionOfType(WechatPayApiException.class)
			.isThrownBy(() -> this.goods.change("1", "x", "zh", Map.of()))
			.matches(WechatPayException::isOutcomeUnknown);
		assertThat(this.wechatPay.received()).hasSize(1);
	}

	@Test
	void retriesNothingIfAskedNotTo() {
		answers(Answer.signed(500, "{\"code\":\"SYSTEM_ERROR\"}"), Answer.signed("{\"goods_id\":\"g1\"}"));
		assertThatExceptionOfType(WechatPayApiException.class)
			.isThrownBy(() -> this.goods.withoutRetry().add(new AddGoods("1", "g1", null, "n1", "张三")))
			.matches((ex) -> "n1".equals(ex.outRequestNo()));
		assertThat(this.wechatPay.received()).hasSize(1);
	}

	@Test
	void fillsInWhatTheMerchantKnows() {
		this.wechatPay.answer(Answer.signed("{\"start_time\":\"2026-11-20T08:00:00+08:00\"}"));
		this.goods.start(new StartStock("1", null));
		assertThat(this.wechatPay.onlyRequest().body())
			.isEqualTo("{\"stock_creator_mchid\":\"%s\"}".formatted(FakeWechatPay.MERCHANT_ID));
	}

	@Test
	void asksForTheStateOnceARetryIsRefused() {
		answers(Answer.signed(500, "{\"code\":\"SYSTEM_ERROR\"}"),
				Answer.signed(400, "{\"code\":\"INVALID_REQUEST\",\"message\":\"批次状态非法\"}"),
				Answer.signed("{\"status\":\"running\",\"start_time\":\"2026-11-20T08:00:00+08:00\"}"));
		Started started = this.goods.start(new StartStock("1", null));
		assertThat(started.startTime()).isEqualTo("2026-11-20T08:00:00+08:00");
		assertThat(started.requestId()).isEqualTo(FakeWechatPay.REQUEST_ID);
		assertThat(this.wechatPay.received().get(2).uri())
			.hasToString("https://api.mch.weixin.qq.com/v3/stocks/1?stock_creator_mchid=" + FakeWechatPay.MERCHANT_ID);
	}

	@Test
	void asksForTheStateOfAMethodThatReturnsAnEntity() {
		answers(Answer.signed(500, "{\"code\":\"SYSTEM_ERROR\"}"),
				Answer.signed(400, "{\"code\":\"INVALID_REQUEST\",\"message\":\"批次状态非法\"}"),
				Answer.signed("{\"status\":\"running\",\"start_time\":\"2026-11-20T08:00:00+08:00\"}"));
		ResponseEntity<Started> started = this.goods.startForEntity(new StartStock("1", null));
		assertThat(started.getStatusCode().value()).isEqualTo(200);
		assertThat(started.getHeaders().getFirst("Request-ID")).isEqualTo(FakeWechatPay.REQUEST_ID);
		assertThat(started.getBody().startTime()).isEqualTo("2026-11-20T08:00:00+08:00");
	}

	@Test
	void asksForTheStateOfAMethodThatReturnsNothing() {
		answers(Answer.signed(500, "{\"code\":\"SYSTEM_ERROR\"}"),
				Answer.signed(400, "{\"code\":\"INVALID_REQUEST\",\"message\":\"批次状态非法\"}"),
				Answer.signed("{\"status\":\"running\"}"));
		this.goods.startForNothing(new StartStock("1", null));
		assertThat(this.wechatPay.received()).hasSize(3);
	}

	@Test
	void failsIfTheStateIsAnotherOneThoughTheMethodReturnsNothing() {
		answers(Answer.signed(500, "{\"code\":\"SYSTEM_ERROR\"}"),
				Answer.signed(400, "{\"code\":\"INVALID_REQUEST\",\"message\":\"批次状态非法\"}"),
				Answer.signed("{\"status\":\"stoped\"}"));
		assertThatExceptionOfType(WechatPayApiException.class)
			.isThrownBy(() -> this.goods.startForNothing(new StartStock("1", null)))
			.matches((ex) -> ex.code().equals("INVALID_REQUEST"))
			.matches(WechatPayException::isOutcomeUnknown);
	}

	@Test
	void failsIfTheStateIsAnotherOne() {
		answers(Answer.signed(500, "{\"code\":\"SYSTEM_ERROR\"}"),
				Answer.signed(400, "{\"code\":\"INVALID_REQUEST\",\"message\":\"批次状态非法\"}"),
				Answer.signed("{\"status\":\"stoped\"}"));
		assertThatExceptionOfType(WechatPayApiException.class)
			.isThrownBy(() -> this.goods.start(new StartStock("1", null)))
			.matches((ex) -> ex.code().equals("INVALID_REQUEST"))
			.matches(WechatPayException::isOutcomeUnknown);
	}

	@Test
	void doesNotAskForTheStateIfTheFirstAttemptIsRefused() {
		this.wechatPay.answer(Answer.signed(400, "{\"code\":\"INVALID_REQUEST\"}"));
		assertThatExceptionOfType(WechatPayApiException.class)
			.isThrownBy(() -> this.goods.start(new StartStock("1", null)))
			.matches((ex) -> !ex.isOutcomeUnknown());
		assertThat(this.wechatPay.received()).hasSize(1);
	}

	@Test
	void runsCallsInTheBackground() throws Exception {
		this.wechatPay.answer(Answer.signed("{\"goods_id\":\"g1\"}"));
		assertThat(this.goods.async((goods) -> goods.add(new AddGoods("1", "g1", null, "n1", "张三")))
			.get(10, TimeUnit.SECONDS)).isEqualTo(new GoodsResponse("g1"));
	}

	@Test
	void callsDefaultMethods() {
		this.wechatPay.answer(Answer.signed("{\"goods_id\":\"g1\"}"));
		assertThat(this.goods.add("1", "g1")).isEqualTo(new GoodsResponse("g1"));
	}

	@Test
	void isItselfAndSaysWhatItIs() {
		assertThat(this.goods).isEqualTo(this.goods)
			.hasSameHashCodeAs(this.goods)
			.isNotEqualTo(this.goods.withoutRetry());
		assertThat(this.goods).hasToString("Goods of merchant " + FakeWechatPay.MERCHANT_ID);
	}

	@Test
	void refusesAComponentThatWouldBeSentTwice() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.factory.create(Twice.class, this.wechatPay.client(1)))
			.withMessage("Twice.add would send 'stockId' in its URL and in its body: put @JsonIgnore on the component");
	}

	@Test
	void refusesToPutWhatIsSensitiveIntoAUrl() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.factory.create(Leak.class, this.wechatPay.client(1)))
			.withMessage(
					"Leak.find would send 'name' in its URL, where @Sensitive cannot encrypt it: send it in a body");
	}

	@Test
	void refusesANumberThatIsNoComponent() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.factory.create(Misnamed.class, this.wechatPay.client(1)))
			.withMessage("Misnamed.find names \"number\" in @WechatPayCall, but its request has no such component");
	}

	@Test
	void refusesAUrlElsewhere() {
		Elsewhere elsewhere = this.factory.create(Elsewhere.class, this.wechatPay.client(1));
		assertThatIllegalArgumentException().isThrownBy(elsewhere::find)
			.withMessage(
					"Elsewhere.find must have a path that begins with a slash: the host is that of wechatpay.client.base-url");
		assertThat(this.wechatPay.received()).isEmpty();
	}

	private void answers(Answer... answers) {
		Deque<Answer> all = new ArrayDeque<>(List.of(answers));
		this.wechatPay.answer((request) -> all.remove());
	}

	interface Goods extends WechatPayService<Goods> {

		@PostExchange("/v3/stocks/{stock_id}/goods")
		@WechatPayCall(operation = "goods-add", idempotent = true, number = "outRequestNo", oneAtATime = "stock_id")
		GoodsResponse add(AddGoods request);

		default GoodsResponse add(String stockId, String goodsId) {
			return add(new AddGoods(stockId, goodsId, null, "n1", "张三"));
		}

		@GetExchange("/v3/stocks/{stock_id}/goods")
		GoodsPage list(ListGoods request);

		@PatchExchange("/v3/stocks/{stockId}/goods")
		ResponseEntity<GoodsResponse> change(@PathVariable String stockId, @RequestParam String reason,
				@RequestHeader("Accept-Language") String language, @RequestBody Map<String, Object> body);

		@DeleteExchange("/v3/stocks/{stockId}/goods")
		void remove(@PathVariable String stockId, @RequestParam("delete_request_no") String number);

		@HttpExchange(method = "HEAD", url = "/v3/stocks/{stockId}/goods")
		HttpHeaders head(@PathVariable String stockId);

		@PostExchange("/v3/stocks/{stock_id}/start")
		@WechatPayCall(operation = "stock-start", idempotent = true,
				settledBy = @SettledBy(url = "/v3/stocks/{stock_id}?stock_creator_mchid={stock_creator_mchid}",
						field = "status", values = "running"))
		Started start(StartStock request);

		@PostExchange("/v3/stocks/{stock_id}/start")
		@WechatPayCall(operation = "stock-start", idempotent = true,
				settledBy = @SettledBy(url = "/v3/stocks/{stock_id}", field = "status", values = "running"))
		ResponseEntity<Started> startForEntity(StartStock request);

		@PostExchange("/v3/stocks/{stock_id}/start")
		@WechatPayCall(operation = "stock-start", idempotent = true,
				settledBy = @SettledBy(url = "/v3/stocks/{stock_id}", field = "status", values = "running"))
		void startForNothing(StartStock request);

	}

	record AddGoods(@JsonIgnore String stockId, String goodsId, @Nullable String comment, String outRequestNo,
			@Sensitive String owner) {
	}

	record GoodsResponse(String goodsId) {
	}

	record GoodsPage(List<GoodsResponse> data) {
	}

	record ListGoods(String stockId, @JsonProperty("kind") List<String> kinds, OffsetDateTime createStartTime,
			Integer limit, @Nullable Integer offset) {
	}

	record StartStock(@JsonIgnore String stockId,
			@Nullable String stockCreatorMchid) implements MerchantDefaults<StartStock> {

		@Override
		public StartStock withDefaults(CallingMerchant merchant) {
			return new StartStock(this.stockId,
					(this.stockCreatorMchid != null) ? this.stockCreatorMchid : merchant.merchantId());
		}

	}

	record Started(OffsetDateTime startTime,
			@com.fasterxml.jackson.annotation.JacksonInject(value = ResponseFields.REQUEST_ID,
					useInput = com.fasterxml.jackson.annotation.OptBoolean.FALSE) @Nullable String requestId) {
	}

	interface Twice {

		@PostExchange("/v3/stocks/{stock_id}/goods")
		GoodsResponse add(Unmarked request);

	}

	record Unmarked(String stockId) {
	}

	interface Leak {

		@GetExchange("/v3/users")
		GoodsResponse find(Named request);

	}

	record Named(@Sensitive String name) {
	}

	interface Misnamed {

		@PostExchange("/v3/users")
		@WechatPayCall(operation = "find", number = "number")
		GoodsResponse find(Named request);

	}

	interface Elsewhere {

		@GetExchange("https://example.com/v3/users")
		GoodsResponse find();

	}

}
