package io.github.wechatpayspring.endtoend.lifecycle;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

import io.github.wechatpayspring.WechatPayApiException;
import io.github.wechatpayspring.bill.Bill;
import io.github.wechatpayspring.bill.BillLine;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An application that lives the life of coupons on the simulator.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CouponLife {

	final WechatPaySimulator wechatPay = WechatPaySimulator.start();

	private final ConfigurableApplicationContext application = CouponApplication.start(this.wechatPay,
			"wechatpay.client.retry.initial-delay=1ms", "wechatpay.client.rate-limit.enabled=false");

	@BeforeEach
	void forget() {
		this.wechatPay.reset();
	}

	@AfterAll
	void stop() {
		this.application.close();
		this.wechatPay.close();
	}

	<T> T service(Class<T> type) {
		return this.application.getBean(type);
	}

	static List<BillLine> lines(Bill bill) throws IOException {
		try (bill; Stream<BillLine> lines = bill.lines()) {
			return lines.toList();
		}
	}

	static void assertRefused(Runnable call, String code) {
		assertThatExceptionOfType(WechatPayApiException.class).isThrownBy(call::run)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(code));
	}

}
