package io.github.wechatpayspring.simulator.callbacks;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.wechatpayspring.simulator.SimulatorSettings;
import org.jspecify.annotations.Nullable;

/**
 * Where the merchant is notified of events: the URL that was set by hand, which counts
 * for all of them, or else the one that the merchant registered for the event. A merchant
 * registers {@code https} URLs that are reachable for WeChat Pay, but the simulator calls
 * nobody beyond loopback. Safe for use by several threads.
 */
public final class NotifyUrls {

	private final @Nullable URI initial;

	private volatile @Nullable URI byHand;

	private final Map<CallbackEvent, String> registered = new ConcurrentHashMap<>();

	/**
	 * Begin without registered URLs.
	 * @param initial the URL that is set by hand from the start and after each reset
	 */
	public NotifyUrls(@Nullable URI initial) {
		this.initial = initial;
		this.byHand = initial;
	}

	/**
	 * Set the URL for all events.
	 * @param url the URL, {@code null} for those that are registered
	 */
	public void setByHand(@Nullable URI url) {
		this.byHand = SimulatorSettings.checkNotifyUrl(url);
	}

	/**
	 * Register a URL for an event.
	 * @param event the event
	 * @param url the URL, which may be anywhere
	 */
	public void register(CallbackEvent event, String url) {
		this.registered.put(event, url);
	}

	/**
	 * Return the URL that is registered for an event.
	 * @param event the event
	 * @return the URL, or {@code null} if there is none
	 */
	public @Nullable String registered(CallbackEvent event) {
		return this.registered.get(event);
	}

	/**
	 * Return where to deliver.
	 * @param event what happened
	 * @return the URL, or {@code null} if there is none on loopback
	 */
	@Nullable URI deliveryOf(CallbackEvent event) {
		URI byHand = this.byHand;
		String registered = this.registered.get(event);
		if (byHand != null || registered == null) {
			return byHand;
		}
		try {
			return SimulatorSettings.checkNotifyUrl(new URI(registered));
		}
		catch (URISyntaxException | IllegalArgumentException ex) {
			// somewhere else, where nobody is called
			return null;
		}
	}

	/**
	 * Forget what was set and registered.
	 */
	public void reset() {
		this.byHand = this.initial;
		this.registered.clear();
	}

}
