package io.github.wechatpayspring.client;

import io.github.wechatpayspring.client.observation.CallDescription;
import io.github.wechatpayspring.client.resilience.CallRecord;

import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Has each call that fails, in whatever way, end in an exception that says whether WeChat
 * Pay may have carried it out. Sits outermost, even outside of what the application
 * added.
 */
final class OutcomeInterceptor implements ClientHttpRequestInterceptor {

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution) {
		CallRecord record = CallRecord.of(request);
		try {
			ClientHttpResponse response = execution.execute(request, body);
			if (request.getAttributes()
				.get(SuccessResponse.Holder.ATTRIBUTE) instanceof SuccessResponse.Holder holder) {
				holder.call = SuccessResponse.of(request, response);
			}
			return response;
		}
		catch (Throwable ex) {
			throw record.explain(CallDescription.of(request), ex);
		}
	}

}
