package io.github.wechatpayspring.simulator.web;

import io.github.wechatpayspring.simulator.StockLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.core.io.ClassPathResource;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

class SimulatorPagesHintsTests {

	@ParameterizedTest
	@ValueSource(strings = { "wechatpay-simulator/simulator.html", "META-INF/resources/wechatpay-simulator/ui.css",
			"META-INF/maven/org.webjars.npm/htmx.org/pom.properties" })
	void takesAlongWhatThePageIsMadeOf(String resource) {
		assertThat(new ClassPathResource(resource).exists()).isTrue();
		assertThat(RuntimeHintsPredicates.resource().forResource(resource)).accepts(hints());
	}

	@Test
	void takesAlongBothLanguages() {
		assertThat(RuntimeHintsPredicates.resource().forBundle("wechatpay-simulator/messages")).accepts(hints());
	}

	@Test
	void letsTheTemplateAskForProperties() throws NoSuchMethodException {
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(FaultSwitch.class.getMethod("isOn")))
			.accepts(hints());
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(StockLevel.class.getMethod("remaining")))
			.accepts(hints());
	}

	// as a build that processes an application ahead of time finds them
	private static RuntimeHints hints() {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.register(SimulatorController.class);
		DefaultGenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get("com.example", "Application")), new InMemoryGeneratedFiles());
		new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		return generation.getRuntimeHints();
	}

}
