package io.github.wechatpayspring.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

class WechatPaySimulatorTests {

	@Test
	void makesUpAMerchant() {
		try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
			SimulatedMerchant merchant = simulator.merchant();
			assertThat(merchant.merchantId()).matches("[1-9]\\d{9}");
			assertThat(merchant.serialNumber()).matches("[0-9A-F]{40}");
			assertThat(merchant.platformPublicKeyId()).matches("PUB_KEY_ID_\\d{34}");
			assertThat(merchant.apiV3Key()).hasSize(32);
			assertThat(merchant.appid()).matches("wx[0-9a-z]{16}");
			assertThat(merchant.toString()).doesNotContain(merchant.apiV3Key(), "PRIVATE KEY", "PUBLIC KEY");
			assertThat(simulator.toString()).doesNotContain(merchant.apiV3Key()).contains(simulator.baseUrl());
		}
	}

	@Test
	void makesUpOtherKeysEachTime() {
		try (WechatPaySimulator one = WechatPaySimulator.start();
				WechatPaySimulator other = WechatPaySimulator.start()) {
			assertThat(one.merchant().privateKeyPem()).isNotEqualTo(other.merchant().privateKeyPem());
			assertThat(one.merchant().platformPublicKeyPem()).isNotEqualTo(other.merchant().platformPublicKeyPem());
			assertThat(one.merchant().serialNumber()).isNotEqualTo(other.merchant().serialNumber());
		}
	}

	@Test
	void listensOnLoopbackOnly() throws IOException {
		List<InetAddress> others = Collections.list(NetworkInterface.getNetworkInterfaces())
			.stream()
			.flatMap((network) -> Collections.list(network.getInetAddresses()).stream())
			.filter((address) -> !address.isLoopbackAddress())
			.toList();
		try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
			URI uri = URI.create(simulator.baseUrl());
			assertThat(InetAddress.getByName(uri.getHost()).isLoopbackAddress()).isTrue();
			new Socket(uri.getHost(), uri.getPort()).close();
			assumeThat(others).isNotEmpty();
			assertThat(others).allSatisfy((address) -> assertThatExceptionOfType(SocketException.class)
				.isThrownBy(() -> new Socket(address, uri.getPort()).close()));
		}
	}

	@Test
	void listensOnThePortThatItIsTold() {
		int port;
		try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
			port = URI.create(simulator.baseUrl()).getPort();
			assertThatExceptionOfType(UncheckedIOException.class)
				.isThrownBy(() -> WechatPaySimulator.builder().port(port).start())
				.withMessage("The simulator cannot listen on port %d of 127.0.0.1", port);
		}
		try (WechatPaySimulator simulator = WechatPaySimulator.builder().port(port).start()) {
			assertThat(simulator.baseUrl()).endsWith(":" + port);
		}
	}

	@Test
	void endsConnectionsWhenItIsClosed() throws IOException {
		WechatPaySimulator simulator = WechatPaySimulator.start();
		URI uri = URI.create(simulator.baseUrl());
		try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
			socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
			assertThat(socket.getInputStream().read()).isEqualTo('H');
			simulator.close();
			simulator.close();
			socket.setSoTimeout(10_000);
			assertThat(isEnded(socket)).isTrue();
			assertThatExceptionOfType(ConnectException.class)
				.isThrownBy(() -> new Socket(uri.getHost(), uri.getPort()).close());
		}
	}

	@Test
	void resetsToHowItBegan() throws IOException {
		try (WechatPaySimulator simulator = WechatPaySimulator.builder().stocks(Stock.favor("1").budget(1)).start()) {
			TestClient client = new TestClient(simulator);
			simulator.addStock(Stock.favor("2"));
			assertThat(issue(client, simulator, "1")).isEqualTo(200);
			assertThat(issue(client, simulator, "2")).isEqualTo(400);
			simulator.inject(Fault.TOO_MANY_REQUESTS.always());
			simulator.reset();
			assertThat(simulator.issuedCoupons()).isEmpty();
			assertThat(simulator.requests()).isEmpty();
			assertThat(issue(client, simulator, "2")).isEqualTo(404);
			assertThat(issue(client, simulator, "1")).isEqualTo(200);
			assertThat(simulator.issuedCoupons()).hasSize(1);
		}
	}

	@Test
	void restoresAStockThatWasReplaced() throws IOException {
		try (WechatPaySimulator simulator = WechatPaySimulator.builder().stocks(Stock.favor("1")).start()) {
			TestClient client = new TestClient(simulator);
			simulator.addStock(Stock.favor("1").state(StockState.STOPPED));
			assertThat(issue(client, simulator, "1")).isEqualTo(400);
			simulator.reset();
			assertThat(issue(client, simulator, "1")).isEqualTo(200);
		}
	}

	@Test
	void knowsNoCouponThatItDidNotIssue() {
		try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
			assertThatIllegalArgumentException().isThrownBy(() -> simulator.markUsed("1"))
				.withMessage("No coupon '1' has been issued");
			assertThatIllegalArgumentException().isThrownBy(() -> simulator.expire("1"));
		}
	}

	@Test
	void namesNoUserInText() throws IOException {
		try (WechatPaySimulator simulator = WechatPaySimulator.builder().stocks(Stock.favor("1")).start()) {
			TestClient client = new TestClient(simulator);
			assertThat(issue(client, simulator, "1")).isEqualTo(200);
			client.get("/v3/nowhere/o-1?openid=o-1");
			assertThat(simulator.requests()).hasSize(2);
			assertThat(simulator.requests().toString() + simulator.issuedCoupons()).doesNotContain("o-1", "WECHATPAY2");
		}
	}

	private static boolean isEnded(Socket socket) throws IOException {
		try {
			socket.getInputStream().readAllBytes();
			return true;
		}
		catch (SocketException ex) {
			return true;
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
	}

	private static int issue(TestClient client, WechatPaySimulator simulator, String stockId) throws IOException {
		SimulatedMerchant merchant = simulator.merchant();
		return client
			.post("/v3/marketing/favor/users/o-1/coupons", SimulatorTests.json(Map.of("stock_id", stockId,
					"out_request_no", "1", "appid", merchant.appid(), "stock_creator_mchid", merchant.merchantId())))
			.status();
	}

}
