package io.github.wechatpayspring.merchant;

import org.jspecify.annotations.Nullable;

/**
 * What makes the calls of a merchant, by its type.
 */
public interface MerchantServices {

	/**
	 * Return a service.
	 * @param <T> the type of the service
	 * @param type the type of the service
	 * @return the service, or {@code null} if there is none of that type
	 */
	<T> @Nullable T find(Class<T> type);

}
