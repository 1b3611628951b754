package io.github.wechatpayspring.autoconfigure;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.busifavor.code.CodeUploadOutcome;
import io.github.wechatpayspring.merchant.assembly.ClientServices;
import io.github.wechatpayspring.merchant.assembly.DescribedCalls;
import io.github.wechatpayspring.productcoupon.ProductCouponType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

class WechatPayRuntimeHintsTests {

	private static final String ROOT = WechatPayException.class.getPackageName();

	private final RuntimeHints hints = new RuntimeHints();

	@BeforeEach
	void register() {
		List<RuntimeHintsRegistrar> registrars = SpringFactoriesLoader
			.forResourceLocation("META-INF/spring/aot.factories")
			.load(RuntimeHintsRegistrar.class)
			.stream()
			.filter(WechatPayRuntimeHints.class::isInstance)
			.toList();
		assertThat(registrars).hasSize(1);
		registrars.get(0).registerHints(this.hints, getClass().getClassLoader());
	}

	@ParameterizedTest
	@MethodSource("records")
	void recordsCanBeReadWrittenAndShown(Class<?> type) {
		assertThat(RuntimeHintsPredicates.reflection().onType(type)).accepts(this.hints);
		for (Constructor<?> constructor : type.getDeclaredConstructors()) {
			assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(constructor)).accepts(this.hints);
		}
		for (RecordComponent component : type.getRecordComponents()) {
			assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(component.getAccessor()))
				.as(component.toString())
				.accepts(this.hints);
		}
		for (Method method : type.getDeclaredMethods()) {
			if (method.isAnnotationPresent(JsonCreator.class)) {
				assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(method)).accepts(this.hints);
			}
		}
	}

	static Stream<Class<?>> records() throws ClassNotFoundException {
		Stream<Class<?>> visible = new ClassFileImporter().withImportOption(new DoNotIncludeTests())
			.importPackages(ROOT + ".consumercard", ROOT + ".favor", ROOT + ".multiuse", ROOT + ".productcoupon",
					ROOT + ".busifavor", ROOT + ".media", ROOT + ".notification")
			.stream()
			.filter(JavaClass::isRecord)
			// neither written, read nor shown
			.filter((type) -> !type.getName().contains("NotificationStore$"))
			.filter((type) -> !type.isEquivalentTo(CodeUploadOutcome.class))
			.map(JavaClass::reflect);
		String list = ROOT + ".client.CertificateList";
		return Stream.concat(visible, Stream.of(Class.forName(list), Class.forName(list + "$Entry"),
				Class.forName(list + "$Encrypted"), Class.forName(ROOT + ".diagnosis.SignedCallChecks$Echo")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "io.github.wechatpayspring.field.SensitiveSerializer",
			"com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider", "org.conscrypt.OpenSSLProvider" })
	void whatIsCreatedByItsClassCanBeCreated(String name) throws ReflectiveOperationException {
		assertThat(RuntimeHintsPredicates.reflection()
			.onConstructorInvocation(Class.forName(name, false, getClass().getClassLoader()).getDeclaredConstructor()))
			.accepts(this.hints);
	}

	@Test
	void nativeProvidersMayBeAbsent() {
		RuntimeHints hints = new RuntimeHints();
		new WechatPayRuntimeHints().registerHints(hints,
				new FilteredClassLoader("com.amazon.corretto", "org.conscrypt"));
		assertThat(RuntimeHintsPredicates.reflection().onType(TypeReference.of("org.conscrypt.OpenSSLProvider")))
			.rejects(hints);
	}

	@Test
	void httpInterfacesCanBeProxies() {
		assertThat(DescribedCalls.interfaces()).isNotEmpty().allSatisfy(this::canBeAProxy);
		assertThat(ClientServices.types()).filteredOn(Class::isInterface).isNotEmpty().allSatisfy(this::canBeAProxy);
	}

	private void canBeAProxy(Class<?> type) {
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(type)).accepts(this.hints);
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(AopProxyUtils.completeJdkProxyInterfaces(type)))
			.accepts(this.hints);
	}

	@Test
	void enumsOfRequestsAreKnown() {
		assertThat(RuntimeHintsPredicates.reflection().onType(ProductCouponType.class)).accepts(this.hints);
	}

	@Test
	void allScriptsOfTheTableArePartOfTheImage() throws IOException {
		String location = ClassUtils.convertClassNameToResourcePath(ROOT + ".notification") + "/";
		Resource[] scripts = new PathMatchingResourcePatternResolver().getResources("classpath*:" + location + "*.sql");
		assertThat(scripts).hasSizeGreaterThanOrEqualTo(5)
			.allSatisfy((script) -> assertThat(
					RuntimeHintsPredicates.resource().forResource(location + script.getFilename()))
				.accepts(this.hints));
	}

}
