package io.github.wechatpayspring.client.error;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Set;
import java.util.StringJoiner;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

import io.github.wechatpayspring.WechatPayTransportException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Tells from what the HTTP client threw whether the request may have reached WeChat Pay.
 */
public final class TransportFailures {

	// of optional libraries, thus by name
	private static final Set<String> NOTHING_SENT = Set.of("org.apache.hc.client5.http.ConnectTimeoutException",
			"org.apache.hc.core5.http.ConnectionRequestTimeoutException",
			"org.apache.hc.core5.util.DeadlineTimeoutException",
			"reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException");

	// of the JDK and of Jetty, which have no class of their own for it
	private static final Set<String> CONNECT_TIMED_OUT = Set.of("Connect timed out", "Connect Timeout");

	private static final String POOL_CLOSED = "Connection pool shut down";

	// quote nothing of a response; by name what is of optional libraries
	private static final Set<Class<?>> QUOTING_NOTHING = Set.of(SocketException.class, SocketTimeoutException.class,
			InterruptedIOException.class, UnknownHostException.class, HttpTimeoutException.class, EOFException.class,
			SSLException.class, ClosedChannelException.class, UnresolvedAddressException.class,
			GeneralSecurityException.class, InterruptedException.class);

	private static final Set<String> QUOTING_NOTHING_BY_NAME = Set.of(
			"org.apache.hc.core5.http.ConnectionRequestTimeoutException",
			"org.apache.hc.core5.util.DeadlineTimeoutException", "org.apache.hc.core5.http.NoHttpResponseException",
			"org.apache.hc.core5.http.ConnectionClosedException");

	private TransportFailures() {
	}

	/**
	 * Return the exception for an attempt without a response.
	 * @param call what was called
	 * @param failure what the HTTP client threw
	 * @param sentEarlier whether an earlier attempt has left
	 * @return the exception
	 */
	public static WechatPayTransportException exception(String call, Throwable failure, boolean sentEarlier) {
		boolean sent = !isNothingSent(failure);
		String consequence = (sent)
				? "the outcome is unknown, send the same request with the same outRequestNo again to settle it"
				: (sentEarlier) ? "this attempt was not sent" : "nothing was sent";
		String reason = (failure instanceof DeadlineExceededException) ? String.valueOf(failure.getMessage())
				: ClassUtils.getShortName(failure.getClass());
		return new WechatPayTransportException(
				"No response from WeChat Pay to %s (%s): %s".formatted(call, reason, consequence),
				withoutQuotation(failure), sent);
	}

	private static boolean isNothingSent(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof ConnectException || cause instanceof UnknownHostException
					|| cause instanceof NoRouteToHostException || cause instanceof UnresolvedAddressException
					|| cause instanceof HttpConnectTimeoutException || cause instanceof SSLPeerUnverifiedException
					|| NOTHING_SENT.contains(cause.getClass().getName())
					|| (cause instanceof DeadlineExceededException late && !late.isSent())
					|| (cause instanceof SocketTimeoutException && isConnectTimedOut(cause.getMessage()))
					|| (cause instanceof SSLHandshakeException && isCertificateRefusedHere(cause))
					|| (cause instanceof IllegalStateException && POOL_CLOSED.equals(cause.getMessage()))) {
				return true;
			}
		}
		return false;
	}

	private static boolean isConnectTimedOut(@Nullable String message) {
		return message != null && CONNECT_TIMED_OUT.contains(message);
	}

	// what ends a handshake from the other side may come after the request was read,
	// since a client may send it before it knows whether its own certificate was accepted
	private static boolean isCertificateRefusedHere(Throwable failure) {
		for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
			if (cause instanceof CertificateException || cause instanceof CertPathValidatorException) {
				return true;
			}
		}
		return false;
	}

	// HTTP clients quote what they cannot read
	private static Throwable withoutQuotation(Throwable failure) {
		boolean quotes = false;
		StringJoiner names = new StringJoiner(" caused by ");
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			quotes |= !quotesNothing(cause);
			names.add(cause.getClass().getName());
		}
		if (!quotes) {
			return failure;
		}
		IOException hidden = new IOException(names + " (without its message, which may quote the response)");
		hidden.setStackTrace(failure.getStackTrace());
		return hidden;
	}

	private static boolean quotesNothing(Throwable cause) {
		Throwable further = cause.getCause();
		if (further != null && further.toString().equals(cause.getMessage())) {
			// wraps it and says nothing else
			return true;
		}
		return QUOTING_NOTHING.stream().anyMatch((type) -> type.isInstance(cause))
				|| QUOTING_NOTHING_BY_NAME.contains(cause.getClass().getName());
	}

}
