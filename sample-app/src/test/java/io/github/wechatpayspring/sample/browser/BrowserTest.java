package io.github.wechatpayspring.sample.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.wechatpayspring.sample.SampleApplication;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/**
 * A test of the whole sample, its simulator included, in a browser. Skipped where there
 * is none. No call times out because the machine is slow.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = SampleApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "wechatpay.client.retry.initial-delay=1ms", "wechatpay.client.read-timeout=3m",
				"spring.main.banner-mode=off" })
@ExtendWith(BrowserExtension.class)
@interface BrowserTest {

}
