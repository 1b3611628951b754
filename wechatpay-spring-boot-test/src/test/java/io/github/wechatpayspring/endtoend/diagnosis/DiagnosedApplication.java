package io.github.wechatpayspring.endtoend.diagnosis;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * An application that says so when anything of it is started.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class DiagnosedApplication {

	static final String STARTED = "something of the application was started";

	@Bean
	Object something() {
		System.out.println(STARTED);
		return new Object();
	}

	/**
	 * Start it as {@code java -jar} does.
	 * @param args the arguments of the command line
	 */
	public static void main(String[] args) {
		SpringApplication.run(DiagnosedApplication.class, args);
	}

}
