package io.github.wechatpayspring.sample.charts;

import java.util.Locale;

/**
 * Numbers of a chart.
 */
final class Scale {

	private static final double[] STEPS = { 1, 2, 4, 10 };

	private static final double LOWEST = 4;

	private Scale() {
	}

	/**
	 * Return a round number that is not smaller and can be halved.
	 * @param value a number
	 * @return 4, 10, 20, 40, 100 …
	 */
	static double above(double value) {
		double unit = 1;
		while (true) {
			for (double step : STEPS) {
				double candidate = unit * step;
				if (candidate >= LOWEST && candidate >= value) {
					return candidate;
				}
			}
			unit *= STEPS[STEPS.length - 1];
		}
	}

	static String text(double coordinate) {
		return String.format(Locale.ROOT, "%.2f", coordinate);
	}

}
