package io.github.wechatpayspring.merchant.assembly;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.wechatpayspring.client.WechatPayClient;
import io.github.wechatpayspring.consumercard.ConsumerCardService;
import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.merchant.MerchantServices;
import io.github.wechatpayspring.multiuse.MultiuseService;
import io.github.wechatpayspring.notification.BusifavorCallbackService;
import io.github.wechatpayspring.notification.FavorCallbackService;
import io.github.wechatpayspring.productcoupon.ProductCouponService;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * The services of a merchant, each created when it is asked for. A new service is listed
 * here, and only here.
 */
public final class ClientServices implements MerchantServices {

	private static final Map<Class<?>, Function<WechatPayClient, ?>> SERVICES = Map.of(FavorCouponService.class,
			FavorCouponService::new, MultiuseService.class, MultiuseService::new, ProductCouponService.class,
			ProductCouponService::new, ConsumerCardService.class,
			(client) -> new ConsumerCardService(client, Clock.systemUTC()), FavorCallbackService.class,
			FavorCallbackService::new, BusifavorCallbackService.class, BusifavorCallbackService::new);

	private final Map<Class<?>, Supplier<?>> services = new HashMap<>();

	ClientServices(WechatPayClient client) {
		SERVICES.forEach((type, service) -> this.services.put(type, SingletonSupplier.of(() -> service.apply(client))));
		add(WechatPayClient.class, () -> client);
	}

	/**
	 * Return the types of the services that call WeChat Pay.
	 * @return the types
	 */
	public static Set<Class<?>> types() {
		return SERVICES.keySet();
	}

	<T> void add(Class<T> type, Supplier<T> service) {
		this.services.put(type, SingletonSupplier.of(service));
	}

	@Override
	public <T> @Nullable T find(Class<T> type) {
		Supplier<?> service = this.services.get(type);
		return (service != null) ? type.cast(service.get()) : null;
	}

}
