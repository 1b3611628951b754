package io.github.wechatpayspring.benchmarks;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@ExtendWith(OutputCaptureExtension.class)
@Timeout(300)
class EndToEndTests {

	private static final Credentials CREDENTIALS = Credentials.generate();

	@AfterEach
	void removeProvider() {
		// one of the variants registers it
		Security.removeProvider(Accp.provider().getName());
	}

	@ParameterizedTest
	@EnumSource
	void eachVariantReadsAnAnswer(Variant variant) throws Exception {
		try (BenchmarkServer server = BenchmarkServer.start(CREDENTIALS, null, Duration.ZERO);
				CouponClient client = variant.create(url(server), CREDENTIALS)) {
			assertThat(client.send("1")).isEqualTo(SignedAnswer.COUPON_ID);
			assertThat(client.send("2")).isEqualTo(SignedAnswer.COUPON_ID);
			assertThat(server.connections()).isOne();
		}
	}

	@ParameterizedTest
	@EnumSource
	void eachVariantThatVerifiesRefusesAForgedAnswer(Variant variant) throws Exception {
		try (BenchmarkServer server = BenchmarkServer.start(CREDENTIALS.withForeignPlatform(), null, Duration.ZERO);
				CouponClient client = variant.create(url(server), CREDENTIALS)) {
			if (variant.verifies()) {
				assertThatException().isThrownBy(() -> client.send("1"));
			}
			else {
				assertThat(client.send("1")).isEqualTo(SignedAnswer.COUPON_ID);
			}
		}
	}

	@Test
	void answersLate() throws Exception {
		try (BenchmarkServer server = BenchmarkServer.start(CREDENTIALS, null, Duration.ofMillis(50));
				CouponClient client = Variant.RAW.create(url(server), CREDENTIALS)) {
			Slice slice = new Callers(client, false).run(4, Duration.ZERO, Duration.ofMillis(500), () -> {
			});
			assertThat(slice.calls()).isPositive();
			assertThat(slice.p50()).isGreaterThanOrEqualTo(Duration.ofMillis(49).toNanos());
			assertThat(slice.failures()).isZero();
		}
	}

	@Test
	void countsFailures() throws Exception {
		try (BenchmarkServer server = BenchmarkServer.start(CREDENTIALS.withForeignPlatform(), null, Duration.ZERO);
				CouponClient client = Variant.FLOOR.create(url(server), CREDENTIALS)) {
			Callers callers = new Callers(client, false);
			Slice slice = callers.run(1, Duration.ZERO, Duration.ofMillis(300), () -> {
			});
			assertThat(slice.calls()).isZero();
			assertThat(slice.failures()).isPositive();
			assertThat(callers.takeFailure()).hasMessageContaining("not from WeChat Pay");
		}
	}

	@Test
	void comparesProcessesAndWritesTables(CapturedOutput output, @TempDir Path directory) throws Exception {
		Path csv = directory.resolve("figures.csv");
		int exit = Benchmarks.endToEnd("guard",
				List.of("--variants", "ours,official,floor", "--callers", "2", "--transport", "tls", "--cycles", "2",
						"--slice", "0.2", "--warm-up", "0.1", "--max-cpu", "0.001", "--max-bytes", "1000", "--csv",
						csv.toString()));
		assertThat(exit).isOne();
		assertThat(output.getOut()).contains("TLS, no delay, 2 callers on platform threads")
			.containsPattern("\\nofficial +[0-9]+ .*")
			.containsPattern("\\nfloor .*( +1\\.00){4}\\n")
			.contains("A call takes ")
			.doesNotContain("A call allocates");
		assertThat(Files.readAllLines(csv)).hasSize(4)
			.allSatisfy((line) -> assertThat(line.split(",")).hasSize(24))
			.satisfies((lines) -> assertThat(lines.get(1)).contains(",tls,0,2,platform,ours,"));
	}

	@Test
	void comparesVariantsInOneJvm(CapturedOutput output, @TempDir Path directory) throws Exception {
		List<String> options = List.of("--callers", "2", "--cycles", "2", "--slice", "0.2", "--warm-up", "0.1", "--jvm",
				"one", "--csv", directory.resolve("figures.csv").toString(), "--variants");
		assertThat(Benchmarks.endToEnd("short", and(options, "ours,floor"))).isZero();
		assertThat(output.getOut()).containsPattern("\\nours +[1-9][0-9]* .*")
			.containsPattern("\\nfloor +[1-9][0-9]* .*");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Benchmarks.endToEnd("short", and(options, "ours,ours-accp")))
			.withMessageContaining("One JVM has one class path");
	}

	private static List<String> and(List<String> options, String last) {
		return Stream.concat(options.stream(), Stream.of(last)).toList();
	}

	@Test
	void hidesCryptoProvidersFromOtherVariants() {
		String all = String.join(File.pathSeparator, "a/conscrypt-openjdk-uber-2.9.0.jar",
				"b/AmazonCorrettoCryptoProvider-2.5.0-linux-x86_64.jar", "c/httpclient5.jar");
		assertThat(Variant.OURS.classPath(all)).isEqualTo("c/httpclient5.jar");
		assertThat(Variant.OURS_CONSCRYPT.classPath(all)).contains("conscrypt").doesNotContain("Corretto");
		assertThat(Variant.FLOOR_ACCP.classPath(all)).contains("Corretto").doesNotContain("conscrypt");
	}

	private static URI url(BenchmarkServer server) {
		return URI.create("http://localhost:" + server.port());
	}

}
