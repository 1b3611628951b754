package io.github.wechatpayspring.simulator.server;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.wechatpayspring.simulator.calls.ApiError;
import io.github.wechatpayspring.simulator.crypto.RandomText;
import io.github.wechatpayspring.simulator.crypto.SigningKey;
import tools.jackson.databind.node.ObjectNode;

/**
 * What goes back for a request.
 *
 * @param status the HTTP status
 * @param headers the headers beside those of the connection, in their order
 * @param body the bytes
 * @param delivery how much of it arrives
 */
record Response(int status, Map<String, String> headers, byte[] body, Delivery delivery) {

	static Response success(ObjectNode body) {
		return json(200, body, 0);
	}

	static Response error(ApiError error) {
		return json(error.status(), error.body(), error.number());
	}

	private static Response json(int status, ObjectNode body, long number) {
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("Content-Type", "application/json; charset=utf-8");
		headers.put("Cache-Control", "no-cache, must-revalidate");
		headers.put("X-Content-Type-Options", "nosniff");
		headers.put("Request-ID", RandomText.requestId(number));
		headers.put("Content-Language", "zh-CN");
		return new Response(status, Collections.unmodifiableMap(headers),
				body.toString().getBytes(StandardCharsets.UTF_8), Delivery.WHOLE);
	}

	/**
	 * What downloads a file: no signature, and no {@code Request-ID} either.
	 * @param content the file
	 * @return the response
	 */
	static Response file(String content) {
		return new Response(200, Map.of("Content-Type", "text/plain"), content.getBytes(StandardCharsets.UTF_8),
				Delivery.WHOLE);
	}

	static Response empty(int status) {
		return new Response(status, Map.of("Request-ID", RandomText.requestId(0)), new byte[0], Delivery.WHOLE);
	}

	/**
	 * What the web server in front of WeChat Pay says, knowing nothing of APIv3.
	 * @param status the HTTP status
	 * @param reason its reason phrase
	 * @return the response
	 */
	static Response nginx(int status, String reason) {
		String html = "<html>\r\n<head><title>%1$d %2$s</title></head>\r\n<body>\r\n<center><h1>%1$d %2$s</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"
			.formatted(status, reason);
		return new Response(status, Map.of("Content-Type", "text/html"), html.getBytes(StandardCharsets.UTF_8),
				Delivery.WHOLE);
	}

	static Response reset() {
		return new Response(0, Map.of(), new byte[0], Delivery.RESET);
	}

	boolean isFile() {
		return "text/plain".equals(this.headers.get("Content-Type"));
	}

	Response signed(SigningKey key, Instant time) {
		if (isFile()) {
			return this;
		}
		Map<String, String> all = new LinkedHashMap<>(this.headers);
		all.putAll(key.sign(this.body, time));
		return new Response(this.status, Collections.unmodifiableMap(all), this.body, this.delivery);
	}

	Response withHeader(String name, String value) {
		Map<String, String> changed = new LinkedHashMap<>(this.headers);
		changed.put(name, value);
		return new Response(this.status, Collections.unmodifiableMap(changed), this.body, this.delivery);
	}

	Response withBody(byte[] body) {
		return new Response(this.status, this.headers, body, this.delivery);
	}

	Response truncated() {
		return new Response(this.status, this.headers, this.body, Delivery.TRUNCATED);
	}

	/**
	 * How much of a response arrives.
	 */
	enum Delivery {

		/**
		 * All of it.
		 */
		WHOLE,

		/**
		 * The head and half of the body that it announces.
		 */
		TRUNCATED,

		/**
		 * Nothing: the connection is reset.
		 */
		RESET

	}

}
