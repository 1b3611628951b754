package io.github.wechatpayspring.client.error;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

import io.github.wechatpayspring.WechatPayErrorDetail;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpRequest;

/**
 * Reads error responses, which may as well be empty, cut short or the HTML page of a
 * gateway.
 */
public final class ErrorResponseReader {

	private static final int LONGEST_MESSAGE = 300;

	private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]+");

	private final JsonMapper mapper;

	/**
	 * Create a reader.
	 * @param mapper reads JSON
	 */
	public ErrorResponseReader(JsonMapper mapper) {
		this.mapper = mapper;
	}

	/**
	 * Read a response. What it repeats of an openid or of an encrypted text is masked,
	 * aside from the value of the detail, which is for the program and not part of any
	 * text.
	 * @param request the request
	 * @param sent the body of the request
	 * @param statusCode the HTTP status
	 * @param requestIdHeader the {@code Request-ID}
	 * @param body the body
	 * @return what can be shown
	 */
	public ErrorResponse read(HttpRequest request, byte[] sent, int statusCode, @Nullable String requestIdHeader,
			byte[] body) {
		RequestOpenids openids = RequestOpenids.of(request, sent);
		String requestId = printable(openids.mask(requestIdHeader));
		Long errorNumber = errorNumber(requestId);
		JsonNode json = json(body);
		if (json == null || !json.isObject()) {
			return new ErrorResponse(statusCode, null, null, null, null, requestId, errorNumber, shape(body), false);
		}
		String code = printable(openids.maskCode(text(json, "code")));
		return new ErrorResponse(statusCode, code, shown(json, "message", openids),
				detail(json.path("detail"), openids), signInformation(json.path("detail").path("sign_information")),
				requestId, errorNumber, (code != null) ? null : "JSON that is no error of WeChat Pay", true);
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

	private static @Nullable WechatPayErrorDetail detail(JsonNode detail, RequestOpenids openids) {
		if (!detail.isObject()) {
			return null;
		}
		String issue = shown(detail, "issue", openids);
		return new WechatPayErrorDetail(shown(detail, "field", openids), text(detail, "value"),
				// SIGN_ERROR has it one level deeper
				(issue != null) ? issue : shown(detail.path("detail"), "issue", openids),
				shown(detail, "location", openids));
	}

	// masked before it is cut, lest half an openid remains
	private static @Nullable String shown(JsonNode node, String name, RequestOpenids openids) {
		return printable(openids.mask(text(node, name)));
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

	/**
	 * Make a line of what somebody else wrote: not too long and without characters that
	 * are not seen or that move others.
	 * @param text the text
	 * @return the line
	 */
	public static @Nullable String printable(@Nullable String text) {
		if (text == null) {
			return null;
		}
		String line = UNPRINTABLE.matcher(text).replaceAll(" ").trim();
		if (line.length() <= LONGEST_MESSAGE) {
			return line;
		}
		// not between the halves of a character
		int end = Character.isHighSurrogate(line.charAt(LONGEST_MESSAGE - 1)) ? LONGEST_MESSAGE - 1 : LONGEST_MESSAGE;
		return line.substring(0, end) + "…";
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
