package io.github.wechatpayspring.simulator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/**
 * Writes as much of a body as is to arrive.
 */
final class AnswerEntity extends AbstractHttpEntity {

	private final byte[] body;

	private final int written;

	AnswerEntity(byte[] body, int written) {
		super((String) null, null);
		this.body = body;
		this.written = written;
	}

	@Override
	public void writeTo(OutputStream out) throws IOException {
		out.write(this.body, 0, this.written);
	}

	@Override
	public InputStream getContent() {
		return new ByteArrayInputStream(this.body, 0, this.written);
	}

	@Override
	public long getContentLength() {
		return this.body.length;
	}

	@Override
	public boolean isStreaming() {
		return false;
	}

	@Override
	public void close() {
	}

}
