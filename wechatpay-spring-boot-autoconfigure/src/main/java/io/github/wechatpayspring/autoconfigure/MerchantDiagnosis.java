package io.github.wechatpayspring.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.wechatpayspring.diagnosis.DiagnosticOption;
import io.github.wechatpayspring.diagnosis.DiagnosticResult;
import io.github.wechatpayspring.merchant.WechatPay;

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

	private final ObjectProvider<DefaultMerchant> root;

	private final ObjectProvider<NamedMerchants> named;

	private final ObjectProvider<WechatPay> wechatPay;

	MerchantDiagnosis(ObjectProvider<DefaultMerchant> root, ObjectProvider<NamedMerchants> named,
			ObjectProvider<WechatPay> wechatPay) {
		this.root = root;
		this.named = named;
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
			this.root.ifAvailable((merchant) -> results.put(WechatPay.DEFAULT_NAME, run(merchant, options)));
			this.named.ifAvailable((merchants) -> merchants.problems()
				.forEach((name, problems) -> results.put(name, ConfigurationChecks.of(problems))));
			this.wechatPay.ifAvailable((merchants) -> run(merchants, options, results));
		}
		catch (BeansException ex) {
			// of what all merchants share
			return Map.of(WechatPay.DEFAULT_NAME, mistakes(ex));
		}
		return (!results.isEmpty()) ? results
				: Map.of(WechatPay.DEFAULT_NAME, List.of((this.wechatPay.getIfAvailable() != null)
						? ConfigurationChecks.noMerchant() : ConfigurationChecks.switchedOff()));
	}

	// none of its services is needed, which the application may have made its own
	private static List<DiagnosticResult> run(DefaultMerchant merchant, Set<DiagnosticOption> options) {
		try {
			return merchant.diagnostics().run(options);
		}
		catch (BeansException ex) {
			return mistakes(ex);
		}
	}

	private static void run(WechatPay wechatPay, Set<DiagnosticOption> options,
			Map<String, List<DiagnosticResult>> results) {
		if (wechatPay instanceof LiveMerchants merchants) {
			try {
				merchants.loadAll().forEach((name, problems) -> results.put(name, ConfigurationChecks.of(problems)));
			}
			catch (RuntimeException ex) {
				results.put("MerchantSource", List.of(ConfigurationChecks.unreadableSource(ex)));
			}
		}
		for (String name : wechatPay.names()) {
			results.computeIfAbsent(name, (merchant) -> wechatPay.merchant(merchant).diagnostics().run(options));
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
