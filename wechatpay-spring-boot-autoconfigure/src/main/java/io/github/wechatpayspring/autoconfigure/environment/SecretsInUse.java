package io.github.wechatpayspring.autoconfigure.environment;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.wechatpayspring.autoconfigure.WechatPayConnectionDetails;
import io.github.wechatpayspring.merchant.assembly.Merchants;
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

	private final ObjectProvider<Merchants> merchants;

	SecretsInUse(ObjectProvider<WechatPayConnectionDetails> connectionDetails, ObjectProvider<Merchants> merchants) {
		this.connectionDetails = connectionDetails;
		this.merchants = merchants;
	}

	@Override
	public List<String> get() {
		try {
			return Stream
				.concat(this.connectionDetails.stream()
					.flatMap((details) -> texts(details.getMerchantPrivateKey(), details.getApiV3Key())),
						this.merchants.stream()
							.flatMap(Merchants::loadedConfigurations)
							.flatMap((merchant) -> texts(merchant.merchantPrivateKey(), merchant.apiV3Key())))
				.toList();
		}
		catch (BeansException ex) {
			// nothing is in use then
			return List.of();
		}
	}

	private static Stream<String> texts(@Nullable String... texts) {
		return Stream.of(texts).filter(Objects::nonNull);
	}

}
