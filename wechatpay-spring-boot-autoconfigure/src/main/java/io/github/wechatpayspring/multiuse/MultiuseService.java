package io.github.wechatpayspring.multiuse;

import java.util.concurrent.CompletableFuture;

import io.github.wechatpayspring.client.service.WechatPayService;

/**
 * Issues multi-use credit (消费金). Safe for use by several threads.
 */
public interface MultiuseService extends MultiuseOperations, WechatPayService<MultiuseService> {

	/**
	 * Issue multi-use credit in the background.
	 * @param request what to issue to whom
	 * @return the outcome of {@link #send(SendMultiuseRequest)}
	 */
	default CompletableFuture<SendMultiuseResponse> sendAsync(SendMultiuseRequest request) {
		return async((service) -> service.send(request));
	}

}
