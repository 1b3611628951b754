package io.github.wechatpayspring.bulk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.GeneralCodingRules;

import static org.assertj.core.api.Assertions.assertThat;

@AnalyzeClasses(packagesOf = BulkIssuing.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String ROOT = BulkIssuing.class.getPackageName();

	/**
	 * Rooms that users do not see. They are left out of the Javadoc, by the same names in
	 * the POM.
	 */
	private static final List<String> INTERNAL = Stream
		.of(".file", ".ledger", ".engine", ".command", ".autoconfigure.actuate")
		.map((room) -> ROOT + room)
		.toList();

	private static final int LARGEST_ROOM = 18;

	@ArchTest
	static void roomsAreSmallEnoughToBeKnown(JavaClasses classes) {
		Map<String, Long> files = classes.stream()
			.filter((type) -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
			.collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
		assertThat(files).containsKeys(INTERNAL.toArray(String[]::new))
			.allSatisfy((room, count) -> assertThat(count).as(room).isLessThanOrEqualTo(LARGEST_ROOM));
	}

	@ArchTest
	static void theJavadocLeavesOutInternalRooms(JavaClasses classes) throws IOException {
		assertThat(Files.readString(Path.of("../pom.xml"))).contains(INTERNAL);
	}

	@ArchTest
	private final ArchRule theLedgerKnowsNobodyWhoWorksOnJobs = ArchRuleDefinition.noClasses()
		.that()
		.resideInAPackage(ROOT + ".ledger")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage(ROOT + ".engine", ROOT + ".command", ROOT + ".autoconfigure..", "com.github.kagkarlsson..");

	@ArchTest
	private final ArchRule onlyAutoConfigurationKnowsSpringBoot = ArchRuleDefinition.noClasses()
		.that()
		.resideOutsideOfPackage(ROOT + ".autoconfigure..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework.boot..");

	@ArchTest
	private final ArchRule onlyTheEngineKnowsTheScheduler = ArchRuleDefinition.noClasses()
		.that()
		.resideOutsideOfPackage(ROOT + ".engine")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("com.github.kagkarlsson..");

	@ArchTest
	private final ArchRule csvIsReadWithoutTheLibraryForWorkbooks = ArchRuleDefinition.noClasses()
		.that()
		.doNotHaveSimpleName("XlsxRows")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.dhatim..");

	@ArchTest
	private final ArchRule nothingIsInjectedIntoFields = GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

}
