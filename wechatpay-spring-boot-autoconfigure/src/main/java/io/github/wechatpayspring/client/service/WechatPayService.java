package io.github.wechatpayspring.client.service;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * What every service of a merchant offers beside its calls. An HTTP interface of an
 * application may extend it too.
 *
 * @param <S> the service
 */
public interface WechatPayService<S> {

	/**
	 * Return a service whose calls are not retried after a failure.
	 * @return the service
	 */
	S withoutRetry();

	/**
	 * Run a call in the background, on a virtual thread where the JVM has them.
	 * @param <T> the type of its response
	 * @param call the call, for instance {@code (stocks) -> stocks.create(request)}
	 * @return its outcome; cancelling it interrupts the call
	 */
	<T> CompletableFuture<T> async(Function<? super S, ? extends T> call);

}
