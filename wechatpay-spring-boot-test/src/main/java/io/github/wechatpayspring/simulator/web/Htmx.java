package io.github.wechatpayspring.simulator.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

/**
 * Finds htmx, without which the page works too but does not keep itself up to date.
 */
final class Htmx {

	private static final String POM = "/META-INF/maven/org.webjars.npm/htmx.org/pom.properties";

	private Htmx() {
	}

	/**
	 * Return where Spring Boot serves the script of the WebJar.
	 * @return the path, or {@code null} if there is no such WebJar
	 */
	static @Nullable String path() {
		try (InputStream input = Htmx.class.getResourceAsStream(POM)) {
			if (input == null) {
				return null;
			}
			Properties properties = new Properties();
			properties.load(input);
			return "/webjars/htmx.org/" + properties.getProperty("version") + "/dist/htmx.min.js";
		}
		catch (IOException ex) {
			return null;
		}
	}

}
