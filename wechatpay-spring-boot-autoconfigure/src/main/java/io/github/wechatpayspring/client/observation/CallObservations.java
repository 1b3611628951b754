package io.github.wechatpayspring.client.observation;

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Observes the calls of one merchant.
 */
public final class CallObservations {

	/**
	 * The name of the only merchant.
	 */
	public static final String DEFAULT_MERCHANT = "default";

	/**
	 * Observes nothing.
	 */
	public static final CallObservations NONE = new CallObservations(DEFAULT_MERCHANT, ObservationRegistry.NOOP, null,
			ClientEvents.NONE);

	private static final WechatPayObservationConvention DEFAULT_CONVENTION = new DefaultWechatPayObservationConvention();

	private final String merchant;

	private final ObservationRegistry registry;

	private final SafeObservation.Starter observations;

	private final @Nullable WechatPayObservationConvention convention;

	private final ClientEvents events;

	/**
	 * Create what observes.
	 * @param merchant the name of the merchant
	 * @param registry where observations go to
	 * @param convention names and describes them, {@code null} for the default
	 * @param events learns when a call has ended
	 */
	public CallObservations(String merchant, ObservationRegistry registry,
			@Nullable WechatPayObservationConvention convention, ClientEvents events) {
		this.merchant = merchant;
		this.registry = registry;
		this.observations = new SafeObservation.Starter(registry);
		this.convention = convention;
		this.events = ClientEvents.safe(events);
	}

	/**
	 * Begin to observe a call.
	 * @param operation the name of the call, or {@code null}
	 * @return the observation, or {@code null} if nobody observes
	 */
	public @Nullable CallObservation of(@Nullable String operation) {
		if (this.observations.isNoop() && this.events == ClientEvents.NONE) {
			return null;
		}
		WechatPayObservationContext context = new WechatPayObservationContext(this.merchant, operation);
		SafeObservation observation = this.observations.start(() -> WechatPayObservationDocumentation.CALL
			.observation(this.convention, DEFAULT_CONVENTION, () -> context, this.registry));
		return new CallObservation(context, observation, this.events);
	}

}
