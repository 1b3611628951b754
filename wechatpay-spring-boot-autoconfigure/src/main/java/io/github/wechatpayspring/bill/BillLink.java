package io.github.wechatpayspring.bill;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Where a bill is for half a minute, and how to know that it is the right one.
 *
 * @param url its URL
 * @param sha1 the SHA-1 of the file in hexadecimal digits, {@code null} if WeChat Pay
 * does not tell it
 * @param lines how many lines it has, {@code null} if WeChat Pay does not tell it
 */
public record BillLink(String url, @Nullable String sha1, @Nullable Long lines) {

	/**
	 * Check the link.
	 */
	public BillLink {
		Objects.requireNonNull(url, "The response has no 'url'");
	}

	// the URL holds a token
	@Override
	public String toString() {
		return "BillLink[sha1=%s, lines=%s]".formatted(this.sha1, this.lines);
	}

}
