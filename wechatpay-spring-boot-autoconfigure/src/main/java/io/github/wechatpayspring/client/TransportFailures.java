package io.github.wechatpayspring.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Set;

import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

import io.github.wechatpayspring.WechatPayTransportException;
import org.jspecify.annotations.Nullable;

/**
 * Tells from what the HTTP client threw whether the request may have reached WeChat Pay.
 */
final class TransportFailures {

	// of optional libraries, thus by name
	private static final Set<String> NOTHING_SENT = Set.of("org.apache.hc.client5.http.ConnectTimeoutException",
			"org.apache.hc.core5.http.ConnectionRequestTimeoutException",
			"org.apache.hc.core5.util.DeadlineTimeoutException");

	private TransportFailures() {
	}

	static WechatPayTransportException exception(String call, IOException failure) {
		boolean sent = !isNothingSent(failure);
		String consequence = (sent)
				? "the outcome is unknown, send the same request with the same outRequestNo again to settle it"
				: "nothing was sent";
		String reason = (failure instanceof DeadlineExceededException) ? String.valueOf(failure.getMessage())
				: failure.getClass().getSimpleName();
		return new WechatPayTransportException(
				"No answer from WeChat Pay to %s (%s): %s".formatted(call, reason, consequence), failure, sent);
	}

	private static boolean isNothingSent(@Nullable Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof ConnectException || cause instanceof UnknownHostException
					|| cause instanceof NoRouteToHostException || cause instanceof UnresolvedAddressException
					|| cause instanceof HttpConnectTimeoutException || cause instanceof SSLHandshakeException
					|| cause instanceof SSLPeerUnverifiedException
					|| (cause instanceof DeadlineExceededException late && !late.isSent())
					|| NOTHING_SENT.contains(cause.getClass().getName())) {
				return true;
			}
		}
		return false;
	}

}
