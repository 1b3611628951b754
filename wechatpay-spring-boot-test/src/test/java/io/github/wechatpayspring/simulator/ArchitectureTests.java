package io.github.wechatpayspring.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
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

import static org.assertj.core.api.Assertions.assertThat;

@AnalyzeClasses(packagesOf = WechatPaySimulator.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String ROOT = WechatPaySimulator.class.getPackageName();

	private static final String[] ROOMS = { ROOT + ".server", ROOT + ".endpoints", ROOT + ".callbacks",
			ROOT + ".ledger", ROOT + ".calls", ROOT + ".crypto" };

	// the vocabulary knows no room, and nothing but a service loader knows the server
	@ArchTest
	private final ArchRule dependenciesPointOneWayOnly = Architectures.layeredArchitecture()
		.consideringOnlyDependenciesInLayers()
		.layer("autoconfigure")
		.definedBy(ROOT + ".autoconfigure")
		.layer("web")
		.definedBy(ROOT + ".web")
		.layer("server")
		.definedBy(ROOT + ".server")
		.layer("endpoints")
		.definedBy(ROOT + ".endpoints")
		.layer("callbacks")
		.definedBy(ROOT + ".callbacks")
		.layer("ledger")
		.definedBy(ROOT + ".ledger")
		.layer("calls")
		.definedBy(ROOT + ".calls")
		.layer("crypto")
		.definedBy(ROOT + ".crypto")
		.layer("vocabulary")
		.definedBy(ROOT)
		.whereLayer("autoconfigure")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("web")
		.mayOnlyBeAccessedByLayers("autoconfigure")
		.whereLayer("server")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("endpoints")
		.mayOnlyBeAccessedByLayers("server")
		.whereLayer("callbacks")
		.mayOnlyBeAccessedByLayers("server", "endpoints")
		.whereLayer("ledger")
		.mayOnlyBeAccessedByLayers("server", "endpoints", "callbacks")
		.whereLayer("calls")
		.mayOnlyBeAccessedByLayers("server", "endpoints")
		.whereLayer("crypto")
		.mayOnlyBeAccessedByLayers("server", "endpoints", "callbacks", "ledger", "calls");

	@ArchTest
	static void theJavadocLeavesOutAllRooms(JavaClasses classes) throws IOException {
		assertThat(Files.readString(Path.of("../pom.xml"))).contains(ROOMS);
	}

	@ArchTest
	private final ArchRule packagesAreFreeOfCycles = SlicesRuleDefinition.slices()
		.matching("io.github.(**)")
		.should()
		.beFreeOfCycles();

	@ArchTest
	private final ArchRule whatRoomsKeepToThemselvesIsNotPublic = ArchRuleDefinition.classes()
		.that()
		.resideInAnyPackage(ROOMS)
		.and()
		.arePublic()
		.and()
		.areNotAssignableTo(SimulatorFactory.class)
		.should(beUsedByAnotherPackage());

	@ArchTest
	private final ArchRule roomsKnowNothingOfTheLibraryUnderTest = ArchRuleDefinition.noClasses()
		.that()
		.resideInAnyPackage(ROOMS)
		.or()
		.resideInAPackage(ROOT)
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework..", "io.github.wechatpayspring.key..",
				"io.github.wechatpayspring.client..", "io.github.wechatpayspring.notification..");

	@ArchTest
	private final ArchRule nothingIsPrinted = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

	@ArchTest
	private final ArchRule everyPackageIsNullMarked = ArchRuleDefinition.classes().should(beInANullMarkedPackage());

	private static ArchCondition<JavaClass> beUsedByAnotherPackage() {
		return new ArchCondition<>("be used by another package") {
			@Override
			public void check(JavaClass type, ConditionEvents events) {
				boolean used = type.getDirectDependenciesToSelf()
					.stream()
					.anyMatch((dependency) -> !dependency.getOriginClass().getPackage().equals(type.getPackage()));
				events.add(new SimpleConditionEvent(type, used, type.getName() + " need not be public"));
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
