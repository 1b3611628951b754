package io.github.wechatpayspring.client.observation;

import io.github.wechatpayspring.WechatPaySecurityException;
import org.jspecify.annotations.Nullable;

/**
 * Tells somebody who may throw.
 */
final class SafeClientEvents implements ClientEvents {

	private final ClientEvents events;

	private final SafeListeners listeners = new SafeListeners();

	SafeClientEvents(ClientEvents events) {
		this.events = events;
	}

	@Override
	public void ended(WechatPayObservationContext call) {
		this.listeners.run(() -> this.events.ended(call));
	}

	@Override
	public void signed(long nanoseconds) {
		this.listeners.run(() -> this.events.signed(nanoseconds));
	}

	@Override
	public void verified(long nanoseconds, WechatPaySecurityException.@Nullable Reason failure) {
		this.listeners.run(() -> this.events.verified(nanoseconds, failure));
	}

	@Override
	public void dated(long time) {
		this.listeners.run(() -> this.events.dated(time));
	}

	@Override
	public void repeated(@Nullable String operation) {
		this.listeners.run(() -> this.events.repeated(operation));
	}

	@Override
	public void changedHost(@Nullable String operation, boolean toBackup) {
		this.listeners.run(() -> this.events.changedHost(operation, toBackup));
	}

	@Override
	public void waited(@Nullable String operation, Limiter limiter, long nanoseconds, boolean admitted) {
		this.listeners.run(() -> this.events.waited(operation, limiter, nanoseconds, admitted));
	}

}
