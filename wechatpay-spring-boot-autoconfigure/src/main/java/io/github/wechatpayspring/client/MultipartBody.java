package io.github.wechatpayspring.client;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * The body of an upload. WeChat Pay has only its part {@code meta} signed, not the file.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012557233">Uploading images
 * (图片上传)</a>
 */
final class MultipartBody {

	private static final String MULTIPART = MediaType.MULTIPART_FORM_DATA_VALUE;

	private static final String META = "name=\"meta\"";

	private static final String LINE = "\r\n";

	private MultipartBody() {
	}

	/**
	 * Return what is signed of the body of a request.
	 * @param headers the headers of the request
	 * @param body the body
	 * @return the content of the part {@code meta} of an upload, or else the body
	 * @throws IllegalArgumentException if it is an upload without that part
	 */
	static byte[] signedPart(HttpHeaders headers, byte[] body) {
		String boundary = boundary(headers);
		if (boundary == null) {
			return body;
		}
		// one character a byte
		String text = new String(body, StandardCharsets.ISO_8859_1);
		String delimiter = "--" + boundary;
		for (int start = text.indexOf(delimiter); start != -1; start = text.indexOf(delimiter, start + 1)) {
			int begin = text.indexOf(LINE + LINE, start);
			int end = text.indexOf(LINE + delimiter, start + 1);
			if (begin != -1 && begin < end && isMeta(text.substring(start, begin))) {
				return Arrays.copyOfRange(body, begin + 2 * LINE.length(), end);
			}
		}
		throw new IllegalArgumentException(
				"The upload has no part named \"meta\": WeChat Pay asks for its JSON with the name and the SHA-256 of the file, which is what is signed");
	}

	private static boolean isMeta(String headers) {
		return headers.lines()
			.anyMatch(
					(line) -> line.toLowerCase(Locale.ROOT).startsWith("content-disposition:") && line.contains(META));
	}

	private static @Nullable String boundary(HttpHeaders headers) {
		String contentType = headers.getFirst(HttpHeaders.CONTENT_TYPE);
		if (contentType == null || !contentType.regionMatches(true, 0, MULTIPART, 0, MULTIPART.length())) {
			return null;
		}
		String boundary = MediaType.parseMediaType(contentType).getParameter("boundary");
		return (boundary != null && boundary.startsWith("\"")) ? boundary.substring(1, boundary.length() - 1)
				: boundary;
	}

}
