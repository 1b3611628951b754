package io.github.wechatpayspring.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.databind.node.ObjectNode;

/**
 * What goes back for a request.
 *
 * @param status the HTTP status
 * @param headers the headers beside those of the connection, in their order
 * @param body the bytes
 * @param delivery how much of it arrives
 */
record Answer(int status, Map<String, String> headers, byte[] body, Delivery delivery) {

	static Answer json(int status, ObjectNode body, long number) {
		return of(status, "application/json; charset=utf-8", body.toString(), number);
	}

	static Answer empty(int status) {
		return new Answer(status, Map.of("Request-ID", requestId(ErrorCode.NONE)), new byte[0], Delivery.WHOLE);
	}

	/**
	 * What the web server in front of WeChat Pay says, knowing nothing of APIv3.
	 * @param status the HTTP status
	 * @param reason its reason phrase
	 * @return the answer
	 */
	static Answer nginx(int status, String reason) {
		String html = "<html>\r\n<head><title>%1$d %2$s</title></head>\r\n<body>\r\n<center><h1>%1$d %2$s</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"
			.formatted(status, reason);
		return new Answer(status, Map.of("Content-Type", "text/html"), html.getBytes(StandardCharsets.UTF_8),
				Delivery.WHOLE);
	}

	static Answer reset() {
		return new Answer(0, Map.of(), new byte[0], Delivery.RESET);
	}

	private static Answer of(int status, String contentType, String body, long number) {
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("Content-Type", contentType);
		headers.put("Cache-Control", "no-cache, must-revalidate");
		headers.put("X-Content-Type-Options", "nosniff");
		headers.put("Request-ID", requestId(number));
		headers.put("Content-Language", "zh-CN");
		return new Answer(status, Collections.unmodifiableMap(headers), body.getBytes(StandardCharsets.UTF_8),
				Delivery.WHOLE);
	}

	static String requestId(long number) {
		return "08" + RandomText.upperHex(42) + "-" + number;
	}

	Answer withHeader(String name, String value) {
		Map<String, String> changed = new LinkedHashMap<>(this.headers);
		changed.put(name, value);
		return new Answer(this.status, Collections.unmodifiableMap(changed), this.body, this.delivery);
	}

	Answer withBody(byte[] body) {
		return new Answer(this.status, this.headers, body, this.delivery);
	}

	Answer truncated() {
		return new Answer(this.status, this.headers, this.body, Delivery.TRUNCATED);
	}

	/**
	 * How much of an answer arrives.
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
