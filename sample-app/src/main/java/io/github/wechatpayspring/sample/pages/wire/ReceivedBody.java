package io.github.wechatpayspring.sample.pages.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, received once and given to the application as it came: what was
 * cut short on the wire is cut short for the application as well.
 *
 * @param bytes what came
 * @param failure why no more came, {@code null} if that was all
 */
record ReceivedBody(byte[] bytes, @Nullable IOException failure) {

	static ReceivedBody of(HttpEntity entity) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (InputStream content = entity.getContent()) {
			content.transferTo(bytes);
			return new ReceivedBody(bytes.toByteArray(), null);
		}
		catch (IOException ex) {
			return new ReceivedBody(bytes.toByteArray(), ex);
		}
	}

	/**
	 * Give the body to the application.
	 * @param received the entity that it was read from
	 * @return an entity that is read likewise
	 */
	HttpEntity replay(HttpEntity received) {
		return new InputStreamEntity(new Replay(this), received.getContentLength(),
				ContentType.parseLenient(received.getContentType()), received.getContentEncoding());
	}

	/**
	 * Ends as the answer did.
	 */
	private static final class Replay extends InputStream {

		private final ReceivedBody body;

		private int position;

		Replay(ReceivedBody body) {
			this.body = body;
		}

		@Override
		public int read() throws IOException {
			if (this.position < this.body.bytes.length) {
				return this.body.bytes[this.position++] & 0xFF;
			}
			if (this.body.failure != null) {
				throw this.body.failure;
			}
			return -1;
		}

	}

}
