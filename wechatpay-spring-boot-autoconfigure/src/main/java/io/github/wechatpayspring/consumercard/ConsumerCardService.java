package io.github.wechatpayspring.consumercard;

import java.util.concurrent.CompletableFuture;

import io.github.wechatpayspring.client.service.WechatPayService;

/**
 * Issues consumer cards (消费卡), which bundle several cash coupons. Safe for use by several
 * threads.
 */
public interface ConsumerCardService extends ConsumerCardOperations, WechatPayService<ConsumerCardService> {

	/**
	 * Issue a consumer card in the background.
	 * @param request what to issue to whom
	 * @return the outcome of {@link #send(SendConsumerCardRequest)}
	 */
	default CompletableFuture<SendConsumerCardResponse> sendAsync(SendConsumerCardRequest request) {
		return async((service) -> service.send(request));
	}

}
