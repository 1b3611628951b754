package io.github.wechatpayspring.merchant.assembly;

import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.wechatpayspring.busifavor.BusifavorCouponService;
import io.github.wechatpayspring.busifavor.code.BusifavorCodeService;
import io.github.wechatpayspring.client.WechatPayClient;
import io.github.wechatpayspring.client.service.ServiceProxyFactory;
import io.github.wechatpayspring.consumercard.ConsumerCardService;
import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.favor.bill.FavorBillOperations;
import io.github.wechatpayspring.favor.bill.FavorBillService;
import io.github.wechatpayspring.favor.stock.FavorStockService;
import io.github.wechatpayspring.media.MarketingImageService;
import io.github.wechatpayspring.merchant.MerchantServices;
import io.github.wechatpayspring.multiuse.MultiuseService;
import io.github.wechatpayspring.multiuse.bill.MultiuseBillOperations;
import io.github.wechatpayspring.multiuse.bill.MultiuseBillService;
import io.github.wechatpayspring.notification.BusifavorCallbackService;
import io.github.wechatpayspring.notification.FavorCallbackService;
import io.github.wechatpayspring.productcoupon.ProductCouponService;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * The services of a merchant, each created when it is asked for. Those that are written
 * by hand are listed here, and only here.
 */
public final class ClientServices implements MerchantServices {

	private static final ServiceProxyFactory PROXIES = new ServiceProxyFactory(Clock.systemUTC());

	// HTTP interfaces to which something was added
	private static final List<Class<?>> EXTENDED = List.of(FavorCouponService.class, FavorStockService.class,
			MultiuseService.class, ProductCouponService.class, ConsumerCardService.class, BusifavorCouponService.class,
			BusifavorCodeService.class);

	private static final Map<Class<?>, Function<WechatPayClient, ?>> SERVICES = services();

	private final Map<Class<?>, Supplier<?>> services = new HashMap<>();

	private final Map<Class<?>, Object> ofApplication = new ConcurrentHashMap<>();

	private final WechatPayClient client;

	ClientServices(WechatPayClient client) {
		this.client = client;
		SERVICES.forEach((type, service) -> this.services.put(type, SingletonSupplier.of(() -> service.apply(client))));
		add(WechatPayClient.class, () -> client);
	}

	private static Map<Class<?>, Function<WechatPayClient, ?>> services() {
		Map<Class<?>, Function<WechatPayClient, ?>> services = new LinkedHashMap<>();
		Stream.concat(EXTENDED.stream(), DescribedCalls.services().stream())
			.forEach((type) -> services.put(type, (client) -> PROXIES.createLazily(type, client)));
		services.put(FavorBillService.class,
				(client) -> new FavorBillService(PROXIES.createLazily(FavorBillOperations.class, client), client));
		services.put(MultiuseBillService.class,
				(client) -> new MultiuseBillService(PROXIES.createLazily(MultiuseBillOperations.class, client),
						client));
		services.put(MarketingImageService.class, MarketingImageService::new);
		services.put(FavorCallbackService.class, FavorCallbackService::new);
		services.put(BusifavorCallbackService.class, BusifavorCallbackService::new);
		return services;
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
		if (service != null) {
			return type.cast(service.get());
		}
		Object known = this.ofApplication.get(type);
		if (known != null) {
			return type.cast(known);
		}
		return (ServiceProxyFactory.isHttpInterface(type))
				? type.cast(this.ofApplication.computeIfAbsent(type, (each) -> PROXIES.create(each, this.client)))
				: null;
	}

}
