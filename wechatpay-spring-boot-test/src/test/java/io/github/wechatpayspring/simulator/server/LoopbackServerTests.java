package io.github.wechatpayspring.simulator.server;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.time.Clock;

import org.junit.jupiter.api.RepeatedTest;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LoopbackServerTests {

	@RepeatedTest(50)
	void takesNoConnectionOnceItIsClosed() throws IOException {
		LoopbackServer server = LoopbackServer.start(0, (request) -> Response.empty(404), Clock.systemUTC());
		int port = server.port();
		new Socket(LoopbackServer.ADDRESS, port).close();
		server.close();
		assertThatExceptionOfType(ConnectException.class)
			.isThrownBy(() -> new Socket(LoopbackServer.ADDRESS, port).close());
	}

}
