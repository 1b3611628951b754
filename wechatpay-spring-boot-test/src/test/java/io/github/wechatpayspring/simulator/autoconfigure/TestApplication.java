package io.github.wechatpayspring.simulator.autoconfigure;

import org.springframework.boot.SpringBootConfiguration;

/**
 * An application with nothing in it but what a test asks for.
 */
@SpringBootConfiguration
class TestApplication {

}
