package io.github.wechatpayspring.simulator.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * Lets a test, a {@code @SpringBootTest} or a slice, call a simulator instead of WeChat
 * Pay. The simulator is a bean that can be autowired; before each test method it is
 * {@link io.github.wechatpayspring.simulator.WechatPaySimulator#reset() reset}, early
 * enough for what {@code @BeforeEach} methods add to stay. Tests that share an
 * application context share its simulator and must not run at the same time.
 *
 * <pre class="code">
 * &#064;SpringBootTest
 * &#064;AutoConfigureWechatPaySimulator
 * class GiftServiceTests {
 *
 * 	&#064;Autowired
 * 	private WechatPaySimulator wechatPay;
 *
 * }
 * </pre>
 *
 * @see WechatPaySimulatorCustomizer
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
public @interface AutoConfigureWechatPaySimulator {

}
