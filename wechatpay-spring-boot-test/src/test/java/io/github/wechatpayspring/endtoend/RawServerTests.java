package io.github.wechatpayspring.endtoend;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RawServerTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "GET / HT", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: example.com\r\n",
			"GET / HTTP/1.1\r\nHost: example.com\r\n\r", "POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{" })
	void takesNoUnfinishedRequestForOne(String bytes) throws IOException {
		try (RawServer server = new RawServer("response")) {
			assertThat(send(server, bytes)).isEmpty();
			assertThat(server.take()).isNull();
		}
	}

	@Test
	void keepsARequest() throws IOException {
		try (RawServer server = new RawServer("response")) {
			assertThat(send(server, "POST /a?b HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}")).isEqualTo("response");
			RawServer.Request request = server.take();
			assertThat(request.method()).isEqualTo("POST");
			assertThat(request.target()).isEqualTo("/a?b");
			assertThat(request.headers()).containsEntry("Content-Length", "2");
			assertThat(request.body()).asString().isEqualTo("{}");
		}
	}

	private static String send(RawServer server, String bytes) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", URI.create(server.baseUrl()).getPort())) {
			socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
			socket.shutdownOutput();
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
		}
	}

}
