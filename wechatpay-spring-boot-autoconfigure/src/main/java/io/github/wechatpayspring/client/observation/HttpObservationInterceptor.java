package io.github.wechatpayspring.client.observation;

import java.io.IOException;
import java.io.OutputStream;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.observation.ClientHttpObservationDocumentation;
import org.springframework.http.client.observation.ClientHttpObservationDocumentation.HighCardinalityKeyNames;
import org.springframework.http.client.observation.ClientRequestObservationContext;
import org.springframework.http.client.observation.DefaultClientRequestObservationConvention;
import org.springframework.http.client.support.HttpRequestWrapper;

/**
 * Makes the observation {@code http.client.requests} that a {@code RestClient} would make
 * itself, and has it add the headers of a trace, but without its handlers being able to
 * change what becomes of the request.
 */
public final class HttpObservationInterceptor implements ClientHttpRequestInterceptor {

	private static final UriTemplateObservationConvention CONVENTION = new UriTemplateObservationConvention();

	private final ObservationRegistry registry;

	private final SafeObservation.Starter observations;

	/**
	 * Create an interceptor.
	 * @param registry where observations go to
	 */
	public HttpObservationInterceptor(ObservationRegistry registry) {
		this.registry = registry;
		this.observations = new SafeObservation.Starter(registry);
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		if (this.observations.isNoop()) {
			return execution.execute(request, body);
		}
		ClientRequestObservationContext context = new ClientRequestObservationContext(new ObservedRequest(request));
		if (request.getAttributes().get(CallDescription.URI_TEMPLATE_ATTRIBUTE) instanceof String template) {
			context.setUriTemplate(CallDescription.withoutPersonalData(template));
		}
		SafeObservation observation = this.observations.start(() -> create(context));
		try {
			ClientHttpResponse response = execution.execute(request, body);
			context.setResponse(response);
			return response;
		}
		catch (Throwable ex) {
			observation.error(ex);
			throw ex;
		}
		finally {
			observation.stop();
		}
	}

	private Observation create(ClientRequestObservationContext context) {
		Observation observation = ClientHttpObservationDocumentation.HTTP_CLIENT_EXCHANGES.observation(CONVENTION,
				CONVENTION, () -> context, this.registry);
		// the RestClient has opened a scope in which nothing is observed
		Observation.Scope scope = this.registry.getCurrentObservationScope();
		while (scope != null && scope.getCurrentObservation().isNoop()) {
			scope = scope.getPreviousObservationScope();
		}
		context.setParentObservation((scope != null) ? scope.getCurrentObservation() : null);
		return observation;
	}

	/**
	 * A request as observations want it, to look at and to add headers to.
	 */
	private static final class ObservedRequest extends HttpRequestWrapper implements ClientHttpRequest {

		private static final String NOT_SENT = "Observed only: the request is sent by the interceptors that follow";

		ObservedRequest(HttpRequest request) {
			super(request);
		}

		@Override
		public OutputStream getBody() {
			throw new UnsupportedOperationException(NOT_SENT);
		}

		@Override
		public ClientHttpResponse execute() {
			throw new UnsupportedOperationException(NOT_SENT);
		}

	}

	/**
	 * Observes requests without their full URL, which holds openids.
	 */
	private static final class UriTemplateObservationConvention extends DefaultClientRequestObservationConvention {

		@Override
		protected KeyValue requestUri(ClientRequestObservationContext context) {
			String template = context.getUriTemplate();
			return KeyValue.of(HighCardinalityKeyNames.HTTP_URL, (template != null) ? template : KeyValue.NONE_VALUE);
		}

	}

}
