package io.github.wechatpayspring.autoconfigure.notification;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import io.github.wechatpayspring.notification.delivery.NotificationOutcome;
import io.github.wechatpayspring.notification.delivery.NotificationReceiver;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.HandlerMapping;

/**
 * The endpoint for notifications in Spring MVC. Reads and writes bytes, without the
 * converters and interceptors of the application, and reads a body only if the headers
 * may come from WeChat Pay.
 */
final class NotificationRequestHandler implements HttpRequestHandler {

	private final MerchantNotifications notifications;

	NotificationRequestHandler(MerchantNotifications notifications) {
		this.notifications = notifications;
	}

	@Override
	public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
		request.setAttribute(BlockedNotifications.REACHED, Boolean.TRUE);
		if (!HttpMethod.POST.matches(request.getMethod())) {
			response.setHeader(HttpHeaders.ALLOW, HttpMethod.POST.name());
			response.setStatus(HttpStatus.METHOD_NOT_ALLOWED.value());
			return;
		}
		HttpHeaders headers = new ServletServerHttpRequest(request).getHeaders();
		String merchant = MerchantNotifications
			.merchant(request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE));
		NotificationOutcome refusal = this.notifications.refuse(merchant, headers);
		respond((refusal != null) ? refusal : this.notifications.receive(merchant, headers, read(request)).join(),
				response);
	}

	private static byte[] read(HttpServletRequest request) throws IOException {
		try {
			return request.getInputStream().readNBytes(NotificationReceiver.MAXIMUM_BODY_SIZE + 1);
		}
		catch (IllegalStateException ex) {
			// getReader() was called before
			return new byte[0];
		}
	}

	private static void respond(NotificationOutcome outcome, HttpServletResponse response) throws IOException {
		response.setStatus(outcome.status());
		if (!outcome.body().isEmpty()) {
			byte[] body = outcome.body().getBytes(StandardCharsets.UTF_8);
			response.setContentType(MediaType.APPLICATION_JSON_VALUE);
			response.setContentLength(body.length);
			response.getOutputStream().write(body);
		}
	}

}
