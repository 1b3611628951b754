package io.github.wechatpayspring.endtoend.wire;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.endtoend.Call;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.endtoend.wire.HostileServer.Behaviour;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.RestClient;

/**
 * Receives what does not come to an end, and prints what became of it. Runs in a process
 * of its own, with little memory.
 */
public final class SmallHeapProgram {

	private static final List<Behaviour> BEHAVIOURS = List.of(Behaviour.ENDLESS_200, Behaviour.ENDLESS_SIGNED_200,
			Behaviour.ENDLESS_302, Behaviour.ENDLESS_400, Behaviour.ENDLESS_500, Behaviour.ENDLESS_SIGNED_500,
			Behaviour.GZIP_SIGNED_200, Behaviour.GZIP_400);

	private SmallHeapProgram() {
	}

	/**
	 * Run the program.
	 * @param args the configuration of the application
	 */
	public static void main(String[] args) {
		try {
			run(args);
			System.exit(0);
		}
		catch (Throwable ex) {
			ex.printStackTrace();
			System.exit(1);
		}
	}

	private static void run(String[] args) {
		for (String httpClient : List.of("http_components", "jdk", "jetty", "reactor")) {
			try (ConfigurableApplicationContext application = start(args,
					"spring.http.clients.imperative.factory=" + httpClient)) {
				for (Behaviour behaviour : BEHAVIOURS) {
					print(httpClient + " " + behaviour,
							() -> application.getBean("wechatPayRestClient", RestClient.class)
								.post()
								.uri("/v3/hostile/{behaviour}", behaviour)
								.body("{}")
								.retrieve()
								.toBodilessEntity());
				}
			}
		}
		try (ConfigurableApplicationContext application = start(args, "wechatpay.platform-public-key=",
				"wechatpay.platform-public-key-id=")) {
			print("http_components " + Behaviour.ENDLESS_CERTIFICATES,
					() -> Call.FAVOR.make(application, CouponApplication.OPENID, "1"));
		}
	}

	// the last of a name wins
	private static ConfigurableApplicationContext start(String[] args, String... more) {
		return new SpringApplicationBuilder(CouponApplication.class)
			.properties("spring.main.web-application-type=none", "spring.main.banner-mode=off")
			.run(CouponApplication
				.arguments(Stream.concat(Arrays.stream(args).map((arg) -> arg.substring(2)), Arrays.stream(more))));
	}

	private static void print(String what, Runnable call) {
		try {
			call.run();
			System.out.println("OUTCOME " + what + " success");
		}
		catch (WechatPayException ex) {
			System.out.println("OUTCOME " + what + " " + ex.getClass().getSimpleName() + " unknown="
					+ ex.isOutcomeUnknown() + " " + ex.getMessage());
		}
	}

}
