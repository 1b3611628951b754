package io.github.wechatpayspring.client.observation;

import java.util.function.Supplier;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * An observation with its scope, whose handlers and conventions may throw. Used by one
 * thread.
 */
final class SafeObservation {

	private final ObservationRegistry registry;

	private final SafeListeners listeners;

	private final Observation observation;

	private final Observation.@Nullable Scope surrounding;

	private final Observation.@Nullable Scope scope;

	private SafeObservation(Supplier<@Nullable Observation> observation, ObservationRegistry registry,
			SafeListeners listeners) {
		this.registry = registry;
		this.listeners = listeners;
		Observation created = listeners.get(observation);
		this.observation = (created != null) ? created : Observation.NOOP;
		this.surrounding = listeners.get(registry::getCurrentObservationScope);
		listeners.run(this.observation::start);
		Observation.Scope opened = listeners.get(this.observation::openScope);
		this.scope = (opened != null) ? opened : listeners.get(this::halfOpened);
	}

	// one that threw has opened those of the handlers that come first
	private Observation.@Nullable Scope halfOpened() {
		Observation.Scope current = this.registry.getCurrentObservationScope();
		return (current != this.surrounding) ? current : null;
	}

	/**
	 * Add an event.
	 * @param event the event
	 */
	void event(Supplier<Observation.Event> event) {
		this.listeners.run(() -> {
			if (!this.observation.isNoop()) {
				this.observation.event(event.get());
			}
		});
	}

	/**
	 * Note that what is observed failed.
	 * @param failure how
	 */
	void error(Throwable failure) {
		this.listeners.run(() -> this.observation.error(failure));
	}

	/**
	 * End the observation and its scope.
	 */
	void stop() {
		if (this.scope != null) {
			this.listeners.run(this.scope::close);
		}
		this.listeners.run(this::leaveScope);
		this.listeners.run(this.observation::stop);
	}

	// one that threw while it was opened or closed stays the current one
	private void leaveScope() {
		if (this.registry.getCurrentObservationScope() != this.surrounding) {
			this.registry.setCurrentObservationScope(this.surrounding);
		}
	}

	/**
	 * Starts observations in a registry.
	 */
	static final class Starter {

		private final ObservationRegistry registry;

		private final SafeListeners listeners = new SafeListeners();

		/**
		 * Create a starter.
		 * @param registry where observations go to
		 */
		Starter(ObservationRegistry registry) {
			this.registry = registry;
		}

		/**
		 * Return whether nobody observes.
		 * @return whether nothing started here would be seen
		 */
		boolean isNoop() {
			return this.registry.isNoop();
		}

		/**
		 * Start an observation and open its scope.
		 * @param observation creates the observation in the registry
		 * @return the observation
		 */
		SafeObservation start(Supplier<@Nullable Observation> observation) {
			return new SafeObservation(observation, this.registry, this.listeners);
		}

	}

}
