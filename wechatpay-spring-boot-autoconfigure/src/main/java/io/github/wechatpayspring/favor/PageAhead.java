package io.github.wechatpayspring.favor;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.IntFunction;

import io.github.wechatpayspring.WechatPayTransportException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches pages for one reader, at most one of them ahead of him. May be closed by
 * another thread.
 */
final class PageAhead {

	private final IntFunction<FavorCouponPage> fetch;

	private final Executor executor;

	private volatile @Nullable FutureTask<FavorCouponPage> begun;

	private volatile boolean closed;

	PageAhead(IntFunction<FavorCouponPage> fetch, Executor executor) {
		this.fetch = fetch;
		this.executor = executor;
	}

	/**
	 * Begin to fetch the page that is read next.
	 * @param offset its offset
	 */
	void begin(int offset) {
		FutureTask<FavorCouponPage> task = new FutureTask<>(() -> this.fetch.apply(offset));
		this.begun = task;
		if (!this.closed) {
			this.executor.execute(task);
		}
	}

	/**
	 * Take the page that was begun, or else fetch it.
	 * @param offset its offset
	 * @return the page
	 */
	FavorCouponPage take(int offset) {
		FutureTask<FavorCouponPage> task = this.begun;
		if (this.closed) {
			throw new IllegalStateException("The stream of coupons was closed: read it before");
		}
		if (task == null) {
			return this.fetch.apply(offset);
		}
		try {
			// by the reader himself if no thread was free
			task.run();
			return await(task);
		}
		finally {
			this.begun = null;
		}
	}

	private static FavorCouponPage await(FutureTask<FavorCouponPage> task) {
		try {
			return task.get();
		}
		catch (InterruptedException ex) {
			task.cancel(true);
			Thread.currentThread().interrupt();
			throw new WechatPayTransportException("Interrupted while waiting for the next page of coupons", ex, true);
		}
		catch (CancellationException ex) {
			throw new IllegalStateException("The stream of coupons was closed while it was read", ex);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof RuntimeException failure) {
				throw failure;
			}
			if (ex.getCause() instanceof Error failure) {
				throw failure;
			}
			throw new IllegalStateException(ex.getCause());
		}
	}

	/**
	 * Give up the page that was begun, and fetch none any more.
	 */
	void close() {
		this.closed = true;
		FutureTask<FavorCouponPage> task = this.begun;
		if (task != null) {
			task.cancel(true);
		}
	}

}
