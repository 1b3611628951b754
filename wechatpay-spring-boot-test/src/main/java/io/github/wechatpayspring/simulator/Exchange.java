package io.github.wechatpayspring.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * An authenticated request on its way to an answer.
 */
final class Exchange {

	private final Supplier<Answer> processing;

	private final SigningKey signingKey;

	private final ForeignKeys foreignKeys;

	private final Clock clock;

	private final Pause pause;

	Exchange(Supplier<Answer> processing, SigningKey signingKey, ForeignKeys foreignKeys, Clock clock, Pause pause) {
		this.processing = processing;
		this.signingKey = signingKey;
		this.foreignKeys = foreignKeys;
		this.clock = clock;
		this.pause = pause;
	}

	/**
	 * Act upon the request.
	 * @return the answer, not signed yet
	 */
	Answer process() {
		return this.processing.get();
	}

	Answer sign(Answer answer) {
		return sign(answer, this.signingKey);
	}

	Answer sign(Answer answer, SigningKey key) {
		return AnswerSigner.sign(answer, key, now());
	}

	SigningKey signingKey() {
		return this.signingKey;
	}

	SigningKey foreignKey(String id, CipherSuite suite) {
		return this.foreignKeys.key(id, suite);
	}

	Instant now() {
		return this.clock.instant();
	}

	boolean pause(Duration duration) {
		return this.pause.lasts(duration);
	}

}
