package io.github.wechatpayspring.endtoend.hostile;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.MethodMetadata;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The beans of all published modules have names that no class or method of an application
 * has.
 */
class BeanNameTests {

	// the name of the component of /actuator/health; gives way to a bean of that name
	private static final String HEALTH = "wechatPayHealthContributor";

	@Test
	void eachBeanHasANameThatNoClassAndNoMethodHas() throws IOException {
		Map<String, String> names = beanNames();
		assertThat(names).hasSizeGreaterThan(40);
		names.forEach((method, name) -> assertThat(name).as(method).matches("wechatpay\\.[a-z]\\w*|" + HEALTH));
	}

	private static Map<String, String> beanNames() throws IOException {
		MetadataReaderFactory reader = new SimpleMetadataReaderFactory();
		Map<String, String> names = new LinkedHashMap<>();
		for (Resource type : new PathMatchingResourcePatternResolver()
			.getResources("classpath*:io/github/wechatpayspring/**/*.class")) {
			if (type.getURL().toString().contains("/test-classes/")) {
				continue;
			}
			for (MethodMetadata method : reader.getMetadataReader(type)
				.getAnnotationMetadata()
				.getAnnotatedMethods(Bean.class.getName())) {
				String[] explicit = method.getAnnotations().get(Bean.class).getStringArray("name");
				names.put(method.getDeclaringClassName() + "." + method.getMethodName(),
						(explicit.length > 0) ? explicit[0] : method.getMethodName());
			}
		}
		return names;
	}

}
