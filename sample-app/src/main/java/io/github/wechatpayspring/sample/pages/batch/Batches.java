package io.github.wechatpayspring.sample.pages.batch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.wechatpayspring.WechatPayApiException;
import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.WechatPayLimitException;
import io.github.wechatpayspring.sample.CouponDesk;
import io.github.wechatpayspring.sample.CouponOrder;
import io.github.wechatpayspring.sample.GivenCoupon;
import io.github.wechatpayspring.sample.SampleProperties;
import io.github.wechatpayspring.sample.pages.web.LiveUpdates;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/**
 * Carries batches out, a few coupons at a time and no faster than the rate limit of the
 * calls. They are remembered until the application ends; starting one of the same name
 * again issues nobody a second coupon.
 */
@Component
class Batches {

	private static final int REMEMBERED = 20;

	private final CouponDesk desk;

	private final LiveUpdates updates;

	private final int concurrency;

	private final ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();

	private final Map<String, Batch> batches = Collections.synchronizedMap(new LinkedHashMap<>());

	Batches(CouponDesk desk, LiveUpdates updates, SampleProperties properties) {
		this.desk = desk;
		this.updates = updates;
		this.concurrency = properties.batch().concurrency();
		this.executor.setCorePoolSize(this.concurrency);
		this.executor.setThreadNamePrefix("batch-");
		this.executor.setWaitForTasksToCompleteOnShutdown(true);
		this.executor.setAwaitTerminationSeconds(20);
		this.executor.initialize();
	}

	/**
	 * Take a batch in, without sending anything yet.
	 * @param text the lines
	 * @param terms what they have in common
	 * @return the batch
	 */
	Batch add(String text, BatchInput.Terms terms) {
		Batch batch = new Batch(UUID.randomUUID().toString(), terms, BatchInput.read(text, terms, this.desk::check));
		synchronized (this.batches) {
			this.batches.put(batch.id(), batch);
			if (this.batches.size() > REMEMBERED) {
				forgetOldestFinished();
			}
		}
		return batch;
	}

	private void forgetOldestFinished() {
		this.batches.values()
			.stream()
			.filter((batch) -> batch.progress().state() == Batch.State.FINISHED)
			.findFirst()
			.ifPresent((batch) -> this.batches.remove(batch.id()));
	}

	@Nullable Batch find(String id) {
		return this.batches.get(id);
	}

	List<Batch.Progress> all() {
		synchronized (this.batches) {
			return this.batches.values().stream().map(Batch::progress).toList();
		}
	}

	void resume(Batch batch) {
		if (batch.resume()) {
			for (int i = 0; i < this.concurrency; i++) {
				this.executor.execute(() -> sendNext(batch));
			}
		}
		this.updates.changed(topic(batch.id()));
	}

	void pause(Batch batch) {
		batch.pause();
		this.updates.changed(topic(batch.id()));
	}

	void repeatUnknown(Batch batch) {
		batch.pause();
		batch.repeatUnknown();
		resume(batch);
	}

	static String topic(String id) {
		return "batch/" + id;
	}

	// one line a task, so that batches take turns
	private void sendNext(Batch batch) {
		Integer index = batch.take();
		if (index == null) {
			return;
		}
		if (batch.settle(index, send(batch.line(index)))) {
			this.executor.execute(() -> sendNext(batch));
		}
		this.updates.changed(topic(batch.id()));
	}

	private BatchLine send(BatchLine line) {
		CouponOrder order = line.order();
		if (order == null) {
			throw new IllegalStateException("The outcome of line %d is certain".formatted(line.number()));
		}
		try {
			GivenCoupon given = this.desk.give(order);
			return line.given(given.id(), given.requestId());
		}
		catch (WechatPayLimitException ex) {
			// not sent, so its turn comes again
			return line;
		}
		catch (WechatPayException ex) {
			String code = (ex instanceof WechatPayApiException answer) ? answer.code() : null;
			String requestId = (ex instanceof WechatPayApiException answer) ? answer.requestId() : null;
			String known = (code != null) ? code : ClassUtils.getShortName(ex.getClass());
			return ex.isOutcomeUnknown() ? line.unknown(known, ex.getMessage(), requestId)
					: line.refused(known, ex.getMessage(), requestId);
		}
		catch (RuntimeException | Error ex) {
			// whatever it is, the other lines go on
			return line.unknown(ClassUtils.getShortName(ex.getClass()),
					"The sample failed, so the outcome is unknown: see its log", null);
		}
	}

	@EventListener(ContextClosedEvent.class)
	void close() {
		synchronized (this.batches) {
			this.batches.values().forEach(Batch::pause);
		}
		this.executor.shutdown();
	}

}
