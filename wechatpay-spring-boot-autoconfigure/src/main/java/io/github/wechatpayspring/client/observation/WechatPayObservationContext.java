package io.github.wechatpayspring.client.observation;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one call of a service, with all of its attempts. Holds nothing
 * personal: no openid, no name, no number of the merchant's own.
 */
public class WechatPayObservationContext extends Observation.Context {

	private final String merchant;

	private final @Nullable String operation;

	private @Nullable Outcome outcome;

	private @Nullable Integer status;

	private @Nullable String code;

	private @Nullable String requestId;

	/**
	 * Create a context.
	 * @param merchant the name of the merchant that calls
	 * @param operation the name of the call, for instance {@code favor-send}, or
	 * {@code null} if it has none
	 */
	public WechatPayObservationContext(String merchant, @Nullable String operation) {
		this.merchant = merchant;
		this.operation = operation;
	}

	/**
	 * Return the name of the merchant that calls.
	 * @return the name, {@code default} for the only one
	 */
	public String getMerchant() {
		return this.merchant;
	}

	/**
	 * Return the name of the call.
	 * @return the name, for instance {@code favor-send}, or {@code null} if it has none
	 */
	public @Nullable String getOperation() {
		return this.operation;
	}

	/**
	 * Return what became of the call.
	 * @return the outcome, {@code null} as long as it goes on
	 */
	public @Nullable Outcome getOutcome() {
		return this.outcome;
	}

	/**
	 * Return the HTTP status of the last response.
	 * @return the status, {@code null} if there was no response that can be trusted
	 */
	public @Nullable Integer getStatus() {
		return this.status;
	}

	/**
	 * Return WeChat Pay's code of the error.
	 * @return the code if it is a known one, {@code OTHER} for any other, {@code null} if
	 * there is none
	 */
	public @Nullable String getCode() {
		return this.code;
	}

	/**
	 * Return the {@code Request-ID} of the last response, which WeChat Pay's support asks
	 * for.
	 * @return the id, {@code null} if there is none
	 */
	public @Nullable String getRequestId() {
		return this.requestId;
	}

	/**
	 * Set what the last response said.
	 * @param status the HTTP status
	 * @param code the code of the error if it is one of few, {@code null} if there is
	 * none
	 * @param requestId the {@code Request-ID}, {@code null} if there is none
	 */
	public void setAnswer(@Nullable Integer status, @Nullable String code, @Nullable String requestId) {
		this.status = status;
		this.code = code;
		this.requestId = requestId;
	}

	/**
	 * Set what became of the call.
	 * @param outcome the outcome
	 */
	public void setOutcome(Outcome outcome) {
		this.outcome = outcome;
	}

	/**
	 * What became of a call.
	 */
	public enum Outcome {

		/**
		 * WeChat Pay carried it out.
		 */
		SUCCESS,

		/**
		 * It was not carried out, by WeChat Pay or because nothing was sent.
		 */
		REFUSED,

		/**
		 * It failed, but WeChat Pay may have carried it out.
		 */
		UNKNOWN

	}

}
