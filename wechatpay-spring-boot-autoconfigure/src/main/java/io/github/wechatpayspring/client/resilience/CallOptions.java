package io.github.wechatpayspring.client.resilience;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.util.unit.DataSize;

/**
 * What is known about a call beyond its request. Passed to a {@code RestClient} as
 * attributes: {@code client.post().attributes(CallOptions.idempotent())}. Without it,
 * calls of {@code GET} are retried after a failure and others are not.
 *
 * @param operation the name of the call, by which it is limited, or {@code null}
 * @param retry whether to retry it after a failure
 * @param outRequestNo the merchant's number of the request, or {@code null}
 * @param oneAtATime what no two calls at once may have in common, or {@code null}
 * @param maxBodySize how large the body of a successful response may be, unpacked
 * @param unsignedDownload whether a successful response bears no signature and is read as
 * it comes
 */
public record CallOptions(@Nullable String operation, Retry retry, @Nullable String outRequestNo,
		@Nullable List<String> oneAtATime, DataSize maxBodySize,
		boolean unsignedDownload) implements Consumer<Map<String, Object>> {

	private static final String ATTRIBUTE = CallOptions.class.getName();

	private static final DataSize USUAL_BODY_SIZE = DataSize.ofMegabytes(4);

	private static final DataSize LARGEST_BODY_SIZE = DataSize.ofGigabytes(1);

	private static final CallOptions NONE = new CallOptions(null, Retry.BY_METHOD, null, null, USUAL_BODY_SIZE, false);

	/**
	 * Create options.
	 */
	public CallOptions {
		if (maxBodySize.isNegative() || maxBodySize.compareTo(LARGEST_BODY_SIZE) > 0) {
			throw new IllegalArgumentException(
					"'maxBodySize' must be between 0 and 1 GB, since a body is held in memory to verify its signature");
		}
	}

	/**
	 * Whether to retry a call after a failure.
	 */
	public enum Retry {

		/**
		 * Retry it if its method is {@code GET} or {@code HEAD}.
		 */
		BY_METHOD,

		/**
		 * Retry it, as it is idempotent.
		 */
		IDEMPOTENT,

		/**
		 * Do not retry it.
		 */
		NEVER

	}

	/**
	 * Describe a call that is idempotent, so that it may be retried.
	 * @return the options
	 */
	public static CallOptions idempotent() {
		return NONE.withRetry(Retry.IDEMPOTENT);
	}

	/**
	 * Describe a call that is not to be retried.
	 * @return the options
	 */
	public static CallOptions once() {
		return NONE.withRetry(Retry.NEVER);
	}

	/**
	 * Describe a call of a certain name.
	 * @param name the name, for instance {@code favor-send}
	 * @return the options
	 */
	public static CallOptions operation(String name) {
		return new CallOptions(name, Retry.BY_METHOD, null, null, USUAL_BODY_SIZE, false);
	}

	/**
	 * Describe a call that issues something to a user: idempotent by the merchant's
	 * number, and refused if it comes beside another one for the same user and stock.
	 * @param operation the name of the call
	 * @param outRequestNo the merchant's number
	 * @param openid the user
	 * @param stockId what is issued
	 * @return the options
	 */
	public static CallOptions sending(String operation, String outRequestNo, String openid, String stockId) {
		return new CallOptions(operation, Retry.IDEMPOTENT, outRequestNo, List.of(operation, openid, stockId),
				USUAL_BODY_SIZE, false);
	}

	/**
	 * Describe the download of a file that WeChat Pay does not sign, such as a bill. Its
	 * response is not verified: compare the file with the hash that came, signed, with
	 * its link. The body is read as it comes, whatever its size, and has to have come
	 * within an hour. Only for {@code GET}.
	 * @param name the name of the call
	 * @return the options
	 */
	public static CallOptions unsignedDownload(String name) {
		return new CallOptions(name, Retry.BY_METHOD, null, null, USUAL_BODY_SIZE, true);
	}

	/**
	 * Return the options of a request.
	 * @param request the request
	 * @return what is known about it
	 */
	public static CallOptions of(HttpRequest request) {
		return of(request.getAttributes());
	}

	/**
	 * Return the options among the attributes of a request.
	 * @param attributes the attributes
	 * @return what is known about it
	 */
	public static CallOptions of(Map<String, Object> attributes) {
		return (attributes.get(ATTRIBUTE) instanceof CallOptions options) ? options : NONE;
	}

	/**
	 * Change whether to retry the call.
	 * @param retry whether to
	 * @return the options changed
	 */
	public CallOptions withRetry(Retry retry) {
		return new CallOptions(this.operation, retry, this.outRequestNo, this.oneAtATime, this.maxBodySize,
				this.unsignedDownload);
	}

	/**
	 * Change how large the body of a successful response may be. A larger one is not read
	 * to its end, and the outcome of the call is unknown.
	 * @param size the size once unpacked, 4 MB unless changed, of which all is held in
	 * memory to verify the signature
	 * @return the options changed
	 */
	public CallOptions withMaxBodySize(DataSize size) {
		return new CallOptions(this.operation, this.retry, this.outRequestNo, this.oneAtATime, size,
				this.unsignedDownload);
	}

	boolean isRetryable(HttpMethod method) {
		return switch (this.retry) {
			case IDEMPOTENT -> true;
			case NEVER -> false;
			case BY_METHOD -> method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
		};
	}

	@Override
	public void accept(Map<String, Object> attributes) {
		attributes.put(ATTRIBUTE, this);
	}

	@Override
	public String toString() {
		// not what is one at a time: there is an openid in it
		return "CallOptions[operation=%s, retry=%s, outRequestNo=%s]".formatted(this.operation, this.retry,
				this.outRequestNo);
	}

}
