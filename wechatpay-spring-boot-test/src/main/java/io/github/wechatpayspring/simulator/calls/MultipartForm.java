package io.github.wechatpayspring.simulator.calls;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.wechatpayspring.simulator.RecordedRequest;

/**
 * The parts of an upload, as WeChat Pay finds them: a boundary in quotes is not found,
 * and then there are none.
 *
 * @param parts the content of the parts by name, a character a byte
 */
public record MultipartForm(Map<String, String> parts) {

	private static final Pattern CONTENT_TYPE = Pattern
		.compile("multipart/form-data\\s*;(?:.*;)?\\s*boundary=([^\";]+)", Pattern.CASE_INSENSITIVE);

	private static final Pattern NAME = Pattern.compile("(?:^|[;\\s])name=\"([^\"]*)\"");

	private static final String LINE = "\r\n";

	/**
	 * Return whether a request has parts.
	 * @param request the request
	 * @return whether its {@code Content-Type} says so
	 */
	public static boolean isMultipart(RecordedRequest request) {
		String contentType = request.header("Content-Type");
		return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
	}

	/**
	 * Find the parts.
	 * @param request the request
	 * @return its parts, none if they cannot be told apart
	 */
	public static MultipartForm of(RecordedRequest request) {
		Map<String, String> parts = new LinkedHashMap<>();
		String contentType = request.header("Content-Type");
		Matcher matcher = CONTENT_TYPE.matcher((contentType != null) ? contentType : "");
		if (matcher.matches()) {
			String delimiter = LINE + "--" + matcher.group(1).strip();
			// a character a byte, so that files survive
			String body = LINE + new String(request.body(), StandardCharsets.ISO_8859_1);
			int start = body.indexOf(delimiter);
			int end = (start >= 0) ? body.indexOf(delimiter, start + delimiter.length()) : -1;
			while (end >= 0) {
				add(parts, body.substring(start + delimiter.length(), end));
				start = end;
				end = body.indexOf(delimiter, start + delimiter.length());
			}
		}
		return new MultipartForm(parts);
	}

	private static void add(Map<String, String> parts, String part) {
		int blank = part.indexOf(LINE + LINE);
		if (blank < 0) {
			return;
		}
		for (String header : part.substring(0, blank).split(LINE)) {
			if (header.toLowerCase(Locale.ROOT).startsWith("content-disposition:")) {
				Matcher name = NAME.matcher(header);
				if (name.find()) {
					parts.putIfAbsent(name.group(1), part.substring(blank + 2 * LINE.length()));
				}
			}
		}
	}

	/**
	 * Return the bytes of a part.
	 * @param name the name of the part
	 * @return the bytes, none if there is no such part
	 */
	public byte[] bytes(String name) {
		return this.parts.getOrDefault(name, "").getBytes(StandardCharsets.ISO_8859_1);
	}

	@Override
	public String toString() {
		return "MultipartForm" + this.parts.keySet();
	}

}
