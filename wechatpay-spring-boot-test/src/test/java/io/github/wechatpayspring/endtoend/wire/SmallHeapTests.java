package io.github.wechatpayspring.endtoend.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Responses without an end, in a process with little memory, on each HTTP client.
 */
class SmallHeapTests {

	private final WechatPaySimulator wechatPay = WechatPaySimulator.start();

	private final HostileServer server = new HostileServer(this.wechatPay.merchant().platformPublicKeyId());

	@TempDir
	private Path directory;

	@AfterEach
	void stop() {
		this.server.close();
		this.wechatPay.close();
	}

	@Test
	void receivesNoMoreThanItCanHold() throws Exception {
		Path log = this.directory.resolve("log.txt");
		Process program = start(log);
		try {
			assertThat(program.waitFor(5, TimeUnit.MINUTES)).as("ended").isTrue();
			assertThat(program.exitValue()).as(() -> text(log)).isZero();
		}
		finally {
			program.destroyForcibly();
		}
		List<String> outcomes = Files.readAllLines(log).stream().filter((line) -> line.startsWith("OUTCOME ")).toList();
		for (String httpClient : List.of("http_components", "jdk", "jetty", "reactor")) {
			assertThat(outcomes)
				.filteredOn((line) -> line.startsWith("OUTCOME " + httpClient + " ") && !line.contains("CERTIFICATES"))
				.satisfiesExactly(
						(line) -> assertThat(line).contains("ENDLESS_200 WechatPaySecurityException unknown=true"),
						(line) -> assertThat(line).contains("ENDLESS_SIGNED_200 WechatPayApiException unknown=true",
								"a body of more than 4096 KB"),
						(line) -> assertThat(line).contains("ENDLESS_302 WechatPayApiException unknown=true"),
						(line) -> assertThat(line).contains("ENDLESS_400 WechatPayApiException"),
						(line) -> assertThat(line).contains("ENDLESS_500 WechatPayApiException unknown=true"),
						(line) -> assertThat(line).contains("ENDLESS_SIGNED_500 WechatPayApiException unknown=true"),
						(line) -> assertThat(line).contains("GZIP_SIGNED_200 WechatPayApiException unknown=true",
								"a body of more than 4096 KB"),
						(line) -> assertThat(line).contains("GZIP_400 WechatPayApiException"));
		}
		assertThat(outcomes).filteredOn((line) -> line.contains("CERTIFICATES"))
			.singleElement()
			.asString()
			.contains("WechatPayKeyException unknown=false", "a body of more than 256 KB");
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(this.server.connections()).isZero());
	}

	private Process start(Path log) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx48m",
						"-XX:+ExitOnOutOfMemoryError", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
						System.getProperty("java.class.path"), SmallHeapProgram.class.getName()));
		command.addAll(List.of(CouponApplication.arguments(Stream.concat(
				CouponApplication.properties(this.wechatPay).stream(),
				Stream.of("wechatpay.client.base-url=" + this.server.baseUrl(), "wechatpay.client.retry.enabled=false",
						// longer than it takes to read the largest body on a busy machine
						"wechatpay.client.read-timeout=60s")))));
		return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
	}

	private static String text(Path log) {
		try {
			return Files.readString(log);
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

}
