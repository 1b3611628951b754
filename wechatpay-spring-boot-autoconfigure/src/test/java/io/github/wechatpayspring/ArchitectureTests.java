package io.github.wechatpayspring;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.jspecify.annotations.NullMarked;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

@AnalyzeClasses(packagesOf = WechatPayException.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String ROOT = WechatPayException.class.getPackageName();

	private static final String[] COUPONS = { "consumercard", "favor", "multiuse", "productcoupon" };

	@ArchTest
	private final ArchRule dependenciesPointDownOnly = Architectures.layeredArchitecture()
		.consideringOnlyDependenciesInLayers()
		.withOptionalLayers(true)
		.layer("autoconfigure")
		.definedBy(ROOT + ".autoconfigure..")
		.layer("merchant")
		.definedBy(ROOT + ".merchant..")
		.layer("coupons")
		.definedBy(ROOT + ".consumercard..", ROOT + ".favor..", ROOT + ".multiuse..", ROOT + ".productcoupon..")
		.layer("diagnosis")
		.definedBy(ROOT + ".diagnosis..")
		.layer("notification")
		.definedBy(ROOT + ".notification..")
		.layer("client")
		.definedBy(ROOT + ".client..")
		.layer("field")
		.definedBy(ROOT + ".field..")
		.layer("key")
		.definedBy(ROOT + ".key..")
		.layer("root")
		.definedBy(ROOT)
		.whereLayer("autoconfigure")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("merchant")
		.mayOnlyBeAccessedByLayers("autoconfigure")
		.whereLayer("diagnosis")
		.mayOnlyBeAccessedByLayers("autoconfigure", "merchant")
		.whereLayer("notification")
		.mayOnlyBeAccessedByLayers("autoconfigure", "merchant")
		.whereLayer("coupons")
		.mayOnlyBeAccessedByLayers("autoconfigure", "merchant", "notification")
		.whereLayer("client")
		.mayOnlyBeAccessedByLayers("autoconfigure", "merchant", "coupons", "diagnosis", "notification")
		.whereLayer("field")
		.mayOnlyBeAccessedByLayers("autoconfigure", "merchant", "coupons", "diagnosis", "notification", "client")
		.whereLayer("key")
		.mayOnlyBeAccessedByLayers("autoconfigure", "merchant", "coupons", "diagnosis", "notification", "client",
				"field");

	@ArchTest
	private final ArchRule roomsOfKeysPointDownOnly = Architectures.layeredArchitecture()
		.consideringOnlyDependenciesInLayers()
		.layer("platform")
		.definedBy(ROOT + ".key.platform")
		.layer("pem")
		.definedBy(ROOT + ".key.pem")
		.layer("key")
		.definedBy(ROOT + ".key")
		.whereLayer("platform")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("pem")
		.mayOnlyBeAccessedByLayers("platform")
		.whereLayer("key")
		.mayOnlyBeAccessedByLayers("pem", "platform");

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
