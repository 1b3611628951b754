package io.github.wechatpayspring.simulator.web;

import java.util.stream.Stream;

import io.github.wechatpayspring.simulator.CallbackAttempt;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.Operation;
import io.github.wechatpayspring.simulator.RecordedRequest;
import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.StockLevel;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * {@link RuntimeHintsRegistrar} for what the page is made of and what its template asks
 * for by name.
 */
class SimulatorPagesHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.resources()
			.registerPattern("wechatpay-simulator/simulator.html")
			.registerPattern("META-INF/resources/wechatpay-simulator/ui.css")
			.registerPattern(Htmx.POM.substring(1))
			.registerResourceBundle("wechatpay-simulator/messages");
		Stream
			.of(StockLevel.class, Stock.class, IssuedCoupon.class, FaultSwitch.class, Notification.class,
					CallbackAttempt.class, RecordedRequest.class, Operation.class)
			.forEach((type) -> hints.reflection().registerType(type, MemberCategory.INVOKE_PUBLIC_METHODS));
	}

}
