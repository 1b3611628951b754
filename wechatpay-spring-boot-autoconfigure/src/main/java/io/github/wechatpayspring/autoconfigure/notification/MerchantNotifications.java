package io.github.wechatpayspring.autoconfigure.notification;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.wechatpayspring.autoconfigure.WechatPayProperties;
import io.github.wechatpayspring.merchant.UnknownMerchantException;
import io.github.wechatpayspring.merchant.WechatPay;
import io.github.wechatpayspring.notification.NotificationParser;
import io.github.wechatpayspring.notification.delivery.NotificationOutcome;
import io.github.wechatpayspring.notification.delivery.NotificationReceiver;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Finds the merchant that a notification is for by the path that it was sent to. It is
 * verified and decrypted with the keys of that merchant only.
 */
final class MerchantNotifications {

	private static final String VARIABLE = "merchant";

	private final WechatPay wechatPay;

	private final NotificationReceiver receiver;

	private final boolean several;

	/**
	 * Create the notifications of merchants.
	 * @param wechatPay knows the merchants
	 * @param receiver takes messages
	 * @param several whether there may be other merchants than that of
	 * {@code wechatpay.*}
	 */
	MerchantNotifications(WechatPay wechatPay, NotificationReceiver receiver, boolean several) {
		this.wechatPay = wechatPay;
		this.receiver = receiver;
		this.several = several;
	}

	/**
	 * Return the paths of the endpoint.
	 * @param <T> the type of the handler
	 * @param path the path of the default merchant
	 * @param handler the handler
	 * @return the handler by path; those of several merchants end with their names
	 */
	<T> Map<String, T> mappings(String path, T handler) {
		return paths(path, this.several).stream().collect(Collectors.toMap(Function.identity(), (each) -> handler));
	}

	static String path(WechatPayProperties properties) {
		return Objects.requireNonNull(properties.notification().path());
	}

	static List<String> paths(String path, boolean several) {
		return (several) ? List.of(path, path + "/{" + VARIABLE + "}") : List.of(path);
	}

	/**
	 * Return the name of the merchant in the path of a request.
	 * @param variables the variables in the path
	 * @return the name, or {@code null} for the default merchant
	 */
	static @Nullable String merchant(@Nullable Object variables) {
		return (variables instanceof Map<?, ?> map && map.get(VARIABLE) instanceof String name) ? name : null;
	}

	@Nullable NotificationOutcome refuse(@Nullable String merchant, HttpHeaders headers) {
		return this.receiver.refuse(parser(merchant), headers);
	}

	CompletableFuture<NotificationOutcome> receive(@Nullable String merchant, HttpHeaders headers, byte[] body) {
		return this.receiver.receive(parser(merchant), headers, body);
	}

	private @Nullable NotificationParser parser(@Nullable String merchant) {
		try {
			return ((merchant != null) ? this.wechatPay.merchant(merchant) : this.wechatPay.merchant()).notifications();
		}
		catch (UnknownMerchantException ex) {
			return null;
		}
	}

}
