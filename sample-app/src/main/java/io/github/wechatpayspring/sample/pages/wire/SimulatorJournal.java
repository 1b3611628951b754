package io.github.wechatpayspring.sample.pages.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.wechatpayspring.simulator.RecordedRequest;
import io.github.wechatpayspring.simulator.WechatPaySimulator;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * What the simulator made of requests, if there is one.
 */
@Component
class SimulatorJournal {

	// how it refuses what it does not know the sender of
	private static final Set<Integer> REFUSALS = Set.of(400, 401, 404, 405);

	private final ObjectProvider<WechatPaySimulator> simulator;

	SimulatorJournal(ObjectProvider<WechatPaySimulator> simulator) {
		this.simulator = simulator;
	}

	/**
	 * Find the attempts of a call.
	 * @param call the call
	 * @return what the simulator made of each attempt that it knows of, by its nonce
	 */
	Map<String, Finding> of(WireCall call) {
		Map<String, Finding> findings = new HashMap<>();
		WechatPaySimulator running = this.simulator.getIfAvailable();
		if (running != null) {
			List<RecordedRequest> requests = running.requests();
			for (WireAttempt attempt : call.attempts()) {
				requests.stream()
					.filter((request) -> isFrom(request, attempt))
					.findFirst()
					.ifPresent((request) -> findings.put(attempt.nonce(), finding(request)));
			}
		}
		return findings;
	}

	private static boolean isFrom(RecordedRequest request, WireAttempt attempt) {
		String authorization = request.header(HttpHeaders.AUTHORIZATION);
		return authorization != null && authorization.contains("nonce_str=\"" + attempt.nonce() + "\"");
	}

	private static Finding finding(RecordedRequest request) {
		if (request.processed()) {
			return Finding.PROCESSED;
		}
		return (REFUSALS.contains(request.status())) ? Finding.REFUSED : Finding.LEFT_UNDONE;
	}

	/**
	 * What the simulator made of a request.
	 */
	enum Finding {

		/**
		 * Time, merchant, certificate and signature are in order, and so it acted upon
		 * it.
		 */
		PROCESSED,

		/**
		 * They are in order, but a fault kept it from acting.
		 */
		LEFT_UNDONE,

		/**
		 * They are not in order.
		 */
		REFUSED

	}

}
