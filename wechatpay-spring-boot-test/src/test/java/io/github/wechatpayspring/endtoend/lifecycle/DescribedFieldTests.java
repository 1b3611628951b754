package io.github.wechatpayspring.endtoend.lifecycle;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.wechatpayspring.WechatPayApiException;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.simulator.Operation;
import io.github.wechatpayspring.simulator.RecordedRequest;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What the library sends, spoilt field by field: the simulator refuses it, from the same
 * descriptions that the library's requests are generated from.
 */
class DescribedFieldTests {

	private static final WechatPaySimulator wechatPay = WechatPaySimulator.start();

	private static final ConfigurableApplicationContext application = CouponApplication.start(wechatPay,
			"wechatpay.client.retry.enabled=false", "wechatpay.client.rate-limit.enabled=false");

	private static final CouponWorld world = new CouponWorld(wechatPay, application);

	private final JsonMapper mapper = new JsonMapper();

	private final RestClient client = application.getBean("wechatPayRestClient", RestClient.class);

	@AfterAll
	static void stop() {
		application.close();
		wechatPay.close();
	}

	static Stream<Operation> callsWithABody() {
		return world.steps()
			.keySet()
			.stream()
			.filter((operation) -> !operation.method().equals("GET") && !operation.method().equals("DELETE"))
			.filter((operation) -> operation != Operation.IMAGE_UPLOAD);
	}

	static Stream<Operation> callsWithAQuery() {
		return world.steps().keySet().stream().filter((operation) -> operation.method().equals("GET"));
	}

	@ParameterizedTest
	@MethodSource("callsWithABody")
	void refusesABodyWithAFieldThatIsNotDescribed(Operation operation) {
		RecordedRequest request = made(operation);
		everyObject(body(request)).forEach((pointer) -> {
			ObjectNode body = body(request);
			((ObjectNode) body.at(pointer)).put("nonsense", 1);
			assertThat(refusal(request, body).getMessage()).contains("请求中含有未在API文档中定义的参数");
		});
	}

	@ParameterizedTest
	@MethodSource("callsWithABody")
	void refusesABodyWithAFieldOfAnotherType(Operation operation) {
		RecordedRequest request = made(operation);
		everyField(body(request)).forEach((pointer) -> {
			ObjectNode body = body(request);
			ObjectNode parent = (ObjectNode) body.at(pointer.substring(0, pointer.lastIndexOf('/')));
			String name = pointer.substring(pointer.lastIndexOf('/') + 1);
			if (parent.get(name).isNumber()) {
				parent.put(name, "1");
			}
			else {
				parent.put(name, 1);
			}
			assertThat(refusal(request, body).getMessage()).contains("/body" + pointer).contains("类型的 Json 值");
		});
	}

	@ParameterizedTest
	@MethodSource("callsWithABody")
	void refusesABodyWithoutARequiredField(Operation operation) {
		RecordedRequest request = made(operation);
		List<String> required = new ArrayList<>();
		everyField(body(request)).forEach((pointer) -> {
			ObjectNode body = body(request);
			((ObjectNode) body.at(pointer.substring(0, pointer.lastIndexOf('/'))))
				.remove(pointer.substring(pointer.lastIndexOf('/') + 1));
			world.prepare(operation);
			WechatPayApiException refusal = catchThrowableOfType(WechatPayApiException.class,
					() -> send(request, body));
			if (refusal != null && refusal.getMessage().contains("必填性规则校验失败")) {
				required.add(pointer);
			}
		});
		assertThat(required).isNotEmpty();
	}

	@ParameterizedTest
	@MethodSource("callsWithAQuery")
	void refusesAQueryWithAParameterThatIsNotDescribed(Operation operation) {
		RecordedRequest request = made(operation);
		String target = request.target() + ((request.query() != null) ? "&" : "?") + "nonsense=1";
		WechatPayApiException refusal = catchThrowableOfType(WechatPayApiException.class,
				() -> this.client.get().uri(URI.create(wechatPay.baseUrl() + target)).retrieve().toBodilessEntity());
		assertThat(refusal).isNotNull();
		assertThat(refusal.getMessage()).contains("请求中含有未在API文档中定义的参数");
	}

	private static RecordedRequest made(Operation operation) {
		world.prepare(operation);
		world.call(operation);
		List<RecordedRequest> requests = wechatPay.requests()
			.stream()
			.filter((request) -> request.operation() == operation)
			.toList();
		return requests.get(requests.size() - 1);
	}

	private ObjectNode body(RecordedRequest request) {
		return (ObjectNode) this.mapper.readTree(request.body());
	}

	private List<String> everyObject(ObjectNode body) {
		List<String> pointers = new ArrayList<>(List.of(""));
		everyField(body).stream().filter((pointer) -> body.at(pointer).isObject()).forEach(pointers::add);
		return pointers;
	}

	private static List<String> everyField(ObjectNode body) {
		List<String> pointers = new ArrayList<>();
		addFields(body, "", pointers);
		return pointers;
	}

	private static void addFields(JsonNode node, String pointer, List<String> pointers) {
		node.properties().forEach((field) -> {
			pointers.add(pointer + "/" + field.getKey());
			addFields(field.getValue(), pointer + "/" + field.getKey(), pointers);
		});
	}

	private WechatPayApiException refusal(RecordedRequest request, ObjectNode body) {
		WechatPayApiException refusal = catchThrowableOfType(WechatPayApiException.class, () -> send(request, body));
		assertThat(refusal).as(body.toString()).isNotNull();
		assertThat(refusal.statusCode()).isEqualTo(400);
		assertThat(refusal.code()).isEqualTo("PARAM_ERROR");
		return refusal;
	}

	private void send(RecordedRequest request, ObjectNode body) {
		this.client.method(HttpMethod.valueOf(request.method()))
			.uri(URI.create(wechatPay.baseUrl() + request.target()))
			.contentType(MediaType.APPLICATION_JSON)
			.headers((headers) -> {
				String serial = request.header("Wechatpay-Serial");
				if (serial != null) {
					headers.set("Wechatpay-Serial", serial);
				}
			})
			.body(body.toString())
			.retrieve()
			.toBodilessEntity();
	}

}
