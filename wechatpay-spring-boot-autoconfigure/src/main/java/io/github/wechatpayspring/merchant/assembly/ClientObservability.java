package io.github.wechatpayspring.merchant.assembly;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.wechatpayspring.client.observation.CallObservations;
import io.github.wechatpayspring.client.observation.ClientEvents;
import io.github.wechatpayspring.client.observation.HttpObservationInterceptor;
import io.github.wechatpayspring.client.observation.SafeListeners;
import io.github.wechatpayspring.client.observation.WechatPayObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationListener;
import org.springframework.http.client.ClientHttpRequestInterceptor;

/**
 * Has the calls of each merchant observed by all who want to.
 */
public class ClientObservability implements ApplicationListener<MerchantsChangedEvent> {

	private final ObservationRegistry registry;

	private final @Nullable WechatPayObservationConvention convention;

	private final List<ClientEventsFactory> factories;

	private final SafeListeners listeners = new SafeListeners();

	private final Map<String, ClientEvents> events = new ConcurrentHashMap<>();

	/**
	 * Create observability.
	 * @param registry observes calls
	 * @param convention names them, {@code null} for the usual names
	 * @param factories make further listeners
	 */
	public ClientObservability(ObservationRegistry registry, @Nullable WechatPayObservationConvention convention,
			List<ClientEventsFactory> factories) {
		this.registry = registry;
		this.convention = convention;
		this.factories = factories;
	}

	/**
	 * Return the listener for a merchant's calls.
	 * @param merchant the name of the merchant
	 * @return the same one each time
	 */
	ClientEvents events(String merchant) {
		return this.events.computeIfAbsent(merchant, this::createEvents);
	}

	private ClientEvents createEvents(String merchant) {
		List<ClientEvents> all = new ArrayList<>();
		for (ClientEventsFactory factory : this.factories) {
			// meters are registered, which a filter of the application may refuse
			this.listeners.run(() -> all.add(factory.create(merchant)));
		}
		return ClientEvents.of(all);
	}

	/**
	 * Return what observes requests to the HTTP client.
	 * @return an interceptor, to be the outermost
	 */
	ClientHttpRequestInterceptor httpRequests() {
		return new HttpObservationInterceptor(this.registry);
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
