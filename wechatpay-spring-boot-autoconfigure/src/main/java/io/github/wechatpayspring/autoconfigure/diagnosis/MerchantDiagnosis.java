package io.github.wechatpayspring.autoconfigure.diagnosis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.wechatpayspring.diagnosis.DiagnosticOption;
import io.github.wechatpayspring.diagnosis.DiagnosticResult;
import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException;
import io.github.wechatpayspring.merchant.WechatPay;
import io.github.wechatpayspring.merchant.assembly.Merchants;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Diagnoses every merchant: that of {@code wechatpay.*}, those of
 * {@code wechatpay.merchants} and those of a
 * {@link io.github.wechatpayspring.merchant.MerchantSource MerchantSource}. A merchant
 * that is configured wrongly has its mistakes as results, and keeps no other from being
 * diagnosed.
 */
class MerchantDiagnosis {

	private final ObjectProvider<Merchants> merchants;

	private final ObjectProvider<WechatPay> wechatPay;

	MerchantDiagnosis(ObjectProvider<Merchants> merchants, ObjectProvider<WechatPay> wechatPay) {
		this.merchants = merchants;
		this.wechatPay = wechatPay;
	}

	/**
	 * Diagnose all merchants.
	 * @param options checks to make as well
	 * @return what was found, by the name of the merchant
	 */
	Map<String, List<DiagnosticResult>> run(Set<DiagnosticOption> options) {
		Map<String, List<DiagnosticResult>> results = new LinkedHashMap<>();
		try {
			this.merchants.ifAvailable((configured) -> check(configured, results));
			this.wechatPay.ifAvailable((available) -> available.names()
				.forEach((name) -> results.computeIfAbsent(name,
						(merchant) -> available.merchant(merchant).diagnostics().run(options))));
		}
		catch (BeansException ex) {
			// of what all merchants share
			return Map.of(WechatPay.DEFAULT_NAME, mistakes(ex));
		}
		return (!results.isEmpty()) ? results
				: Map.of(WechatPay.DEFAULT_NAME, List.of((this.merchants.getIfAvailable() != null)
						? ConfigurationChecks.noMerchant() : ConfigurationChecks.switchedOff()));
	}

	private static void check(Merchants merchants, Map<String, List<DiagnosticResult>> results) {
		merchants.mistakes().forEach((name, ex) -> results.put(name, ConfigurationChecks.of(ex.problems())));
		try {
			merchants.loadAll().forEach((name, problems) -> results.put(name, ConfigurationChecks.of(problems)));
		}
		catch (RuntimeException ex) {
			results.put("MerchantSource", List.of(ConfigurationChecks.unreadableSource(ex)));
		}
	}

	private static List<DiagnosticResult> mistakes(BeansException failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof InvalidWechatPayConfigurationException invalid) {
				return ConfigurationChecks.of(invalid.problems());
			}
		}
		// something else, which Spring Boot explains
		throw failure;
	}

}
