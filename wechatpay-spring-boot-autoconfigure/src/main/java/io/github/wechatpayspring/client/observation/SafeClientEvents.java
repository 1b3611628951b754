package io.github.wechatpayspring.client.observation;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

import io.github.wechatpayspring.WechatPaySecurityException;
import org.jspecify.annotations.Nullable;

/**
 * Tells several listeners, in their order and whatever one of them throws.
 */
final class SafeClientEvents implements ClientEvents {

	private final List<ClientEvents> all;

	private final SafeListeners listeners = new SafeListeners();

	SafeClientEvents(Collection<ClientEvents> all) {
		this.all = List.copyOf(all);
	}

	private void tell(Consumer<ClientEvents> event) {
		for (ClientEvents each : this.all) {
			this.listeners.run(() -> event.accept(each));
		}
	}

	@Override
	public void ended(WechatPayObservationContext call) {
		tell((each) -> each.ended(call));
	}

	@Override
	public void signed(long nanoseconds) {
		tell((each) -> each.signed(nanoseconds));
	}

	@Override
	public void verified(long nanoseconds, WechatPaySecurityException.@Nullable Reason failure) {
		tell((each) -> each.verified(nanoseconds, failure));
	}

	@Override
	public void dated(long time) {
		tell((each) -> each.dated(time));
	}

	@Override
	public void retried(@Nullable String operation) {
		tell((each) -> each.retried(operation));
	}

	@Override
	public void changedHost(@Nullable String operation, boolean toBackup) {
		tell((each) -> each.changedHost(operation, toBackup));
	}

	@Override
	public void waited(@Nullable String operation, Limiter limiter, long nanoseconds, boolean admitted) {
		tell((each) -> each.waited(operation, limiter, nanoseconds, admitted));
	}

}
