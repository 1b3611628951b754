package io.github.wechatpayspring.endtoend.calls;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.wechatpayspring.endtoend.Call;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.RecordedRequest;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.autoconfigure.AutoConfigureWechatPaySimulator;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many callers at once through one application.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE,
		properties = "wechatpay.client.rate-limit.enabled=false")
@AutoConfigureWechatPaySimulator
class ConcurrencyTests {

	private static final int CALLERS = 32;

	private static final int CALLS_OF_EACH = 60;

	private static final Pattern NONCE = Pattern.compile("nonce_str=\"([0-9A-F]{32})\"");

	@Autowired
	private WechatPaySimulator wechatPay;

	@Autowired
	private BeanFactory application;

	@Test
	void issuesEachOfManyCallersItsOwnCoupon() throws Exception {
		List<Attempt> attempts = new ArrayList<>();
		ExecutorService executor = Executors.newFixedThreadPool(CALLERS);
		try {
			CyclicBarrier start = new CyclicBarrier(CALLERS);
			List<Future<List<Attempt>>> callers = new ArrayList<>();
			for (int caller = 0; caller < CALLERS; caller++) {
				callers.add(executor.submit(caller(caller, start)));
			}
			for (Future<List<Attempt>> caller : callers) {
				attempts.addAll(caller.get());
			}
		}
		finally {
			executor.shutdownNow();
		}
		check(attempts);
	}

	@Test
	void issuesEachOfManyAsynchronousCallsItsOwnCoupon() {
		List<CompletableFuture<Attempt>> calls = IntStream.range(0, CALLERS * CALLS_OF_EACH / 2).mapToObj((index) -> {
			Call call = Call.values()[index % Call.values().length];
			String openid = openid(index % CALLERS);
			String number = "async" + index;
			return call.makeAsync(this.application, openid, number)
				.thenApply((response) -> new Attempt(call, openid, number, response));
		}).toList();
		check(calls.stream().map(CompletableFuture::join).toList());
	}

	private Callable<List<Attempt>> caller(int caller, CyclicBarrier start) {
		return () -> {
			List<Attempt> attempts = new ArrayList<>();
			start.await();
			for (int index = 0; index < CALLS_OF_EACH; index++) {
				Call call = Call.values()[(caller + index) % Call.values().length];
				String number = caller + "-" + index;
				attempts.add(
						new Attempt(call, openid(caller), number, call.make(this.application, openid(caller), number)));
			}
			return attempts;
		};
	}

	private static String openid(int caller) {
		return "caller/" + caller;
	}

	private void check(List<Attempt> attempts) {
		Map<String, IssuedCoupon> coupons = this.wechatPay.issuedCoupons()
			.stream()
			.collect(Collectors.toMap(IssuedCoupon::id, Function.identity()));
		assertThat(coupons)
			.hasSize((int) attempts.stream().filter((attempt) -> attempt.call().issuesACoupon()).count());
		assertThat(attempts).allSatisfy((attempt) -> {
			if (attempt.call().issuesACoupon()) {
				assertThat(coupons.get(attempt.response())).satisfies((coupon) -> {
					assertThat(coupon.openid()).isEqualTo(attempt.openid());
					assertThat(coupon.outRequestNo()).isEqualTo(attempt.number());
				});
			}
			else if (!attempt.response().isEmpty()) {
				assertThat(attempt.response().split(",")).doesNotHaveDuplicates()
					.allSatisfy((id) -> assertThat(coupons.get(id).openid()).isEqualTo(attempt.openid()));
			}
		});
		List<RecordedRequest> requests = this.wechatPay.requests();
		assertThat(requests).hasSameSizeAs(attempts)
			.allSatisfy((request) -> assertThat(request.status()).isEqualTo(200));
		assertThat(requests).extracting(ConcurrencyTests::nonce).doesNotHaveDuplicates();
	}

	private static String nonce(RecordedRequest request) {
		Matcher matcher = NONCE.matcher(String.valueOf(request.header("Authorization")));
		assertThat(matcher.find()).isTrue();
		return matcher.group(1);
	}

	private record Attempt(Call call, String openid, String number, String response) {

	}

}
