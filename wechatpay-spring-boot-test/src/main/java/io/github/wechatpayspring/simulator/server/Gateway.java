package io.github.wechatpayspring.simulator.server;

import java.util.List;

import io.github.wechatpayspring.simulator.Fault;
import io.github.wechatpayspring.simulator.Operation;
import io.github.wechatpayspring.simulator.RecordedRequest;
import io.github.wechatpayspring.simulator.SimulatorSettings;
import io.github.wechatpayspring.simulator.calls.ApiError;
import io.github.wechatpayspring.simulator.calls.Calls;
import io.github.wechatpayspring.simulator.calls.RequestReader;
import io.github.wechatpayspring.simulator.crypto.PlatformKeyRing;
import io.github.wechatpayspring.simulator.endpoints.Endpoints;
import io.github.wechatpayspring.simulator.endpoints.Result;
import org.jspecify.annotations.Nullable;

/**
 * A request's way through WeChat Pay: route, headers, authentication, parameters,
 * business. What is refused before authentication is over is not signed, everything after
 * is.
 */
final class Gateway {

	private final RequestReader reader;

	private final SimulatorSettings settings;

	private final Calls calls;

	private final RequestAuthenticator authenticator;

	private final PlatformKeyRing keys;

	private final Endpoints endpoints;

	private final InjectedFaults faults;

	private final FaultEffects faultEffects;

	private final Journal journal;

	Gateway(SimulatorSettings settings, Calls calls, RequestAuthenticator authenticator, PlatformKeyRing keys,
			Endpoints endpoints, InjectedFaults faults, FaultEffects faultEffects, Journal journal) {
		this.settings = settings;
		this.calls = calls;
		this.reader = new RequestReader(settings.merchantId(), keys, settings.clock());
		this.authenticator = authenticator;
		this.keys = keys;
		this.endpoints = endpoints;
		this.faults = faults;
		this.faultEffects = faultEffects;
		this.journal = journal;
	}

	/**
	 * Respond to a request.
	 * @param received the request, not known yet what it calls
	 * @return the response
	 */
	Response handle(RecordedRequest received) {
		RecordedRequest request = received.calling(this.calls.find(received.method(), received.path()));
		Journal.Entry entry = this.journal.arrived(request);
		Response response = respond(request, entry);
		entry.responded(response.status());
		return response;
	}

	private Response respond(RecordedRequest request, Journal.Entry entry) {
		if (request.headers().getOrDefault("Authorization", List.of()).size() > 1) {
			return Response.nginx(400, "Bad Request");
		}
		Operation operation = request.operation();
		if (operation == null) {
			return Response.empty(this.calls.isKnownPath(request.path()) ? 405 : 404);
		}
		try {
			checkHeaders(request);
			this.authenticator.authenticate(request);
		}
		catch (ApiError ex) {
			return Response.error(ex);
		}
		Exchange exchange = new Exchange(() -> {
			entry.processed();
			return process(operation, request);
		}, this.keys.signingKey(request.header("Wechatpay-Serial")), this.settings.clock());
		Fault fault = this.faults.next(operation);
		return (fault != null) ? this.faultEffects.apply(fault, exchange) : exchange.sign(exchange.process());
	}

	private static void checkHeaders(RecordedRequest request) {
		if (isMissing(request.header("Accept")) || isMissing(request.header("User-Agent"))) {
			throw ApiError.invalidRequest("Http头缺少Accept或User-Agent");
		}
	}

	private static boolean isMissing(@Nullable String header) {
		return header == null || header.isBlank();
	}

	private Response process(Operation operation, RecordedRequest request) {
		try {
			Result result = this.endpoints.handle(this.reader.read(this.calls.of(operation), request));
			if (result.file() != null) {
				return Response.file(result.file());
			}
			return (result.json() != null) ? Response.success(result.json()) : Response.empty(204);
		}
		catch (ApiError ex) {
			return Response.error(ex);
		}
	}

}
