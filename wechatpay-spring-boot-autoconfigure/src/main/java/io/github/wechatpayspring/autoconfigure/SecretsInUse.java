package io.github.wechatpayspring.autoconfigure;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.wechatpayspring.merchant.WechatPay;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The secrets that beans of the application provide: a {@link WechatPayConnectionDetails}
 * or a {@link io.github.wechatpayspring.merchant.MerchantSource MerchantSource}, which
 * may take them from properties of any name.
 */
class SecretsInUse implements Supplier<List<String>> {

	private final ObjectProvider<WechatPayConnectionDetails> connectionDetails;

	private final ObjectProvider<WechatPay> wechatPay;

	SecretsInUse(ObjectProvider<WechatPayConnectionDetails> connectionDetails, ObjectProvider<WechatPay> wechatPay) {
		this.connectionDetails = connectionDetails;
		this.wechatPay = wechatPay;
	}

	@Override
	public List<String> get() {
		try {
			return Stream
				.concat(this.connectionDetails.stream()
					.flatMap((details) -> texts(details.getMerchantPrivateKey(), details.getApiV3Key())),
						this.wechatPay.stream().flatMap(SecretsInUse::ofMerchants))
				.toList();
		}
		catch (BeansException ex) {
			// nothing is in use then
			return List.of();
		}
	}

	private static Stream<String> ofMerchants(WechatPay wechatPay) {
		return (wechatPay instanceof LiveMerchants merchants) ? merchants.configurations()
			.flatMap((merchant) -> texts(merchant.merchantPrivateKey(), merchant.apiV3Key())) : Stream.empty();
	}

	private static Stream<String> texts(@Nullable String... texts) {
		return Stream.of(texts).filter(Objects::nonNull);
	}

}
