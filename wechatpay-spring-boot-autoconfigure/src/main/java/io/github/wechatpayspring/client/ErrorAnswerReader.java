package io.github.wechatpayspring.client;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import io.github.wechatpayspring.WechatPayErrorDetail;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads answers of error, which may as well be empty, cut short or the HTML page of a
 * gateway.
 */
final class ErrorAnswerReader {

	private static final int LONGEST_MESSAGE = 300;

	private final JsonMapper mapper;

	ErrorAnswerReader(JsonMapper mapper) {
		this.mapper = mapper;
	}

	ErrorAnswer read(int statusCode, @Nullable String requestIdHeader, byte[] body) {
		String requestId = requestId(requestIdHeader);
		Long errorNumber = errorNumber(requestId);
		JsonNode json = json(body);
		if (json == null || !json.isObject()) {
			return new ErrorAnswer(statusCode, null, null, null, null, requestId, errorNumber, shape(body));
		}
		String code = printable(text(json, "code"));
		return new ErrorAnswer(statusCode, code, printable(text(json, "message")), detail(json.path("detail")),
				signInformation(json.path("detail").path("sign_information")), requestId, errorNumber,
				(code != null) ? null : "JSON that is no error of WeChat Pay");
	}

	private @Nullable JsonNode json(byte[] body) {
		try {
			return this.mapper.readTree(body);
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private static String shape(byte[] body) {
		if (body.length == 0) {
			return "an empty body";
		}
		String start = new String(body, 0, Math.min(body.length, 100), StandardCharsets.UTF_8).trim()
			.toLowerCase(Locale.ROOT);
		return (start.startsWith("<!doctype html") || start.startsWith("<html"))
				? "an HTML page, probably of a gateway or proxy" : "a body that is not JSON or cut short";
	}

	private static @Nullable WechatPayErrorDetail detail(JsonNode detail) {
		if (!detail.isObject()) {
			return null;
		}
		String issue = text(detail, "issue");
		return new WechatPayErrorDetail(printable(text(detail, "field")), text(detail, "value"),
				// SIGN_ERROR has it one level deeper
				printable((issue != null) ? issue : text(detail.path("detail"), "issue")),
				printable(text(detail, "location")));
	}

	private static @Nullable SignInformation signInformation(JsonNode information) {
		String method = text(information, "method");
		String url = text(information, "url");
		String shown = text(information, "truncated_sign_message");
		JsonNode length = information.path("sign_message_length");
		return (method != null && url != null && shown != null && length.canConvertToLong())
				? new SignInformation(method, url, length.longValue(), shown) : null;
	}

	private static @Nullable String text(JsonNode node, String name) {
		JsonNode value = node.path(name);
		if (value.isMissingNode() || value.isNull()) {
			return null;
		}
		return value.isValueNode() ? value.asString() : value.toString();
	}

	private static @Nullable String printable(@Nullable String text) {
		if (text == null) {
			return null;
		}
		String line = text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ").trim();
		if (line.length() <= LONGEST_MESSAGE) {
			return line;
		}
		// not between the halves of a character
		int end = Character.isHighSurrogate(line.charAt(LONGEST_MESSAGE - 1)) ? LONGEST_MESSAGE - 1 : LONGEST_MESSAGE;
		return line.substring(0, end) + "…";
	}

	private static @Nullable String requestId(@Nullable String header) {
		return (header != null) ? printable(header) : null;
	}

	private static @Nullable Long errorNumber(@Nullable String requestId) {
		if (requestId == null) {
			return null;
		}
		try {
			return Long.valueOf(requestId.substring(requestId.lastIndexOf('-') + 1));
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

}
