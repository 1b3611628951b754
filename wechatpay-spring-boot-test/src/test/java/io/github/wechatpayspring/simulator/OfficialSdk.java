package io.github.wechatpayspring.simulator;

import java.io.IOException;
import java.lang.StackWalker.StackFrame;
import java.lang.reflect.Modifier;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

import com.wechat.pay.java.core.RSAPublicKeyConfig;
import com.wechat.pay.java.core.http.DefaultHttpClientBuilder;
import com.wechat.pay.java.core.http.HttpClient;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The official SDK as it is, but for the host that it sends its requests to.
 */
final class OfficialSdk {

	private static final StackWalker STACK = StackWalker.getInstance();

	private final WechatPaySimulator simulator;

	private final HttpClient httpClient;

	private final Set<String> called = new HashSet<>();

	OfficialSdk(WechatPaySimulator simulator) {
		this.simulator = simulator;
		SimulatedMerchant merchant = simulator.merchant();
		RSAPublicKeyConfig config = new RSAPublicKeyConfig.Builder().merchantId(merchant.merchantId())
			.merchantSerialNumber(merchant.serialNumber())
			.privateKey(merchant.privateKeyPem())
			.publicKeyId(merchant.platformPublicKeyId())
			.publicKey(merchant.platformPublicKeyPem())
			.apiV3Key(merchant.apiV3Key())
			.build();
		OkHttpClient okHttp = new OkHttpClient.Builder().addInterceptor(this::redirect).build();
		this.httpClient = new DefaultHttpClientBuilder().config(config).okHttpClient(okHttp).build();
	}

	HttpClient httpClient() {
		return this.httpClient;
	}

	/**
	 * Send to the simulator what the SDK, which signed it already, means for WeChat Pay.
	 */
	private Response redirect(Interceptor.Chain chain) throws IOException {
		STACK.forEach(this::record);
		HttpUrl target = HttpUrl.get(this.simulator.baseUrl());
		HttpUrl url = chain.request()
			.url()
			.newBuilder()
			.scheme(target.scheme())
			.host(target.host())
			.port(target.port())
			.build();
		return chain.proceed(chain.request().newBuilder().url(url).build());
	}

	private void record(StackFrame frame) {
		if (frame.getClassName().startsWith("com.wechat.pay.java.service.")) {
			this.called.add(name(frame.getClassName(), frame.getMethodName()));
		}
	}

	private static String name(String type, String method) {
		return type + "." + method;
	}

	/**
	 * Fail if a service of the SDK has a call that was not made, or if it made other
	 * calls than those described.
	 * @param service the service
	 * @param operations what its calls are described as
	 */
	void assertMadeAllCallsOf(Class<?> service, Set<Operation> operations) {
		assertThat(this.called).containsAll(Stream.of(service.getDeclaredMethods())
			.filter((method) -> Modifier.isPublic(method.getModifiers()))
			.map((method) -> name(service.getName(), method.getName()))
			.toList());
		assertThat(this.simulator.requests()).extracting(RecordedRequest::operation)
			.containsOnly(operations.toArray(Operation[]::new));
	}

	/**
	 * Return a time as users of the SDK have to write it.
	 * @param days how many days from now
	 * @return the time in China, to the second
	 */
	static String time(long days) {
		return OffsetDateTime.now(ZoneOffset.ofHours(8))
			.truncatedTo(ChronoUnit.SECONDS)
			.plusDays(days)
			.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
	}

}
