package io.github.wechatpayspring.autoconfigure;

import org.springframework.web.client.RestClient;

/**
 * Callback interface that can be implemented by beans wishing to add to the calls to
 * WeChat Pay, and to no others. Default headers, default cookies, request initializers
 * and request interceptors of the builder are used; whatever else is set has no effect.
 * Interceptors run in each attempt, before it is signed: they may set headers, look at
 * the verified response, or throw to keep the request from being sent, but neither change
 * nor repeat it.
 */
@FunctionalInterface
public interface WechatPayRestClientCustomizer {

	/**
	 * Customize the builder.
	 * @param builder the builder
	 */
	void customize(RestClient.Builder builder);

}
