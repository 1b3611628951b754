package io.github.wechatpayspring.client.resilience;

import java.io.IOException;

import io.github.wechatpayspring.client.observation.ClientEvents;

import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Sends a call again when it failed and may be retried, to the backup host if the first
 * does not respond. Sits outside of signing, so that each attempt is signed anew, and
 * inside of writing the request, so that each attempt has the very same body.
 */
final class RetryInterceptor implements ClientHttpRequestInterceptor {

	private final RetrySettings settings;

	private final WechatPayHosts hosts;

	private final RetryBudget budget;

	private final ClientEvents events;

	/**
	 * Create an interceptor.
	 * @param settings how to retry
	 * @param hosts where to send calls to
	 */
	RetryInterceptor(RetrySettings settings, WechatPayHosts hosts) {
		this(settings, hosts, ClientEvents.NONE);
	}

	RetryInterceptor(RetrySettings settings, WechatPayHosts hosts, ClientEvents events) {
		this.settings = settings;
		this.hosts = hosts;
		this.budget = new RetryBudget(settings.maxShare());
		this.events = events;
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		RetriedCall call = new RetriedCall(request, body, execution, this.settings, this.hosts, this.budget,
				this.events);
		try {
			return new RetryTemplate(call).execute(call);
		}
		catch (RetryException ex) {
			throw rethrow(ex.getCause());
		}
	}

	private static RuntimeException rethrow(Throwable failure) throws IOException {
		if (failure instanceof IOException ex) {
			throw ex;
		}
		if (failure instanceof Error ex) {
			throw ex;
		}
		return (failure instanceof RuntimeException ex) ? ex : new IllegalStateException(failure);
	}

}
