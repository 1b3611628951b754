package io.github.wechatpayspring;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a request WeChat Pay objects to.
 *
 * @param field the part, a JSON pointer for the body and a name elsewhere
 * @param value what was found there; may be personal data, so it is not part of
 * {@link #toString()}
 * @param issue what is wrong with it
 * @param location {@code body}, {@code query}, {@code uri_template} or
 * {@code authorization}
 */
public record WechatPayErrorDetail(@Nullable String field, @Nullable String value, @Nullable String issue,
		@Nullable String location) {

	@Override
	public String toString() {
		return "WechatPayErrorDetail[field=%s, issue=%s, location=%s]".formatted(this.field, this.issue, this.location);
	}

}
