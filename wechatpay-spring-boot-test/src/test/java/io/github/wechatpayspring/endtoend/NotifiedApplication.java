package io.github.wechatpayspring.endtoend;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.notification.CouponUsedNotification;
import io.github.wechatpayspring.simulator.CallbackReceiver;
import io.github.wechatpayspring.simulator.WechatPaySimulator;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.reactive.TomcatReactiveWebServerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * A merchant's application with an endpoint for notifications and a listener, running.
 */
public final class NotifiedApplication implements AutoCloseable {

	public static final String PATH = "/wechatpay/notify";

	private static final Set<String> MADE_BY_THE_CLIENT = Set.of("connection", "content-length", "host",
			"http2-settings", "upgrade");

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final WechatPaySimulator wechatPay;

	private final ConfigurableApplicationContext context;

	private final String basePath;

	private NotifiedApplication(WechatPaySimulator wechatPay, ConfigurableApplicationContext context, String basePath) {
		this.wechatPay = wechatPay;
		this.context = context;
		this.basePath = basePath;
	}

	/**
	 * Start the application and have it told of coupons that are used.
	 * @param wechatPay who tells
	 * @param stack the web framework and server
	 * @param properties further properties
	 * @param configurations further configuration classes
	 * @return the application
	 */
	public static NotifiedApplication start(WechatPaySimulator wechatPay, Stack stack, List<String> properties,
			Class<?>... configurations) {
		List<String> arguments = new ArrayList<>(CouponApplication.properties(wechatPay));
		arguments.addAll(List.of("server.port=0", "wechatpay.notification.path=" + PATH));
		arguments.addAll(stack.properties());
		arguments.addAll(properties);
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class).sources(configurations)
			.properties("spring.main.banner-mode=off")
			.run(CouponApplication.arguments(arguments.stream()));
		String basePath = properties.stream().anyMatch((property) -> property.endsWith("path=/base")) ? "/base" : "";
		NotifiedApplication application = new NotifiedApplication(wechatPay, context, basePath);
		wechatPay.notifyUrl(application.url());
		return application;
	}

	public URI url() {
		int port = ((WebServerApplicationContext) this.context).getWebServer().getPort();
		return URI.create("http://127.0.0.1:" + port + this.basePath + PATH);
	}

	public ConfigurableApplicationContext context() {
		return this.context;
	}

	public Listener listener() {
		return this.context.getBean(Listener.class);
	}

	/**
	 * Forget what was, and have the application told of coupons that are used again.
	 */
	public void reset() {
		listener().used().clear();
		listener().work(() -> {
		});
		this.wechatPay.notifyUrl(url());
	}

	public String issue(String outRequestNo) {
		return this.context.getBean(FavorCouponService.class)
			.send(CouponApplication.favor(outRequestNo).build())
			.couponId();
	}

	/**
	 * Issue a coupon, use it, and take the notification away before it arrives.
	 * @return the notification
	 */
	public CallbackReceiver.Received intercept() {
		try (CallbackReceiver receiver = new CallbackReceiver((request) -> 204)) {
			this.wechatPay.notifyUrl(receiver.url());
			this.wechatPay.redeem(issue("intercepted"));
			return receiver.take();
		}
		finally {
			this.wechatPay.notifyUrl(url());
		}
	}

	public HttpResponse<String> post(CallbackReceiver.Received notification, byte[] body) {
		return postAsync(notification, body).join();
	}

	public CompletableFuture<HttpResponse<String>> postAsync(CallbackReceiver.Received notification, byte[] body) {
		return postAsync(notification, Map.of(), BodyPublishers.ofByteArray(body));
	}

	/**
	 * Post a notification that was changed.
	 * @param notification the notification
	 * @param headers headers to have in place of its own
	 * @param body the body
	 * @return the response
	 */
	public CompletableFuture<HttpResponse<String>> postAsync(CallbackReceiver.Received notification,
			Map<String, String> headers, HttpRequest.BodyPublisher body) {
		HttpRequest.Builder request = HttpRequest.newBuilder(url()).POST(body);
		notification.headers()
			.forEach((name, values) -> values.stream()
				.filter((value) -> !MADE_BY_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT)))
				.forEach((value) -> request.header(name, value)));
		headers.forEach(request::setHeader);
		return this.client.sendAsync(request.build(), BodyHandlers.ofString());
	}

	public HttpResponse<String> send(String method) throws IOException, InterruptedException {
		return this.client.send(HttpRequest.newBuilder(url()).method(method, BodyPublishers.noBody()).build(),
				BodyHandlers.ofString());
	}

	@Override
	public void close() {
		this.context.close();
	}

	public enum Stack {

		MVC("servlet"),

		WEBFLUX_ON_NETTY("reactive"),

		WEBFLUX_ON_TOMCAT("reactive");

		private final String webApplicationType;

		Stack(String webApplicationType) {
			this.webApplicationType = webApplicationType;
		}

		private List<String> properties() {
			return List.of("spring.main.web-application-type=" + this.webApplicationType, "test.stack=" + name());
		}

		public boolean isReactive() {
			return this != MVC;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Listener listener() {
			return new Listener();
		}

		// applications that end would take the threads of others with them
		@Bean
		@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
		ReactorResourceFactory reactorResourceFactory() {
			ReactorResourceFactory resources = new ReactorResourceFactory();
			resources.setUseGlobalResources(false);
			return resources;
		}

		// Netty is what Spring Boot takes without it
		@Bean
		@ConditionalOnProperty(name = "test.stack", havingValue = "WEBFLUX_ON_TOMCAT")
		TomcatReactiveWebServerFactory tomcat() {
			return new TomcatReactiveWebServerFactory();
		}

	}

	/**
	 * Keeps coupons that were used, and does what a test wants meanwhile.
	 */
	public static class Listener {

		private final List<CouponUsedNotification> used = new CopyOnWriteArrayList<>();

		private volatile Runnable work = () -> {
		};

		@EventListener
		void on(CouponUsedNotification notification) {
			this.work.run();
			this.used.add(notification);
		}

		public void work(Runnable work) {
			this.work = work;
		}

		public List<CouponUsedNotification> used() {
			return this.used;
		}

	}

}
