package io.github.wechatpayspring.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.wechatpayspring.simulator.TestClient.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What tests of the calls have in common: one simulator for a class, reset for each test.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SimulatorTests {

	static final String MCHID = "1900000109";

	static final String APPID = "wx0000000000000001";

	static final String OTHER_APPID = "wx0000000000000002";

	static final String FOREIGN_APPID = "wx0000000000000003";

	private static final JsonMapper MAPPER = new JsonMapper();

	WechatPaySimulator simulator;

	TestClient client;

	@BeforeAll
	void start() {
		this.simulator = configure(WechatPaySimulator.builder().merchantId(MCHID).appids(APPID, OTHER_APPID)).start();
		this.client = new TestClient(this.simulator);
	}

	@AfterAll
	void stop() {
		this.simulator.close();
	}

	@BeforeEach
	void reset() {
		this.simulator.reset();
	}

	WechatPaySimulator.Builder configure(WechatPaySimulator.Builder builder) {
		return builder;
	}

	static String json(Map<String, ?> body) {
		return MAPPER.writeValueAsString(body);
	}

	/**
	 * Change a body.
	 * @param body the body
	 * @param name the field to change
	 * @param value its value, {@code null} to leave it out
	 * @return the changed body
	 */
	static Map<String, Object> with(Map<String, ?> body, String name, Object value) {
		Map<String, Object> changed = new LinkedHashMap<>(body);
		if (value != null) {
			changed.put(name, value);
		}
		else {
			changed.remove(name);
		}
		return changed;
	}

	static void assertSuccess(Reply reply) {
		assertThat(reply.status()).as(reply.message()).isEqualTo(200);
		assertThat(reply.verified()).isTrue();
		assertThat(reply.number()).isEqualTo("0");
	}

	static void assertRefused(Reply reply, int status, String code, String message) {
		assertThat(reply.message()).isEqualTo(message);
		assertThat(reply.status()).isEqualTo(status);
		assertThat(reply.code()).isEqualTo(code);
		assertThat(reply.verified()).isTrue();
		assertThat(reply.number()).isNotEqualTo("0");
	}

	static void assertBadParameter(Reply reply, String location, Object value, String message) {
		assertRefused(reply, 400, "PARAM_ERROR", message);
		assertThat(reply.json().path("detail").path("location").asString()).isEqualTo(location);
		assertThat(reply.json().path("detail").path("value")).isEqualTo(MAPPER.valueToTree(value));
		assertThat(reply.json().propertyNames()).containsExactly("code", "detail", "message");
	}

}
