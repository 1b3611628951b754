package io.github.wechatpayspring;

import java.io.Serializable;

import org.jspecify.annotations.Nullable;

/**
 * One attempt of a call.
 *
 * @param host the host that was called
 * @param status the HTTP status of its response, {@code null} if none came
 * @param failure what went wrong, for instance {@code SYSTEM_ERROR},
 * {@code SIGNATURE_MISMATCH} or {@code SocketTimeoutException}; {@code null} if nothing
 * did
 * @param milliseconds how long it took
 */
public record WechatPayAttempt(String host, @Nullable Integer status, @Nullable String failure,
		long milliseconds) implements Serializable {

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder(this.host).append(':');
		if (this.status != null) {
			text.append(' ').append(this.status);
		}
		if (this.failure != null) {
			text.append(' ').append(this.failure);
		}
		return text.append(" after ").append(this.milliseconds).append(" ms").toString();
	}

}
