package io.github.wechatpayspring.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.wechatpayspring.client.CallObservations;
import io.github.wechatpayspring.client.observation.ClientEvents;
import io.github.wechatpayspring.client.observation.WechatPayObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationListener;

/**
 * Has the calls of each merchant observed by all who want to.
 */
class ClientObservability implements ApplicationListener<MerchantsChangedEvent> {

	private final ObservationRegistry registry;

	private final @Nullable WechatPayObservationConvention convention;

	private final List<ClientEventsFactory> factories;

	private final Map<String, ClientEvents> events = new ConcurrentHashMap<>();

	ClientObservability(ObservationRegistry registry, @Nullable WechatPayObservationConvention convention,
			List<ClientEventsFactory> factories) {
		this.registry = registry;
		this.convention = convention;
		this.factories = factories;
	}

	/**
	 * Return where observations go to.
	 * @return the registry
	 */
	ObservationRegistry registry() {
		return this.registry;
	}

	/**
	 * Return what hears of what happens on the way of a merchant's calls.
	 * @param merchant the name of the merchant
	 * @return the same one each time
	 */
	ClientEvents events(String merchant) {
		return this.events.computeIfAbsent(merchant,
				(name) -> ClientEvents.of(this.factories.stream().map((factory) -> factory.create(name)).toList()));
	}

	@Override
	public void onApplicationEvent(MerchantsChangedEvent event) {
		this.events.keySet().removeIf(event::isGone);
	}

	/**
	 * Return what observes a merchant's calls.
	 * @param merchant the name of the merchant
	 * @return what observes them
	 */
	CallObservations calls(String merchant) {
		return new CallObservations(merchant, this.registry, this.convention, events(merchant));
	}

}
