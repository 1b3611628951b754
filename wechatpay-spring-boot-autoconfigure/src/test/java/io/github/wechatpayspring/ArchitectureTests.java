package io.github.wechatpayspring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.jspecify.annotations.NullMarked;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

@AnalyzeClasses(packagesOf = WechatPayException.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String ROOT = WechatPayException.class.getPackageName();

	private static final String[] COUPONS = { "busifavor", "consumercard", "favor", "multiuse", "productcoupon" };

	/**
	 * The rooms in the order in which they may know each other: each knows only those
	 * before it.
	 */
	private static final List<String> ROOMS = Stream
		.of("", ".key", ".key.pem", ".key.platform", ".field", ".client.error", ".client.observation",
				".client.resilience", ".client.customizer", ".client", ".client.service", ".bill", ".media",
				".consumercard", ".favor", ".favor.stock", ".favor.bill", ".busifavor", ".busifavor.stock",
				".busifavor.code", ".busifavor.subsidy", ".busifavor.entrance", ".multiuse", ".multiuse.bill",
				".productcoupon", ".notification", ".notification.delivery", ".diagnosis", ".merchant",
				".merchant.settings", ".merchant.assembly", ".autoconfigure.http", ".autoconfigure",
				".autoconfigure.notification", ".autoconfigure.ratelimit", ".autoconfigure.actuate",
				".autoconfigure.diagnosis", ".autoconfigure.environment")
		.map((room) -> ROOT + room)
		.toList();

	private static final int LARGEST_ROOM = 26;

	/**
	 * The rooms that users see. All others are left out of the Javadoc, by the same names
	 * in the POM.
	 */
	private static final Set<String> VISIBLE_ROOMS = Stream
		.of("", ".key", ".client", ".client.observation", ".client.resilience", ".client.service", ".bill", ".media",
				".consumercard", ".favor", ".favor.stock", ".favor.bill", ".busifavor", ".busifavor.stock",
				".busifavor.code", ".busifavor.subsidy", ".busifavor.entrance", ".multiuse", ".multiuse.bill",
				".productcoupon", ".notification", ".diagnosis", ".merchant", ".autoconfigure", ".autoconfigure.http",
				".autoconfigure.notification")
		.map((room) -> ROOT + room)
		.collect(Collectors.toSet());

	/**
	 * May only fall, except by what users are to have.
	 */
	private static final int VISIBLE_TYPES = 117;

	@ArchTest
	private final ArchRule roomsKnowOnlyThoseBeforeThem = ArchRuleDefinition.classes().should(knowOnlyEarlierRooms());

	@ArchTest
	static void roomsAreSmallEnoughToBeKnown(JavaClasses classes) {
		Map<String, Long> files = classes.stream()
			.filter((type) -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
			.collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
		assertThat(files).containsOnlyKeys(ROOMS)
			.allSatisfy((room, count) -> assertThat(count).as(room).isLessThanOrEqualTo(LARGEST_ROOM));
	}

	@ArchTest
	static void usersSeeFewTypes(JavaClasses classes) {
		assertThat(classes.stream()
			.filter((type) -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC)
					&& VISIBLE_ROOMS.contains(type.getPackageName()) && isWrittenByHand(type)))
			.hasSizeLessThanOrEqualTo(VISIBLE_TYPES);
	}

	// the others are requests and responses, with what is in them
	private static boolean isWrittenByHand(JavaClass type) {
		return Files.exists(Path.of("src/main/java", type.getName().replace('.', '/') + ".java"));
	}

	@ArchTest
	static void theJavadocLeavesOutAllOtherRooms(JavaClasses classes) throws IOException {
		assertThat(ROOMS).containsAll(VISIBLE_ROOMS);
		String pom = Files.readString(Path.of("../pom.xml"));
		String excluded = pom.substring(pom.indexOf("<excludePackageNames>") + "<excludePackageNames>".length(),
				pom.indexOf("</excludePackageNames>"));
		// those of other modules are listed by tests of their own
		assertThat(Arrays.stream(excluded.strip().split(",\\s*"))
			.filter((room) -> !room.startsWith(ROOT + ".simulator.") && !room.startsWith(ROOT + ".bulk.")))
			.containsExactlyInAnyOrder(
					ROOMS.stream().filter((room) -> !VISIBLE_ROOMS.contains(room)).toArray(String[]::new));
	}

	@ArchTest
	private final ArchRule couponPackagesDoNotKnowEachOther = SlicesRuleDefinition.slices()
		.matching(ROOT + ".(" + String.join("|", COUPONS) + ")..")
		.should()
		.notDependOnEachOther();

	@ArchTest
	private final ArchRule packagesAreFreeOfCycles = SlicesRuleDefinition.slices()
		.matching("io.github.(**)")
		.should()
		.beFreeOfCycles();

	@ArchTest
	private final ArchRule keysAndExceptionsKnowNeitherSpringNorJackson = ArchRuleDefinition.noClasses()
		.that()
		.resideInAnyPackage(ROOT, ROOT + ".key..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework..", "tools.jackson..", "com.fasterxml.jackson..");

	@ArchTest
	private final ArchRule onlyAutoConfigurationKnowsSpringBoot = ArchRuleDefinition.noClasses()
		.that()
		.resideOutsideOfPackage(ROOT + ".autoconfigure..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework.boot..");

	@ArchTest
	private final ArchRule autoConfigurationsArePublicFinalAndNamedSo = ArchRuleDefinition.classes()
		.that()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.bePublic()
		.andShould()
		.haveModifier(JavaModifier.FINAL)
		.andShould()
		.haveSimpleNameEndingWith("AutoConfiguration")
		.andShould()
		.resideInAPackage(ROOT + ".autoconfigure..")
		.allowEmptyShould(true);

	@ArchTest
	private final ArchRule classesNamedAutoConfigurationAreSome = ArchRuleDefinition.classes()
		.that()
		.haveSimpleNameEndingWith("AutoConfiguration")
		.should()
		.beAnnotatedWith(AutoConfiguration.class)
		.allowEmptyShould(true);

	@ArchTest
	private final ArchRule autoConfigurationsHaveNoPublicMethods = ArchRuleDefinition.methods()
		.that()
		.areDeclaredInClassesThat()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.notBePublic()
		.allowEmptyShould(true);

	@ArchTest
	private final ArchRule autoConfigurationsHaveNoPublicConstructors = ArchRuleDefinition.constructors()
		.that()
		.areDeclaredInClassesThat(
				DescribedPredicate.<JavaClass>describe("are auto-configurations with a constructor of their own",
						(type) -> type.isAnnotatedWith(AutoConfiguration.class)
								&& type.getConstructors().stream().anyMatch((each) -> !each.getParameters().isEmpty())))
		.should()
		.notBePublic()
		.allowEmptyShould(true);

	@ArchTest
	private final ArchRule beanMethodsArePackagePrivate = ArchRuleDefinition.methods()
		.that()
		.areAnnotatedWith(Bean.class)
		.should()
		.bePackagePrivate()
		.allowEmptyShould(true);

	@ArchTest
	private final ArchRule nothingIsPrinted = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

	@ArchTest
	private final ArchRule javaLoggingIsNotUsed = GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

	@ArchTest
	private final ArchRule everyPackageIsNullMarked = ArchRuleDefinition.classes().should(beInANullMarkedPackage());

	private static ArchCondition<JavaClass> knowOnlyEarlierRooms() {
		return new ArchCondition<>("know only rooms before theirs") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				int own = ROOMS.indexOf(type.getPackageName());
				for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
					int other = ROOMS.indexOf(dependency.getTargetClass().getBaseComponentType().getPackageName());
					if (other > own) {
						events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
					}
				}
			}

		};
	}

	private static ArchCondition<JavaClass> beInANullMarkedPackage() {
		return new ArchCondition<>("be in a package that is @NullMarked") {
			@Override
			public void check(JavaClass type, ConditionEvents events) {
				boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
				events.add(new SimpleConditionEvent(type, marked, type.getPackageName() + " is not @NullMarked"));
			}
		};
	}

}
