package io.github.wechatpayspring.endtoend.observability;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.wechatpayspring.endtoend.Call;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.endtoend.NotifiedApplication;
import io.github.wechatpayspring.endtoend.NotifiedApplication.Stack;
import io.github.wechatpayspring.simulator.Fault;
import io.github.wechatpayspring.simulator.PlatformKeyMode;
import io.github.wechatpayspring.simulator.SimulatedMerchant;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dashboard for Grafana and the alerts for Prometheus only name what there is.
 */
class DashboardTests {

	private static final Path DASHBOARD = Path.of("../docs/grafana-dashboard.json");

	private static final Path ALERTS = Path.of("../docs/prometheus-alerts.yml");

	private static final Pattern METRIC = Pattern.compile("\\bwechatpay_[a-z_]+");

	private static String scrape;

	@BeforeAll
	static void makeCallsOfAllKinds() throws IOException {
		try (WechatPaySimulator wechatPay = WechatPaySimulator.builder()
			.platformKeys(PlatformKeyMode.CERTIFICATE)
			.stocks(CouponApplication.stocks())
			.start()) {
			SimulatedMerchant merchant = wechatPay.merchant();
			try (NotifiedApplication application = NotifiedApplication.start(wechatPay, Stack.MVC, List.of(
					"wechatpay.merchant-private-key=" + merchant.certificatePem() + merchant.privateKeyPem(),
					"wechatpay.client.base-url=" + nobody(), "wechatpay.client.backup-base-url=" + wechatPay.baseUrl(),
					"wechatpay.client.retry.initial-delay=1ms", "wechatpay.client.rate-limit.favor-list=1/s"))) {
				for (Call call : Call.values()) {
					call.make(application.context(), CouponApplication.OPENID, "1");
				}
				// of several at once, one has to wait for the limit
				Stream.generate(() -> Call.LIST.makeAsync(application.context(), CouponApplication.OPENID, "1"))
					.limit(3)
					.toList()
					.forEach(CompletableFuture::join);
				wechatPay.inject(Fault.FOREIGN_KEY);
				wechatPay.redeem(application.issue("2"));
				wechatPay.callbacks().probe(wechatPay.callbacks().awaitAttempts().get(0).notificationId());
				scrape = application.context().getBean(PrometheusMeterRegistry.class).scrape();
			}
		}
	}

	@Test
	void showsMetersThatThereAre() throws IOException {
		String dashboard = Files.readString(DASHBOARD);
		assertThat(names(dashboard)).isNotEmpty().isSubsetOf(names(scrape));
		JsonNode root = JsonMapper.shared().readTree(dashboard);
		assertThat(root.get("panels")).isNotEmpty()
			.allSatisfy((panel) -> assertThat(panel.get("targets")).isNotEmpty()
				.allSatisfy((target) -> assertThat(target.get("expr").asString()).contains("wechatpay_")));
	}

	@Test
	void countsTheDaysOfBothCertificates() {
		for (String certificate : List.of("merchant", "platform")) {
			assertThat(scrape).containsPattern("wechatpay_certificate_expiry_days\\{certificate=\"" + certificate
					+ "\",merchant=\"default\"\\} [1-9]");
		}
	}

	@Test
	void showsEveryMeter() throws IOException {
		Set<String> shown = names(Files.readString(DASHBOARD) + Files.readString(ALERTS));
		assertThat(families(names(scrape))).isEqualTo(families(shown));
	}

	@Test
	@SuppressWarnings("unchecked") // YAML is read as maps
	void alertsOfMetersThatThereAre() throws IOException {
		assertThat(names(Files.readString(ALERTS))).isNotEmpty().isSubsetOf(names(scrape));
		try (InputStream alerts = Files.newInputStream(ALERTS)) {
			Map<String, List<Map<String, Object>>> root = new Yaml().load(alerts);
			List<Map<String, Object>> rules = (List<Map<String, Object>>) root.get("groups").get(0).get("rules");
			assertThat(rules).isNotEmpty()
				.allSatisfy((rule) -> assertThat(rule).containsKeys("alert", "expr", "labels", "annotations"));
		}
	}

	private static Set<String> names(String text) {
		Set<String> names = new TreeSet<>();
		Matcher matcher = METRIC.matcher(text);
		while (matcher.find()) {
			names.add(matcher.group());
		}
		return names;
	}

	// without what each kind of meter adds
	private static Set<String> families(Set<String> names) {
		Set<String> families = new TreeSet<>();
		names.forEach((name) -> families.add(name.replaceFirst("_(seconds|days|total)(_[a-z]+)*$", "")));
		return families;
	}

	@AfterAll
	static void forget() {
		scrape = "";
	}

	private static String nobody() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return "http://127.0.0.1:" + socket.getLocalPort();
		}
	}

}
