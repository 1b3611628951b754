package io.github.wechatpayspring.simulator.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.wechatpayspring.simulator.CallbackAttempt;

/**
 * A notification with the attempts to deliver it.
 *
 * @param id its id
 * @param eventType what happened
 * @param attempts the attempts, oldest first
 */
record Notification(String id, String eventType, List<CallbackAttempt> attempts) {

	/**
	 * Put attempts together.
	 * @param attempts all attempts, oldest first
	 * @return the notifications, newest first
	 */
	static List<Notification> of(List<CallbackAttempt> attempts) {
		Map<String, Notification> notifications = new LinkedHashMap<>();
		for (CallbackAttempt attempt : attempts) {
			notifications
				.computeIfAbsent(attempt.notificationId(),
						(id) -> new Notification(id, attempt.eventType(), new ArrayList<>()))
				.attempts()
				.add(attempt);
		}
		return Newest.first(List.copyOf(notifications.values()));
	}

	/**
	 * Return whether it has arrived.
	 * @return whether any attempt was accepted
	 */
	public boolean isAccepted() {
		return this.attempts.stream().anyMatch(CallbackAttempt::isAccepted);
	}

}
