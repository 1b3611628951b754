package io.github.wechatpayspring.autoconfigure;

import org.springframework.web.client.RestClient;

/**
 * Callback interface that can be implemented by beans wishing to change the
 * {@link org.springframework.web.client.RestClient.Builder RestClient.Builder} of the
 * client that calls WeChat Pay, and of no other. Applied after the application's own
 * settings and before signing and verification are added, which cannot be changed.
 */
@FunctionalInterface
public interface WechatPayRestClientCustomizer {

	/**
	 * Customize the builder.
	 * @param builder the builder
	 */
	void customize(RestClient.Builder builder);

}
