package io.github.wechatpayspring.endtoend.observability;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.wechatpayspring.endtoend.Call;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.endtoend.faults.FaultTests;
import io.github.wechatpayspring.simulator.Fault;
import io.github.wechatpayspring.simulator.RecordedRequest;
import io.github.wechatpayspring.simulator.WechatPaySimulator;

import org.springframework.beans.factory.BeanFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * What must never be seen, and the calls that handle it.
 */
final class PlantedSecrets {

	static final String OPENID = "oS3cr3t/openid_of+a user";

	private static final int ATTEMPTS = 2;

	/**
	 * Properties of an application that fails after a few attempts, and soon.
	 */
	static final List<String> IMPATIENT = List.of("wechatpay.client.retry.max-attempts=" + ATTEMPTS,
			"wechatpay.client.retry.initial-delay=1ms", "wechatpay.client.retry.max-share=1");

	private static final Pattern SIGNATURE = Pattern.compile("(nonce_str|signature)=\"([^\"]+)\"");

	private final Map<String, String> values = new LinkedHashMap<>();

	PlantedSecrets(WechatPaySimulator wechatPay) {
		this.values.put("user name", CouponApplication.USER_NAME);
		this.values.put("identity card number", CouponApplication.ID_CARD_NUMBER);
		this.values.put("openid", OPENID);
		this.values.put("encoded openid", "oS3cr3t%2Fopenid_of");
		this.values.put("openid encoded as in a form", URLEncoder.encode(OPENID, StandardCharsets.UTF_8));
		this.values.put("API v3 key", wechatPay.merchant().apiV3Key());
		addKey(wechatPay.merchant().privateKeyPem());
	}

	void addKey(String pem) {
		pem.lines()
			.map(String::strip)
			.filter((line) -> line.length() >= 16 && !line.startsWith("-----"))
			.forEach((line) -> this.values.put("line " + this.values.size() + " of a private key", line));
	}

	void addRequests(List<RecordedRequest> requests) {
		assertThat(requests).isNotEmpty();
		for (RecordedRequest request : requests) {
			Matcher matcher = SIGNATURE.matcher(String.valueOf(request.header("Authorization")));
			while (matcher.find()) {
				this.values.put(matcher.group(1) + " " + this.values.size(), matcher.group(2));
			}
			if (request.body().length > 0) {
				this.values.put("body " + this.values.size(), request.bodyAsString());
			}
		}
	}

	void assertAbsentFrom(String description, String output) {
		assertThat(output).as(description).isNotBlank();
		// a string that has Chinese somewhere takes several times as long to search
		String searched = oneByteEach(output);
		this.values.forEach((name, value) -> {
			if (searched.contains(oneByteEach(value))) {
				fail("%s shows %s: %s", description, name,
						output.lines().filter((line) -> line.contains(value)).findFirst().orElse(value));
			}
		});
	}

	private static String oneByteEach(String text) {
		return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
	}

	/**
	 * Make every call once without and once with each fault.
	 * @param application has the services
	 * @param wechatPay what is called
	 * @return all failures
	 */
	static List<Throwable> callAndFail(BeanFactory application, WechatPaySimulator wechatPay) {
		List<Throwable> failures = new ArrayList<>();
		for (Call call : Call.values()) {
			call.make(application, OPENID, "1");
			call.makeAsync(application, OPENID, "1").join();
			for (Fault fault : FaultTests.faults()) {
				wechatPay.inject(fault.times(ATTEMPTS));
				try {
					call.make(application, OPENID, "1");
				}
				catch (RuntimeException ex) {
					failures.add(ex);
				}
				wechatPay.clearFaults();
			}
		}
		assertThat(failures).hasSizeGreaterThan(5 * 15);
		return failures;
	}

	static String stackTraces(List<Throwable> failures) {
		StringWriter text = new StringWriter();
		PrintWriter writer = new PrintWriter(text);
		failures.forEach((failure) -> failure.printStackTrace(writer));
		return text.toString();
	}

}
