package io.github.wechatpayspring.endtoend.diagnosis;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.simulator.RecordedRequest;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code java -jar app.jar --wechatpay.diagnose}, in a process of its own.
 */
class DiagnoseCommandTests {

	private final WechatPaySimulator wechatPay = WechatPaySimulator.start();

	private final List<String> properties = new ArrayList<>(CouponApplication.properties(this.wechatPay));

	@TempDir
	private Path directory;

	@BeforeEach
	void occupyThePort() {
		// as an application that is running does
		this.properties.add("server.port=" + URI.create(this.wechatPay.baseUrl()).getPort());
	}

	@AfterEach
	void stop() {
		this.wechatPay.close();
	}

	@Test
	void printsWhatItFoundAndExitsInsteadOfStartingTheApplication() throws Exception {
		String output = run(0, "--wechatpay.diagnose");
		assertThat(output).startsWith(System.lineSeparator() + "WeChat Pay diagnosis (微信支付自检)")
			.contains("--       Merchant's private key and serial number (商户私钥与证书序列号)",
					"PASSED   Key of WeChat Pay (微信支付公钥或平台证书)", "PASSED   Clock (本机时间)",
					"PASSED   Signed call, GET /v3/certificates (签名请求 GET /v3/certificates)",
					"PASSED   Signature of the response (应答验签)",
					"7 passed, 0 with a warning, 0 failed, 3 not checked (通过 7，警告 0，失败 0，未检查 3)")
			.doesNotContain(DiagnosedApplication.STARTED, "Tomcat");
		assertThat(this.wechatPay.requests()).extracting(RecordedRequest::path).containsOnly("/v3/certificates");
	}

	@Test
	void exitsWithOneIfACheckFails() throws Exception {
		try (WechatPaySimulator foreign = WechatPaySimulator.start()) {
			assertThat(run(1, "--wechatpay.diagnose",
					"--wechatpay.merchant-private-key=" + foreign.merchant().privateKeyPem()))
				.contains("FAILED   Signed call, GET /v3/certificates (签名请求 GET /v3/certificates)",
						"Found:    401 SIGN_ERROR: 错误的签名，验签失败. WeChat Pay verified the very text that was signed",
						"Expected: 200, or 404 RESOURCE_NOT_EXISTS",
						"Remedy:   Take wechatpay.merchant-private-key and", "处理：请使用同一张证书的商户私钥和证书序列号", "1 failed");
		}
	}

	@Test
	void tellsAllMistakesOfAConfigurationThatTheApplicationWouldNotStartWith() throws Exception {
		String own = DiagnosisTests.publicKey(this.wechatPay.merchant().certificatePem());
		String output = run(1, "--wechatpay.diagnose", "--wechatpay.merchant-id=", "--wechatpay.api-v3-key=short",
				"--wechatpay.platform-public-key=" + own);
		assertThat(output).contains("FAILED   wechatpay.merchant-id", "Found:    Empty.", "应为：调用方商户号",
				"FAILED   wechatpay.platform-public-key",
				"Found:    The merchant's own public key: it belongs to the configured private key.",
				"应为：微信支付公钥 pub_key.pem 的位置或内容，不是商户自己的公钥。", "FAILED   wechatpay.api-v3-key",
				"Found:    5 bytes instead of 32.", "32 个字节", "0 passed, 0 with a warning, 3 failed");
		assertThat(output).doesNotContain("Exception", "\tat ", "BEGIN", "short", DiagnosedApplication.STARTED);
		assertThat(this.wechatPay.requests()).isEmpty();
	}

	@Test
	void diagnosesEveryMerchantAndFailsIfOneDoes() throws Exception {
		try (WechatPaySimulator other = WechatPaySimulator.builder().merchantId("1900000222").start()) {
			this.properties.addAll(CouponApplication.named("brand-b", other, this.wechatPay.merchant().apiV3Key()));
			assertThat(run(0, "--wechatpay.diagnose")).contains("Merchant (商户): default", "Merchant (商户): brand-b",
					"14 passed, 0 with a warning, 0 failed");
			String output = run(1, "--wechatpay.diagnose",
					"--wechatpay.merchants.brand-b.merchant-private-key=" + this.wechatPay.merchant().privateKeyPem());
			assertThat(output.substring(output.indexOf("brand-b"))).contains(
					"FAILED   Signed call, GET /v3/certificates",
					"Take wechatpay.merchants.brand-b.merchant-private-key", "12 passed, 0 with a warning, 1 failed");
			assertThat(run(1, "--wechatpay.diagnose", "--wechatpay.merchants.brand-b.merchant-id=")).contains(
					"PASSED   Signed call, GET /v3/certificates", "FAILED   wechatpay.merchants.brand-b.merchant-id",
					"7 passed, 0 with a warning, 1 failed");
		}
	}

	@Test
	void diagnosesNamedMerchantsWithoutADefaultOne() throws Exception {
		this.properties.removeIf((property) -> property.startsWith("wechatpay."));
		this.properties
			.addAll(CouponApplication.named("brand-b", this.wechatPay, this.wechatPay.merchant().apiV3Key()));
		assertThat(run(0, "--wechatpay.diagnose")).contains("Merchant (商户): brand-b", "7 passed")
			.doesNotContain("Switched off", "default", DiagnosedApplication.STARTED);
	}

	@Test
	void leavesMistakesThatAreNoneOfItsOwnToSpringBoot() throws Exception {
		assertThat(run(1, "--wechatpay.diagnose", "--wechatpay.client.read-timeout=soon"))
			.contains("APPLICATION FAILED TO START", "wechatpay.client.read-timeout")
			.doesNotContain("\tat ");
	}

	private String run(int status, String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", System.getProperty("java.class.path"), DiagnosedApplication.class.getName()));
		this.properties.forEach((property) -> command.add("--" + property));
		for (String argument : arguments) {
			String name = argument.split("=", 2)[0];
			command.removeIf((inherited) -> inherited.startsWith(name + "="));
			command.add(argument);
		}
		Path output = this.directory.resolve("output.txt");
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
		// a container without a language, where Java cannot print Chinese
		builder.environment().put("LC_ALL", "POSIX");
		int exit = builder.start().waitFor();
		String text = Files.readString(output, StandardCharsets.UTF_8);
		assertThat(exit).as(text).isEqualTo(status);
		return text;
	}

}
