package io.github.wechatpayspring.sample.simulator;

import java.net.URI;

import io.github.wechatpayspring.simulator.WechatPaySimulator;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells the simulator where to send this application's redemption notifications.
 */
@Component
@Profile("!live")
class SimulatorCallbacks {

	private final WechatPaySimulator wechatPay;

	private final String path;

	SimulatorCallbacks(WechatPaySimulator wechatPay,
			@Value("${server.servlet.context-path:}${wechatpay.notification.path}") String path) {
		this.wechatPay = wechatPay;
		this.path = path;
	}

	@EventListener
	void listening(ServletWebServerInitializedEvent event) {
		this.wechatPay.notifyUrl(URI.create("http://127.0.0.1:" + event.getWebServer().getPort() + this.path));
	}

}
