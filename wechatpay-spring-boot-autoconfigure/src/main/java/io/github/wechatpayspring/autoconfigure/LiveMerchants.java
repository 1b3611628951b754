package io.github.wechatpayspring.autoconfigure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.wechatpayspring.autoconfigure.InvalidWechatPayConfigurationException.Problem;
import io.github.wechatpayspring.merchant.MerchantConfiguration;
import io.github.wechatpayspring.merchant.MerchantSource;
import io.github.wechatpayspring.merchant.UnknownMerchantException;
import io.github.wechatpayspring.merchant.WechatPay;
import io.github.wechatpayspring.merchant.WechatPayMerchant;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;

/**
 * The merchants of the properties, which stay, and those of a {@link MerchantSource},
 * which are exchanged as one map. Readers never wait.
 */
class LiveMerchants implements WechatPay, DisposableBean {

	private static final Log logger = LogFactory.getLog(LiveMerchants.class);

	private final @Nullable Supplier<WechatPayMerchant> root;

	private final Map<String, AssembledMerchant> named = new LinkedHashMap<>();

	private final @Nullable String defaultName;

	private final @Nullable MerchantSource source;

	private final MerchantSettingsSources settingsSources;

	private final MerchantFactory factory;

	private final ApplicationEventPublisher publisher;

	// what was read last is also what is put in last
	private final Lock lock = new ReentrantLock();

	private volatile Map<String, Loaded> loaded = Map.of();

	private volatile boolean running;

	/**
	 * Create the merchants of the properties.
	 * @param root the merchant of {@code wechatpay.*}, {@code null} if there is none
	 * @param merchants the merchants of {@code wechatpay.merchants}
	 * @param source where further merchants come from, {@code null} if there are none
	 * @param settingsSources read configurations
	 * @param factory puts merchants together
	 * @param publisher is told of changes
	 */
	LiveMerchants(@Nullable Supplier<WechatPayMerchant> root, NamedMerchants merchants, @Nullable MerchantSource source,
			MerchantSettingsSources settingsSources, MerchantFactory factory, ApplicationEventPublisher publisher) {
		this.root = root;
		this.source = source;
		this.settingsSources = settingsSources;
		this.factory = factory;
		this.publisher = publisher;
		this.defaultName = merchants.names().defaultName(root != null);
		merchants.all()
			.forEach((name, merchant) -> this.named.put(name,
					factory.assemble(name, merchant.source(), merchant.settings())));
	}

	@Override
	public WechatPayMerchant merchant() {
		if (this.defaultName == null) {
			throw new UnknownMerchantException(
					"There is no default merchant among %s: ask for one by its name, or set wechatpay.merchants.<name>.primary to true for one"
						.formatted(MerchantNames.list(names())));
		}
		return merchant(this.defaultName);
	}

	@Override
	public WechatPayMerchant merchant(String name) {
		if (this.root != null && name.equals(DEFAULT_NAME)) {
			return this.root.get();
		}
		AssembledMerchant configured = this.named.get(name);
		if (configured != null) {
			return configured.merchant();
		}
		Loaded current = this.loaded.get(name);
		if (current != null) {
			return current.merchant().merchant();
		}
		throw new UnknownMerchantException(
				"There is no merchant %s. Known: %s".formatted(MerchantNames.print(name), MerchantNames.list(names())));
	}

	@Override
	public Set<String> names() {
		Set<String> names = new LinkedHashSet<>();
		if (this.root != null) {
			names.add(DEFAULT_NAME);
		}
		names.addAll(this.named.keySet());
		names.addAll(this.loaded.keySet());
		return names;
	}

	/**
	 * Return whether there is a merchant.
	 * @param name its name
	 * @return whether there is
	 */
	boolean has(String name) {
		return (this.root != null && name.equals(DEFAULT_NAME)) || this.named.containsKey(name)
				|| this.loaded.containsKey(name);
	}

	/**
	 * Return what can be told of the merchants but the default one.
	 * @return the merchants that there are now
	 */
	Stream<ObservedMerchant> observed() {
		return Stream.concat(this.named.values().stream(), this.loaded.values().stream().map(Loaded::merchant))
			.map(AssembledMerchant::observed);
	}

	/**
	 * Return what the merchants of the {@link MerchantSource} were made from.
	 * @return their configurations
	 */
	Stream<MerchantConfiguration> configurations() {
		return this.loaded.values().stream().map(Loaded::configuration);
	}

	/**
	 * Take over other keys of a merchant of {@code wechatpay.merchants}.
	 * @param configuration what is configured now
	 * @param changed what was changed, to be named in the log
	 */
	void renew(MerchantConfiguration configuration, String changed) {
		Optional.ofNullable(this.named.get(configuration.name()))
			.ifPresent((merchant) -> merchant.renew(configuration, changed));
	}

	@Override
	public void refresh() {
		this.lock.lock();
		try {
			check(replace(Map.of(), requireSource().findAll(), true));
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void refresh(String name) {
		this.lock.lock();
		try {
			Optional<MerchantConfiguration> found = requireSource().find(name);
			Map<String, Loaded> others = new LinkedHashMap<>(this.loaded);
			others.remove(name);
			check(replace(others, found.map(List::of).orElse(List.of()), false));
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Take over what the {@link MerchantSource} has, if there is one.
	 * @return what is wrong with those of its merchants that were left out, by name
	 */
	Map<String, List<Problem>> loadAll() {
		this.lock.lock();
		try {
			return (this.source != null) ? replace(Map.of(), this.source.findAll(), true) : Map.of();
		}
		finally {
			this.lock.unlock();
		}
	}

	private static void check(Map<String, List<Problem>> problems) {
		if (!problems.isEmpty()) {
			throw new InvalidWechatPayConfigurationException(
					problems.values().stream().flatMap(List::stream).distinct().toList(), null);
		}
	}

	private MerchantSource requireSource() {
		if (this.source == null) {
			throw new IllegalStateException(
					"There is nothing to refresh: define a bean of type MerchantSource for merchants that are not in the properties");
		}
		return this.source;
	}

	private Map<String, List<Problem>> replace(Map<String, Loaded> kept, Collection<MerchantConfiguration> found,
			boolean keepUnchanged) {
		Map<String, Loaded> before = this.loaded;
		Map<String, Loaded> after = new LinkedHashMap<>(kept);
		Map<String, List<Problem>> problems = new LinkedHashMap<>();
		for (MerchantConfiguration configuration : found) {
			Loaded former = before.get(configuration.name());
			boolean unchanged = keepUnchanged && former != null && former.configuration().equals(configuration);
			Loaded taken = (unchanged) ? former
					: load(configuration, after.keySet(),
							(mistakes) -> problems.computeIfAbsent(configuration.name(), (name) -> new ArrayList<>())
								.addAll(mistakes));
			if (taken != null) {
				after.put(configuration.name(), taken);
			}
			else if (former != null) {
				after.putIfAbsent(configuration.name(), former);
			}
		}
		// all at once: whoever has a merchant goes on with it
		this.loaded = Map.copyOf(after);
		exchange(before, after);
		return problems;
	}

	private @Nullable Loaded load(MerchantConfiguration configuration, Set<String> taken,
			Consumer<List<Problem>> problems) {
		String name = configuration.name();
		ConfigurationProblems found = new ConfigurationProblems(name + ".");
		MerchantNames.check(name, found);
		if (this.named.containsKey(name) || taken.contains(name)) {
			found.add("name", "The name of another merchant.", "Give each merchant a name of its own.");
		}
		if (!found.list().isEmpty()) {
			problems.accept(found.list());
			return null;
		}
		try {
			WechatPaySettingsSource settings = this.settingsSources.of(configuration, name + ".");
			return new Loaded(configuration, this.factory.assemble(name, settings, settings.read()));
		}
		catch (InvalidWechatPayConfigurationException ex) {
			problems.accept(ex.problems());
			return null;
		}
	}

	private void exchange(Map<String, Loaded> before, Map<String, Loaded> after) {
		before.values().stream().filter((each) -> !after.containsValue(each)).forEach((each) -> {
			this.factory.release(each.merchant());
			logger.info("Merchant %s of the MerchantSource was %s".formatted(each.configuration().name(),
					(after.containsKey(each.configuration().name())) ? "replaced" : "removed"));
		});
		if (this.running) {
			after.values().forEach((each) -> each.merchant().start());
		}
		if (!before.equals(after)) {
			this.publisher.publishEvent(new MerchantsChangedEvent(this));
		}
	}

	/**
	 * Read the source, and begin to look for changed keys.
	 */
	void start() {
		this.running = true;
		this.named.values().forEach(AssembledMerchant::start);
		if (this.source != null) {
			try {
				refresh();
			}
			catch (InvalidWechatPayConfigurationException ex) {
				// the others can work meanwhile
				logger.error("Not all merchants of the MerchantSource can be used. " + ex.getMessage());
			}
		}
	}

	/**
	 * Look for changed keys no longer.
	 */
	void stop() {
		this.running = false;
		this.named.values().forEach(AssembledMerchant::retire);
		this.loaded.values().forEach((each) -> each.merchant().retire());
	}

	@Override
	public void destroy() throws Exception {
		for (AssembledMerchant each : this.named.values()) {
			each.close();
		}
		for (Loaded each : this.loaded.values()) {
			each.merchant().close();
		}
	}

	/**
	 * A merchant of the source.
	 *
	 * @param configuration what it was made from
	 * @param merchant the merchant
	 */
	private record Loaded(MerchantConfiguration configuration, AssembledMerchant merchant) {

	}

}
