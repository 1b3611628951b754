package io.github.wechatpayspring.client.error;

import java.io.IOException;
import java.io.Serial;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * An attempt that was abandoned, since connection, request and response together exceeded
 * the deadline.
 */
public final class DeadlineExceededException extends IOException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final boolean sent;

	/**
	 * Create an exception.
	 * @param deadline how long the attempt could take
	 * @param sent whether the request may have been sent
	 * @param cause what the HTTP client threw when it was told to stop, or {@code null}
	 */
	public DeadlineExceededException(Duration deadline, boolean sent, @Nullable Throwable cause) {
		super("the deadline of %s ms for an attempt was exceeded".formatted(deadline.toMillis()), cause);
		this.sent = sent;
	}

	boolean isSent() {
		return this.sent;
	}

}
