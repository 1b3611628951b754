package io.github.wechatpayspring.autoconfigure;

import org.springframework.core.env.Environment;

/**
 * Whether an application is to be diagnosed instead of run.
 */
public final class DiagnosisRequest {

	/**
	 * The property that asks for it.
	 */
	public static final String PROPERTY = "wechatpay.diagnose";

	private DiagnosisRequest() {
	}

	/**
	 * Return whether the application is to be diagnosed.
	 * @param environment has the properties
	 * @return whether it is
	 */
	public static boolean isMade(Environment environment) {
		String value = environment.getProperty(PROPERTY);
		return value != null && !"false".equalsIgnoreCase(value);
	}

}
