package io.github.wechatpayspring.simulator.server;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.wechatpayspring.simulator.Fault;
import io.github.wechatpayspring.simulator.Operation;
import io.github.wechatpayspring.simulator.RecordedRequest;
import io.github.wechatpayspring.simulator.SimulatorSettings;
import io.github.wechatpayspring.simulator.crypto.PlatformKeyRing;
import io.github.wechatpayspring.simulator.endpoints.ApiError;
import io.github.wechatpayspring.simulator.endpoints.Endpoint;
import io.github.wechatpayspring.simulator.endpoints.ParameterReader;
import io.github.wechatpayspring.simulator.endpoints.Parameters;
import io.github.wechatpayspring.simulator.endpoints.Routes;
import org.jspecify.annotations.Nullable;

/**
 * A request's way through WeChat Pay: route, headers, authentication, parameters,
 * business. What is refused before authentication is over is not signed, everything after
 * is.
 */
final class Gateway {

	private final ParameterReader reader = new ParameterReader();

	private final SimulatorSettings settings;

	private final RequestAuthenticator authenticator;

	private final PlatformKeyRing keys;

	private final Map<Operation, Endpoint> endpoints;

	private final InjectedFaults faults;

	private final FaultEffects faultEffects;

	private final Journal journal;

	Gateway(SimulatorSettings settings, RequestAuthenticator authenticator, PlatformKeyRing keys,
			Map<Operation, Endpoint> endpoints, InjectedFaults faults, FaultEffects faultEffects, Journal journal) {
		this.settings = settings;
		this.authenticator = authenticator;
		this.keys = keys;
		this.endpoints = endpoints;
		this.faults = faults;
		this.faultEffects = faultEffects;
		this.journal = journal;
	}

	Response handle(RecordedRequest request) {
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
			return Response.empty(Routes.isKnownPath(request.path()) ? 405 : 404);
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
			checkContentType(operation, request);
			Parameters parameters = this.reader.read(operation, request);
			parameters.refuseOtherMerchant(this.settings.merchantId());
			Endpoint endpoint = this.endpoints.get(operation);
			if (endpoint == null) {
				throw new IllegalStateException("No endpoint for " + operation);
			}
			return Response.success(endpoint.handle(parameters));
		}
		catch (ApiError ex) {
			return Response.error(ex);
		}
	}

	private static void checkContentType(Operation operation, RecordedRequest request) {
		String contentType = request.header("Content-Type");
		if (operation.method().equals("POST") && (contentType == null
				|| !contentType.toLowerCase(Locale.ROOT).matches("application/json\\s*(;.*)?"))) {
			throw ApiError.invalidRequest("Http头Content-Type必须为application/json");
		}
	}

}
