package io.github.wechatpayspring.merchant.assembly;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import io.github.wechatpayspring.FakeWechatPay.Received;
import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.client.WechatPayClient;
import io.github.wechatpayspring.client.service.WechatPayCall;
import io.github.wechatpayspring.field.WechatPayJson;
import io.github.wechatpayspring.merchant.assembly.DescribedCalls.DescribedCall;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Every call that is described, made with the least that it needs.
 */
class DescribedCallsTests {

	private static final JsonMapper MAPPER = WechatPayJson.createMapper();

	// written by hand
	private static final Set<String> NOT_GENERATED = Set.of("favor-callback-set", "favor-callback-query",
			"busifavor-callback-set", "busifavor-callback-query", "image-upload", "certificate-download",
			"security-echo", "bill-download");

	// may be left out by themselves, but not in every request
	private static final Set<String> NEEDED = Set.of("couponAvailableTime", "useMethod", "availableBeginTime",
			"availableEndTime", "maxCoupons", "maxCouponsPerUser", "targetMaxCoupons", "currentMaxCoupons");

	private final FakeWechatPay wechatPay = new FakeWechatPay();

	static Stream<DescribedCall> calls() {
		return DescribedCalls.operations().stream().filter((call) -> !NOT_GENERATED.contains(call.operation()));
	}

	@Test
	void haveAMethodEach() {
		assertThat(methods().map((method) -> method.getAnnotation(WechatPayCall.class).operation()))
			.containsExactlyInAnyOrderElementsOf(calls().map(DescribedCall::operation).toList());
	}

	@ParameterizedTest
	@MethodSource("calls")
	void areRetriedWithTheSameRequest(DescribedCall call) {
		Method method = method(call);
		Deque<Answer> answers = new ArrayDeque<>(List.of(Answer.signed(500, "{\"code\":\"SYSTEM_ERROR\"}"),
				(method.getReturnType() != void.class) ? Answer.signed(response(method)) : Answer.signed(204, "")));
		this.wechatPay.answer((request) -> answers.remove());
		Object response = invoke(method, this.wechatPay.client(2));
		assertThat(this.wechatPay.received()).hasSize(2);
		Received first = this.wechatPay.received().get(0);
		Received second = this.wechatPay.received().get(1);
		assertThat(second.uri()).isEqualTo(first.uri());
		assertThat(second.bytes()).isEqualTo(first.bytes());
		assertThat(second.authorization().get("nonce_str")).isNotEqualTo(first.authorization().get("nonce_str"));
		assertThat(first.method()).isEqualTo(call.method());
		assertThat(first.uri().getPath()).matches(call.path().replaceAll("\\{[^}]+}", "[^/]+"));
		String query = (first.uri().getRawQuery() != null) ? "?" + first.uri().getRawQuery() : "";
		assertThat(first.isSignedFor(first.uri().getRawPath() + query)).isTrue();
		assertThat(query).doesNotContain("{", "null");
		if (response != null) {
			assertThat(response).hasFieldOrPropertyWithValue("requestId", FakeWechatPay.REQUEST_ID);
		}
	}

	@ParameterizedTest
	@MethodSource("calls")
	void sendWhatIsInTheUrlNowhereElse(DescribedCall call) {
		Method method = method(call);
		this.wechatPay.answer((request) -> (method.getReturnType() != void.class) ? Answer.signed(response(method))
				: Answer.signed(204, ""));
		invoke(method, this.wechatPay.client(1));
		Received request = this.wechatPay.onlyRequest();
		if (call.method().equals("GET") || call.method().equals("DELETE")) {
			assertThat(request.body()).isEmpty();
			return;
		}
		JsonNode body = MAPPER.readTree(request.body());
		assertThat(body.propertyNames()).isNotEmpty().noneMatch((name) -> call.path().contains("{" + name + "}"));
		assertThat(request.body()).doesNotContain("null", "additional_fields", "request_id");
	}

	@ParameterizedTest
	@MethodSource("calls")
	void areNotRetriedWhenAskedNotTo(DescribedCall call) {
		this.wechatPay.answer((request) -> Answer.signed(500, "{\"code\":\"SYSTEM_ERROR\"}"));
		assertThatExceptionOfType(WechatPayException.class)
			.isThrownBy(() -> invoke(method(call), this.wechatPay.client(3).withoutRetry()))
			.matches(WechatPayException::isOutcomeUnknown);
		assertThat(this.wechatPay.received()).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource("calls")
	void believeNothingThatIsNotSigned(DescribedCall call) {
		Method method = method(call);
		this.wechatPay.answer((request) -> (method.getReturnType() != void.class)
				? Answer.unsigned(200, response(method)) : Answer.unsigned(204, ""));
		assertThatExceptionOfType(WechatPayException.class).isThrownBy(() -> invoke(method, this.wechatPay.client(1)))
			.matches(WechatPayException::isOutcomeUnknown);
	}

	@Test
	void haveADocumentedLimitOrNone() {
		assertThat(DescribedCalls.operations()).allSatisfy((call) -> {
			assertThat(call.requests() == null).as(call.operation()).isEqualTo(call.seconds() == null);
			assertThat(call.summary()).as(call.operation()).isNotBlank();
			assertThat(call.documentation() == null || call.documentation().startsWith("https://pay.weixin.qq.com/"))
				.as(call.operation())
				.isTrue();
		});
	}

	private static Stream<Method> methods() {
		return DescribedCalls.interfaces()
			.stream()
			.flatMap((type) -> Arrays.stream(type.getMethods()))
			.filter((method) -> method.isAnnotationPresent(WechatPayCall.class));
	}

	private static Method method(DescribedCall call) {
		return methods()
			.filter((method) -> method.getAnnotation(WechatPayCall.class).operation().equals(call.operation()))
			.findFirst()
			.orElseThrow();
	}

	private static @Nullable Object invoke(Method method, WechatPayClient client) {
		Object service = FakeWechatPay.service(method.getDeclaringClass(), client);
		return ReflectionUtils.invokeMethod(method, service, value(method.getParameterTypes()[0], "request"));
	}

	private static String response(Method method) {
		return MAPPER.writeValueAsString(fields(method.getReturnType()));
	}

	// what WeChat Pay always sends
	private static Map<String, Object> fields(Class<?> type) {
		Map<String, Object> fields = new LinkedHashMap<>();
		for (RecordComponent component : type.getRecordComponents()) {
			if (!isNullable(component) && component.getType() != Map.class && component.getType() != List.class) {
				fields.put(WechatPayJson.wireName(component.getName()),
						(component.getType().isRecord() && component.getType().getRecordComponents().length > 1)
								? fields(component.getType()) : text(component.getName()));
			}
		}
		return fields;
	}

	private static boolean isNullable(RecordComponent component) {
		return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
	}

	private static Object value(Type generic, String name) {
		Class<?> type = ResolvableType.forType(generic).toClass();
		if (type == List.class) {
			return List.of(value(((ParameterizedType) generic).getActualTypeArguments()[0], name));
		}
		if (type == Long.class || type == long.class) {
			return 1L;
		}
		if (type == Integer.class || type == int.class) {
			return 1;
		}
		if (type == Boolean.class || type == boolean.class) {
			return true;
		}
		if (type == OffsetDateTime.class) {
			return FakeWechatPay.NOW.atOffset(java.time.ZoneOffset.UTC);
		}
		if (type.isEnum()) {
			return type.getEnumConstants()[0];
		}
		return (type.isRecord()) ? record(type) : text(name);
	}

	private static Object record(Class<?> type) {
		RecordComponent[] components = type.getRecordComponents();
		Object[] values = Arrays.stream(components)
			.map((component) -> (component.getType() == Map.class) ? Map.of()
					: (isNullable(component) && !NEEDED.contains(component.getName())) ? null
							: value(component.getGenericType(), component.getName()))
			.toArray();
		try {
			Constructor<?> constructor = type
				.getDeclaredConstructor(Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
			return constructor.newInstance(values);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(type + " cannot be created: " + ex.getCause(), ex);
		}
	}

	private static String text(String name) {
		return switch (name) {
			case "billDate" -> "2026-11-20";
			case "totalCount", "amount", "maxCoupons", "offset", "limit" -> "1";
			default -> "1900007291";
		};
	}

}
