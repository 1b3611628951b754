package io.github.wechatpayspring.simulator;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A request's way through WeChat Pay: route, headers, authentication, parameters,
 * business. What is refused before authentication is over is not signed, everything after
 * is.
 */
final class Gateway {

	private static final String PLATFORM_SERIAL = "Wechatpay-Serial";

	private final ParameterReader reader = new ParameterReader();

	private final String merchantId;

	private final RequestAuthenticator authenticator;

	private final PlatformKeyRing keys;

	private final ForeignKeys foreignKeys = new ForeignKeys();

	private final Map<Operation, Endpoint> endpoints;

	private final InjectedFaults faults;

	private final Journal journal;

	private final Clock clock;

	private final Pause pause;

	Gateway(String merchantId, RequestAuthenticator authenticator, PlatformKeyRing keys,
			Map<Operation, Endpoint> endpoints, InjectedFaults faults, Journal journal, Clock clock, Pause pause) {
		this.merchantId = merchantId;
		this.authenticator = authenticator;
		this.keys = keys;
		this.endpoints = endpoints;
		this.faults = faults;
		this.journal = journal;
		this.clock = clock;
		this.pause = pause;
	}

	Answer handle(RecordedRequest request) {
		Journal.Entry entry = this.journal.arrived(request);
		Answer answer = answer(request, entry);
		entry.answered(answer.status());
		return answer;
	}

	private Answer answer(RecordedRequest request, Journal.Entry entry) {
		if (request.headers().getOrDefault("Authorization", List.of()).size() > 1) {
			return Answer.nginx(400, "Bad Request");
		}
		Operation operation = request.operation();
		if (operation == null) {
			return Answer.empty(Operation.isKnownPath(request.path()) ? 405 : 404);
		}
		try {
			checkHeaders(request);
			this.authenticator.authenticate(request);
		}
		catch (ApiError ex) {
			return ex.toAnswer();
		}
		String platformSerial = request.header(PLATFORM_SERIAL);
		Supplier<Answer> processing = () -> {
			entry.processed();
			return process(operation, request, platformSerial);
		};
		Exchange exchange = new Exchange(processing, this.keys.signingKey(platformSerial), this.foreignKeys, this.clock,
				this.pause);
		Fault fault = this.faults.next(operation);
		return (fault != null) ? fault.apply(exchange) : exchange.sign(exchange.process());
	}

	private static void checkHeaders(RecordedRequest request) {
		if (isMissing(request.header("Accept")) || isMissing(request.header("User-Agent"))) {
			throw ApiError.invalidRequest("Http头缺少Accept或User-Agent", ErrorCode.OTHER);
		}
	}

	private static boolean isMissing(@Nullable String header) {
		return header == null || header.isBlank();
	}

	private Answer process(Operation operation, RecordedRequest request, @Nullable String platformSerial) {
		try {
			checkContentType(operation, request);
			Parameters parameters = this.reader.read(operation, request);
			parameters.refuseOtherMerchant(this.merchantId);
			Endpoint endpoint = this.endpoints.get(operation);
			if (endpoint == null) {
				throw new IllegalStateException("No endpoint for " + operation);
			}
			return Answer.json(200, endpoint.handle(parameters, platformSerial), ErrorCode.NONE);
		}
		catch (ApiError ex) {
			return ex.toAnswer();
		}
	}

	private static void checkContentType(Operation operation, RecordedRequest request) {
		String contentType = request.header("Content-Type");
		if (operation.method().equals("POST") && (contentType == null
				|| !contentType.toLowerCase(Locale.ROOT).matches("application/json\\s*(;.*)?"))) {
			throw ApiError.invalidRequest("Http头Content-Type必须为application/json", ErrorCode.OTHER);
		}
	}

}
