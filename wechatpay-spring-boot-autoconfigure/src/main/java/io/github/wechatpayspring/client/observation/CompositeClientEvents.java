package io.github.wechatpayspring.client.observation;

import java.util.Collection;
import java.util.List;

import io.github.wechatpayspring.WechatPaySecurityException;
import org.jspecify.annotations.Nullable;

/**
 * Tells several, in their order and whatever one of them throws.
 */
final class CompositeClientEvents implements ClientEvents {

	private final List<ClientEvents> all;

	CompositeClientEvents(Collection<ClientEvents> all) {
		this.all = all.stream().map(ClientEvents::safe).toList();
	}

	@Override
	public void ended(WechatPayObservationContext call) {
		this.all.forEach((each) -> each.ended(call));
	}

	@Override
	public void signed(long nanoseconds) {
		this.all.forEach((each) -> each.signed(nanoseconds));
	}

	@Override
	public void verified(long nanoseconds, WechatPaySecurityException.@Nullable Reason failure) {
		this.all.forEach((each) -> each.verified(nanoseconds, failure));
	}

	@Override
	public void dated(long time) {
		this.all.forEach((each) -> each.dated(time));
	}

	@Override
	public void repeated(@Nullable String operation) {
		this.all.forEach((each) -> each.repeated(operation));
	}

	@Override
	public void changedHost(@Nullable String operation, boolean toBackup) {
		this.all.forEach((each) -> each.changedHost(operation, toBackup));
	}

	@Override
	public void waited(@Nullable String operation, Limiter limiter, long nanoseconds, boolean admitted) {
		this.all.forEach((each) -> each.waited(operation, limiter, nanoseconds, admitted));
	}

}
