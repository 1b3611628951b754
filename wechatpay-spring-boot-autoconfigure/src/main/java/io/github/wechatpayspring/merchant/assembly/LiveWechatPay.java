package io.github.wechatpayspring.merchant.assembly;

import java.util.Set;

import io.github.wechatpayspring.merchant.UnknownMerchantException;
import io.github.wechatpayspring.merchant.WechatPay;
import io.github.wechatpayspring.merchant.WechatPayMerchant;
import io.github.wechatpayspring.merchant.settings.MerchantName;
import org.jspecify.annotations.Nullable;

/**
 * The merchants as applications see them.
 */
public final class LiveWechatPay implements WechatPay {

	private final Merchants merchants;

	private final @Nullable String defaultName;

	/**
	 * Create a view.
	 * @param merchants the merchants
	 * @param defaultName the name of the default merchant, {@code null} if it cannot be
	 * told
	 */
	public LiveWechatPay(Merchants merchants, @Nullable String defaultName) {
		this.merchants = merchants;
		this.defaultName = defaultName;
	}

	@Override
	public WechatPayMerchant merchant() {
		if (this.defaultName == null) {
			throw new UnknownMerchantException(
					"There is no default merchant among %s: ask for one by its name, or set wechatpay.merchants.<name>.primary to true for one"
						.formatted(MerchantName.list(names())));
		}
		return merchant(this.defaultName);
	}

	@Override
	public WechatPayMerchant merchant(String name) {
		AssembledMerchant merchant = this.merchants.find(name);
		if (merchant == null) {
			throw new UnknownMerchantException("There is no merchant %s. Known: %s".formatted(MerchantName.print(name),
					MerchantName.list(names())));
		}
		return merchant.merchant();
	}

	@Override
	public Set<String> names() {
		return this.merchants.names();
	}

	@Override
	public void refresh() {
		this.merchants.loaded().refresh();
	}

	@Override
	public void refresh(String name) {
		this.merchants.loaded().refresh(name);
	}

}
