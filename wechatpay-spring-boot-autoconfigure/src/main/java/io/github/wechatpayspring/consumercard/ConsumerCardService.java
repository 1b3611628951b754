package io.github.wechatpayspring.consumercard;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.concurrent.CompletableFuture;

import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.client.WechatPayClient;
import io.github.wechatpayspring.client.resilience.CallOptions;

/**
 * Issues consumer cards (消费卡), which bundle several cash coupons. Safe for use by several
 * threads.
 */
public class ConsumerCardService {

	private static final Duration LATEST = Duration.ofHours(24);

	private final WechatPayClient client;

	private final Clock clock;

	public ConsumerCardService(WechatPayClient client, Clock clock) {
		this.client = client;
		this.clock = clock;
	}

	/**
	 * Return a service whose calls are not retried after a failure.
	 * @return the service
	 */
	public ConsumerCardService withoutRetry() {
		return new ConsumerCardService(this.client.withoutRetry(), this.clock);
	}

	/**
	 * Issue a consumer card (发放消费卡). A retry with the same {@code outRequestNo} and
	 * {@code sendTime} issues no second card.
	 * @param request what to issue to whom
	 * @return the card issued
	 * @throws IllegalArgumentException if {@code sendTime} is more than 24 hours ago or
	 * there is no appid; nothing was sent then
	 * @throws WechatPayException if the card was not issued or the outcome is unknown
	 * @see <a href=
	 * "https://pay.weixin.qq.com/wiki/doc/apiv3/apis/chapter9_6_1.shtml">Issue a consumer
	 * card (发放消费卡)</a>
	 */
	public SendConsumerCardResponse send(SendConsumerCardRequest request) {
		OffsetDateTime earliest = OffsetDateTime.now(this.clock).minus(LATEST);
		if (request.sendTime().isBefore(earliest)) {
			throw new IllegalArgumentException(
					"'sendTime' must be at most 24 hours ago, but is %s: check whether the card was issued, then use a new outRequestNo and sendTime"
						.formatted(request.sendTime()));
		}
		return this.client.post(
				CallOptions.sending("consumer-card-send", request.outRequestNo(), request.openid(), request.cardId()),
				SendConsumerCardResponse.class, request.withAppid(this.client.appid(request.appid())),
				"/v3/marketing/busifavor/coupons/{card_id}/send", request.cardId());
	}

	/**
	 * Issue a consumer card in the background.
	 * @param request what to issue to whom
	 * @return the outcome of {@link #send(SendConsumerCardRequest)}
	 */
	public CompletableFuture<SendConsumerCardResponse> sendAsync(SendConsumerCardRequest request) {
		return this.client.async(() -> send(request));
	}

}
