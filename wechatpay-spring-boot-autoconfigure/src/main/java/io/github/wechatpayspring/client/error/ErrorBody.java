package io.github.wechatpayspring.client.error;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpResponse;

/**
 * The body of an error response, as far as it was received.
 *
 * @param bytes what came, nothing if it broke off
 * @param whole whether it did not break off
 * @param announcedEmpty whether its headers say that there is none
 * @param encoded whether it is packed in a way that the HTTP client did not unpack
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ErrorBody(byte[] bytes, boolean whole, boolean announcedEmpty, boolean encoded) {

	// no JSON, which may have been cut short, and nothing that is packed
	private static final Pattern PAGE = Pattern
		.compile("[\\s\\ufeff]*[^\\s\\ufeff{\\[\"][^\\x00-\\x08\\x0e-\\x1f\\x7f]*");

	/**
	 * Receive a body.
	 * @param response the response
	 * @return as much of it as came
	 */
	public static ErrorBody of(ClientHttpResponse response) {
		HttpHeaders headers = response.getHeaders();
		String encoding = headers.getFirst(HttpHeaders.CONTENT_ENCODING);
		boolean encoded = encoding != null && !encoding.equalsIgnoreCase("identity");
		String announced = headers.getFirst(HttpHeaders.CONTENT_LENGTH);
		boolean announcedEmpty = "0".equals(announced) || headers.containsHeader(HttpHeaders.TRANSFER_ENCODING);
		try {
			ReceivedBody body = ReceivedBody.of(response, ReceivedBody.LARGEST_ERROR);
			boolean whole = body.complete() && !isShorter(body.bytes(), announced);
			return new ErrorBody(body.bytes(), whole, announcedEmpty, encoded);
		}
		catch (IOException | IllegalArgumentException ex) {
			// the latter for a length that is no number
			return new ErrorBody(new byte[0], false, false, encoded);
		}
	}

	// some HTTP clients do not tell that the connection ended early
	private static boolean isShorter(byte[] bytes, @Nullable String announced) {
		try {
			return announced != null && bytes.length < Long.parseLong(announced);
		}
		catch (NumberFormatException ex) {
			return true;
		}
	}

	/**
	 * Return whether some text is anywhere in the body.
	 * @param text the text, in upper case
	 * @return whether it is, in whatever case
	 */
	boolean holds(String text) {
		return new String(this.bytes, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT).contains(text);
	}

	/**
	 * Return whether this is a text or a page of a gateway, or nothing at all, and cannot
	 * be the beginning of something else.
	 * @param announced whether, if there is nothing, headers have to say so
	 * @return whether it is
	 */
	boolean isCompletePage(boolean announced) {
		if (this.encoded) {
			return false;
		}
		if (this.bytes.length == 0) {
			return this.announcedEmpty || !announced;
		}
		return PAGE.matcher(new String(this.bytes, StandardCharsets.UTF_8)).matches();
	}

}
