package io.github.wechatpayspring.autoconfigure.diagnosis;

import io.github.wechatpayspring.autoconfigure.DiagnosisRequest;
import io.github.wechatpayspring.autoconfigure.WechatPayAutoConfiguration;
import io.github.wechatpayspring.merchant.WechatPay;
import io.github.wechatpayspring.merchant.assembly.Merchants;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} for finding out why calls to WeChat Pay do not work. With
 * {@code --wechatpay.diagnose} on the command line the application prints what was found
 * and exits instead of running.
 */
@AutoConfiguration(after = WechatPayAutoConfiguration.class)
public final class WechatPayDiagnosisAutoConfiguration {

	@Bean("wechatpay.diagnosisRunner")
	@ConditionalOnProperty(DiagnosisRequest.PROPERTY)
	DiagnosisRunner wechatPayDiagnosisRunner(ObjectProvider<Merchants> merchants, ObjectProvider<WechatPay> wechatPay,
			Environment environment) {
		return new DiagnosisRunner(new MerchantDiagnosis(merchants, wechatPay), environment, DiagnosisRunner.console(),
				System::exit);
	}

}
