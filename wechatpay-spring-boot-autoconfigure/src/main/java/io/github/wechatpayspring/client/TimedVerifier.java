package io.github.wechatpayspring.client;

import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.client.observation.ClientEvents;
import io.github.wechatpayspring.key.platform.ResponseVerifier;
import io.github.wechatpayspring.key.platform.SignedMessage;

/**
 * Tells how long verification takes and why it fails.
 */
final class TimedVerifier implements ResponseVerifier {

	private final ResponseVerifier verifier;

	private final ClientEvents events;

	TimedVerifier(ResponseVerifier verifier, ClientEvents events) {
		this.verifier = verifier;
		this.events = events;
	}

	@Override
	public void verify(SignedMessage message) {
		long start = System.nanoTime();
		try {
			this.verifier.verify(message);
			this.events.verified(System.nanoTime() - start, null);
		}
		catch (WechatPaySecurityException ex) {
			this.events.verified(System.nanoTime() - start, ex.reason());
			throw ex;
		}
	}

	@Override
	public void verifyHeaders(SignedMessage message) {
		long start = System.nanoTime();
		try {
			this.verifier.verifyHeaders(message);
		}
		catch (WechatPaySecurityException ex) {
			this.events.verified(System.nanoTime() - start, ex.reason());
			throw ex;
		}
	}

}
