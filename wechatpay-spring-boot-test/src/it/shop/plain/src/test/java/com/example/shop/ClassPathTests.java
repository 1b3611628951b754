package com.example.shop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClassPathTests {

	private static final Pattern RESOLVED = Pattern.compile("^ *[^: ]+:([^: ]+):jar:", Pattern.MULTILINE);

	private static final Pattern ROW = Pattern.compile("^\\| (`[^|]*) \\|", Pattern.MULTILINE);

	private static final Pattern JAR = Pattern.compile("`([^`]+)`");

	@Test
	void bringsTheJarsThatTheReadmeNamesAndNoOther() throws IOException {
		String readme = Files.readString(Path.of(System.getProperty("readme")));
		String table = readme.substring(readme.indexOf("\n| jar | why |\n"));
		table = table.substring(0, table.indexOf("\n\n"));
		List<String> promised = matches(ROW, table).flatMap((jars) -> matches(JAR, jars)).toList();
		String resolved = Files.readString(Path.of(System.getProperty("runtime")));
		assertThat(matches(RESOLVED, resolved)).as("jars at run time, the starter first")
			.startsWith("wechatpay-spring-boot-starter")
			.filteredOn((jar) -> !jar.equals("wechatpay-spring-boot-starter"))
			.isNotEmpty()
			.containsExactlyInAnyOrderElementsOf(promised);
	}

	private static Stream<String> matches(Pattern pattern, String text) {
		return pattern.matcher(text).results().map((result) -> result.group(1));
	}

}
