package io.github.wechatpayspring.sample.pages.web;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells open pages that what they show has changed, as server-sent events. An event only
 * says to look again, and one comes as soon as a page listens, so that none is missed
 * while it loads or is cut off.
 */
@Component
public class LiveUpdates {

	private static final int BEATS_PER_HEARTBEAT = 75;

	private final Map<String, List<SseEmitter>> listeners = new ConcurrentHashMap<>();

	private final Set<String> changed = ConcurrentHashMap.newKeySet();

	private int beats;

	/**
	 * Listen to a topic.
	 * @param topic what the page shows
	 * @return the stream of events, each named {@code changed}
	 */
	public SseEmitter listen(String topic) {
		SseEmitter emitter = new SseEmitter(0L);
		Runnable forget = () -> forget(topic, emitter);
		emitter.onCompletion(forget);
		emitter.onTimeout(forget);
		emitter.onError((ex) -> forget.run());
		this.listeners.compute(topic, (key, present) -> {
			List<SseEmitter> emitters = (present != null) ? present : new CopyOnWriteArrayList<>();
			emitters.add(emitter);
			return emitters;
		});
		send(emitter, SseEmitter.event().name("changed").data("").reconnectTime(1000));
		return emitter;
	}

	private void forget(String topic, SseEmitter emitter) {
		this.listeners.computeIfPresent(topic, (key, emitters) -> {
			emitters.remove(emitter);
			return !emitters.isEmpty() ? emitters : null;
		});
	}

	/**
	 * Announce that something has changed. However often this is called, a page is
	 * notified at most a few times a second.
	 * @param topic what shows it
	 */
	public void changed(String topic) {
		this.changed.add(topic);
	}

	@Scheduled(fixedDelay = 200)
	void tell() {
		for (String topic : Set.copyOf(this.changed)) {
			// before it is told, so that a change from now on is told again
			this.changed.remove(topic);
			for (SseEmitter emitter : this.listeners.getOrDefault(topic, List.of())) {
				send(emitter, SseEmitter.event().name("changed").data(""));
			}
		}
		if (++this.beats % BEATS_PER_HEARTBEAT == 0) {
			// notices pages that are gone
			for (List<SseEmitter> emitters : this.listeners.values()) {
				emitters.forEach((emitter) -> send(emitter, SseEmitter.event().comment("")));
			}
		}
	}

	// open streams would hold up the shutdown
	@EventListener(ContextClosedEvent.class)
	void close() {
		this.listeners.values().forEach((emitters) -> emitters.forEach(SseEmitter::complete));
	}

	private static void send(SseEmitter emitter, SseEmitter.SseEventBuilder event) {
		try {
			emitter.send(event);
		}
		catch (IOException | IllegalStateException ex) {
			emitter.completeWithError(ex);
		}
	}

}
