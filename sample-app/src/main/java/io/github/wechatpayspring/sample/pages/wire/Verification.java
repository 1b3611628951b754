package io.github.wechatpayspring.sample.pages.wire;

import java.util.List;

import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.WechatPaySecurityException.Reason;
import io.github.wechatpayspring.client.WechatPayHeaders;
import io.github.wechatpayspring.key.platform.ResponseVerifier;
import io.github.wechatpayspring.key.platform.SignedMessage;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * The verification of a response's signature, step by step.
 *
 * @param signed whether the response says that it was signed; errors need not be
 * @param failure why it is not trusted, {@code null} if it is
 * @param steps the steps in their order
 */
record Verification(boolean signed, @Nullable Reason failure, List<Step> steps) {

	/**
	 * Verify a response.
	 * @param verifier knows the keys
	 * @param headers the headers of the response
	 * @param body its body
	 * @return what was found
	 */
	static Verification of(ResponseVerifier verifier, HttpHeaders headers, byte[] body) {
		SignedMessage message = WechatPayHeaders.signedMessage(headers, body);
		String signature = message.signature();
		Reason failure = verify(verifier, message);
		List<Step> steps = List.of(step(Check.HEADERS, failure, null),
				step(Check.TIMESTAMP, failure, message.timestamp()), step(Check.SERIAL, failure, message.serial()),
				step(Check.SIGNATURE, failure, (signature != null) ? WireMask.shorten(signature) : null));
		return new Verification(signature != null, failure, steps);
	}

	private static @Nullable Reason verify(ResponseVerifier verifier, SignedMessage message) {
		try {
			verifier.verify(message);
			return null;
		}
		catch (WechatPaySecurityException ex) {
			return ex.reason();
		}
	}

	private static Step step(Check check, @Nullable Reason failure, @Nullable String value) {
		int distance = (failure != null) ? check.compareTo(Check.of(failure)) : -1;
		return new Step(check, (distance < 0) ? State.PASSED : (distance == 0) ? State.FAILED : State.NOT_REACHED,
				value);
	}

	/**
	 * One step.
	 *
	 * @param check what is checked
	 * @param state what was found
	 * @param value what it was found of
	 */
	record Step(Check check, State state, @Nullable String value) {

	}

	/**
	 * What is checked, in the order of the library.
	 */
	enum Check {

		/**
		 * The headers that carry a signature are there.
		 */
		HEADERS,

		/**
		 * The response was signed within the last five minutes.
		 */
		TIMESTAMP,

		/**
		 * It was signed with a key of WeChat Pay that is known.
		 */
		SERIAL,

		/**
		 * The signature belongs to the bytes that came.
		 */
		SIGNATURE;

		static Check of(Reason reason) {
			return switch (reason) {
				case HEADER_MISSING, HEADER_MALFORMED -> HEADERS;
				case CLOCK_SKEW -> TIMESTAMP;
				case SERIAL_UNKNOWN, KEY_UNAVAILABLE -> SERIAL;
				case ALGORITHM_MISMATCH, SIGNATURE_MISMATCH, HASH_MISMATCH, FOREIGN_LINK, PROBE -> SIGNATURE;
			};
		}

	}

	/**
	 * What was found.
	 */
	enum State {

		/**
		 * It is as it should be.
		 */
		PASSED,

		/**
		 * It is not, so the response is dropped.
		 */
		FAILED,

		/**
		 * An earlier step failed.
		 */
		NOT_REACHED

	}

}
