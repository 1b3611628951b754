package io.github.wechatpayspring.autoconfigure.http;

import java.io.IOException;
import java.net.URI;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;

/**
 * The HTTP client that carries every call to WeChat Pay, and no other. It is below
 * signing, so that each request is an attempt as it is sent. A bean of this type replaces
 * the starter's own HTTP client; that is meant for tests, as its timeouts and redirects
 * are then the bean's own business.
 */
@FunctionalInterface
public interface WechatPayRequestFactory {

	/**
	 * Create a request.
	 * @param uri where to send it
	 * @param method its HTTP method
	 * @return the request
	 * @throws IOException if there is no way to send it
	 */
	ClientHttpRequest createRequest(URI uri, HttpMethod method) throws IOException;

}
