package io.github.wechatpayspring.autoconfigure;

import org.springframework.web.client.RestClient;

/**
 * Where the {@link org.springframework.web.client.RestClient.Builder RestClient.Builder}
 * of the client that calls WeChat Pay comes from.
 */
@FunctionalInterface
interface RestClientBuilderSource {

	/**
	 * Create a builder with its HTTP client set.
	 * @return a new builder
	 */
	RestClient.Builder create();

}
