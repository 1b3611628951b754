package io.github.wechatpayspring.simulator.autoconfigure;

import io.github.wechatpayspring.simulator.WechatPaySimulator;

import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.TestExecutionListener;

/**
 * Resets the simulator before each test method of a class with
 * {@link AutoConfigureWechatPaySimulator}.
 */
final class WechatPaySimulatorTestExecutionListener implements TestExecutionListener {

	@Override
	public void beforeTestMethod(TestContext testContext) {
		if (testContext.hasApplicationContext() && TestContextAnnotationUtils.hasAnnotation(testContext.getTestClass(),
				AutoConfigureWechatPaySimulator.class)) {
			testContext.getApplicationContext()
				.getBeansOfType(WechatPaySimulator.class, false, false)
				.values()
				.forEach(WechatPaySimulator::reset);
		}
	}

}
