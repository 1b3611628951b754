package io.github.wechatpayspring.benchmarks;

import java.io.IOException;
import java.net.URI;

import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;

/**
 * The least that a call can cost: one signature and one verification around
 * HttpComponents.
 */
final class FloorClient extends RawClient {

	private final Signatures signatures;

	FloorClient(URI baseUrl, Signatures signatures) {
		super(baseUrl);
		this.signatures = signatures;
	}

	@Override
	protected void sign(HttpPost request, byte[] body) {
		request.setHeader(HttpHeaders.AUTHORIZATION, this.signatures.authorization("POST", PATH, body));
		request.setHeader("Wechatpay-Serial", Credentials.PLATFORM_KEY_ID);
	}

	@Override
	protected void verify(ClassicHttpResponse response, byte[] body) throws IOException {
		this.signatures.verify((name) -> {
			Header header = response.getFirstHeader(name);
			return (header != null) ? header.getValue() : null;
		}, body);
	}

}
