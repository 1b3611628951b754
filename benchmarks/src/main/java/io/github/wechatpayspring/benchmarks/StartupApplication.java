package io.github.wechatpayspring.benchmarks;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The application that is started, with nothing but what {@code spring.main.sources} adds
 * to it.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class StartupApplication {

	/**
	 * The system property with the milliseconds between the start and the coupon.
	 */
	static final String IDLE = "benchmark.idle";

	/**
	 * Start, issue a coupon where there is something to issue it with, and end. Prints
	 * the milliseconds until the context was there, until the application was to issue
	 * its coupon, and until that was issued.
	 * @param args properties
	 * @throws Exception if that fails
	 */
	public static void main(String[] args) throws Exception {
		long begin = System.nanoTime();
		try (ConfigurableApplicationContext context = start(args)) {
			System.out.println((System.nanoTime() - begin) / 1e6);
			CouponClient client = context.getBeanProvider(CouponClient.class).getIfAvailable();
			if (client != null) {
				Thread.sleep(Long.getLong(IDLE, 0));
				System.out.println((System.nanoTime() - begin) / 1e6);
				client.send("1");
				System.out.println((System.nanoTime() - begin) / 1e6);
			}
		}
	}

	static ConfigurableApplicationContext start(String... args) {
		SpringApplication application = new SpringApplication(StartupApplication.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		return application.run(args);
	}

}
