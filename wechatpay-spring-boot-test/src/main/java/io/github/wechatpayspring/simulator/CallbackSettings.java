package io.github.wechatpayspring.simulator;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How the simulator calls back.
 *
 * @param retries how long after each failed attempt the next one follows, as many retries
 * as durations; {@code null} for what WeChat Pay documents for each event
 * @param associatedData the {@code associated_data}, which may be empty; {@code null} for
 * what WeChat Pay documents for each event
 * @param publicKeyPercentage how many of a hundred attempts are signed with the WeChat
 * Pay public key (微信支付公钥) during {@link PlatformKeyMode#MIGRATION}; other modes have no
 * choice
 * @param timeLimit how long a response may take
 */
public record CallbackSettings(@Nullable List<Duration> retries, @Nullable String associatedData,
		int publicKeyPercentage, Duration timeLimit) {

	private static final int MAXIMUM_PERCENTAGE = 100;

	/**
	 * Check settings.
	 * @throws IllegalArgumentException if there is no such percentage or duration
	 */
	public CallbackSettings {
		retries = (retries != null) ? List.copyOf(retries) : null;
		if (publicKeyPercentage < 0 || publicKeyPercentage > MAXIMUM_PERCENTAGE) {
			throw new IllegalArgumentException("A percentage is from 0 to 100, not " + publicKeyPercentage);
		}
		if (timeLimit.isNegative() || timeLimit.isZero()) {
			throw new IllegalArgumentException("The time limit must be positive, not " + timeLimit);
		}
		if (retries != null && retries.stream().anyMatch(Duration::isNegative)) {
			throw new IllegalArgumentException("No retry can follow before the attempt that failed: " + retries);
		}
	}

	/**
	 * Return how WeChat Pay calls back: once a minute, nine times in all for a coupon
	 * that was used and eleven times for one that was sent; responses within five
	 * seconds; half of the attempts are signed with the public key during migration.
	 * @return the settings
	 */
	public static CallbackSettings defaults() {
		return new CallbackSettings(null, null, 50, Duration.ofSeconds(5));
	}

	/**
	 * Change the retries.
	 * @param retries how long after each failed attempt the next one follows; none for no
	 * retries
	 * @return the changed settings
	 */
	public CallbackSettings withRetries(Duration... retries) {
		return new CallbackSettings(List.of(retries), this.associatedData, this.publicKeyPercentage, this.timeLimit);
	}

	/**
	 * Change the associated data.
	 * @param associatedData the {@code associated_data}, such as {@code coupon}
	 * @return the changed settings
	 */
	public CallbackSettings withAssociatedData(String associatedData) {
		return new CallbackSettings(this.retries, associatedData, this.publicKeyPercentage, this.timeLimit);
	}

	/**
	 * Change how often the public key signs during migration.
	 * @param percentage from 0 for never to 100 for always, evenly spread
	 * @return the changed settings
	 */
	public CallbackSettings withPublicKeyPercentage(int percentage) {
		return new CallbackSettings(this.retries, this.associatedData, percentage, this.timeLimit);
	}

	/**
	 * Change how long a response may take.
	 * @param timeLimit the time from connecting to the end of the response
	 * @return the changed settings
	 */
	public CallbackSettings withTimeLimit(Duration timeLimit) {
		return new CallbackSettings(this.retries, this.associatedData, this.publicKeyPercentage, timeLimit);
	}

}
