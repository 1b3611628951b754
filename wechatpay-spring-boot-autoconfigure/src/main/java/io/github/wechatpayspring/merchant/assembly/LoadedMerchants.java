package io.github.wechatpayspring.merchant.assembly;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException;
import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException.Problem;
import io.github.wechatpayspring.merchant.MerchantConfiguration;
import io.github.wechatpayspring.merchant.MerchantSource;
import io.github.wechatpayspring.merchant.settings.ConfigurationProblems;
import io.github.wechatpayspring.merchant.settings.ConfiguredMerchant;
import io.github.wechatpayspring.merchant.settings.MerchantName;
import io.github.wechatpayspring.merchant.settings.MerchantSettingsReader;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The merchants of a {@link MerchantSource}, which are exchanged as one map. Readers
 * never wait.
 */
final class LoadedMerchants {

	private static final Log logger = LogFactory.getLog(LoadedMerchants.class);

	private final @Nullable MerchantSource source;

	private final MerchantSettingsReader reader;

	private final MerchantFactory factory;

	private final Set<String> taken;

	private final Runnable changed;

	// what was read last is also what is put in last
	private final Lock lock = new ReentrantLock();

	private volatile Map<String, Loaded> current = Map.of();

	/**
	 * Create merchants, none before they are loaded.
	 * @param source where they come from, {@code null} if there are none
	 * @param reader reads their configurations
	 * @param factory puts them together
	 * @param taken the names of other merchants
	 * @param changed called when merchants were added, replaced or removed
	 */
	LoadedMerchants(@Nullable MerchantSource source, MerchantSettingsReader reader, MerchantFactory factory,
			Set<String> taken, Runnable changed) {
		this.source = source;
		this.reader = reader;
		this.factory = factory;
		this.taken = taken;
		this.changed = changed;
	}

	@Nullable AssembledMerchant find(String name) {
		Loaded loaded = this.current.get(name);
		return (loaded != null) ? loaded.merchant() : null;
	}

	Set<String> names() {
		return this.current.keySet();
	}

	Stream<AssembledMerchant> all() {
		return this.current.values().stream().map(Loaded::merchant);
	}

	Stream<MerchantConfiguration> configurations() {
		return this.current.values().stream().map(Loaded::configuration);
	}

	/**
	 * Take over what the source has.
	 * @throws IllegalStateException if there is no source
	 * @throws InvalidWechatPayConfigurationException if merchants are configured wrongly
	 */
	void refresh() {
		requireSource();
		check(load());
	}

	void refresh(String name) {
		this.lock.lock();
		try {
			Optional<MerchantConfiguration> found = requireSource().find(name);
			Map<String, Loaded> others = new LinkedHashMap<>(this.current);
			others.remove(name);
			check(replace(others, found.map(List::of).orElse(List.of()), false));
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Take over what the source has, if there is one.
	 * @return what is wrong with those of its merchants that were left out, by name
	 */
	Map<String, List<Problem>> load() {
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
		Map<String, Loaded> before = this.current;
		Map<String, Loaded> after = new LinkedHashMap<>(kept);
		Map<String, List<Problem>> problems = new LinkedHashMap<>();
		for (MerchantConfiguration configuration : found) {
			String name = configuration.name();
			Loaded former = before.get(name);
			boolean unchanged = keepUnchanged && former != null && former.configuration().equals(configuration);
			Loaded next = (unchanged) ? former : load(configuration, after.keySet(),
					problems.computeIfAbsent(name, (missing) -> new ArrayList<>()));
			if (next != null) {
				after.put(name, next);
			}
			else if (former != null) {
				after.putIfAbsent(name, former);
			}
		}
		problems.values().removeIf(List::isEmpty);
		// all at once: whoever has a merchant goes on with it
		this.current = Map.copyOf(after);
		release(before, after);
		return problems;
	}

	private @Nullable Loaded load(MerchantConfiguration configuration, Set<String> others, List<Problem> problems) {
		String name = configuration.name();
		ConfigurationProblems found = new ConfigurationProblems(name + ".");
		MerchantName.check(name, found);
		if (this.taken.contains(name) || others.contains(name)) {
			found.add("name", "The name of another merchant.", "Use a different name for each merchant.");
		}
		problems.addAll(found.list());
		if (!found.list().isEmpty()) {
			return null;
		}
		try {
			ConfiguredMerchant configured = new ConfiguredMerchant(() -> configuration, name + ".", null, this.reader);
			return new Loaded(configuration, this.factory.assemble(configured, configured.read(), (own) -> own));
		}
		catch (InvalidWechatPayConfigurationException ex) {
			problems.addAll(ex.problems());
			return null;
		}
	}

	private void release(Map<String, Loaded> before, Map<String, Loaded> after) {
		before.values().stream().filter((each) -> !after.containsValue(each)).forEach((each) -> {
			this.factory.release(each.merchant());
			logger.info("Merchant %s of the MerchantSource was %s".formatted(each.configuration().name(),
					(after.containsKey(each.configuration().name())) ? "replaced" : "removed"));
		});
		if (!before.equals(after)) {
			this.changed.run();
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
