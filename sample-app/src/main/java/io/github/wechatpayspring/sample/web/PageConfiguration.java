package io.github.wechatpayspring.sample.web;

import java.util.List;
import java.util.Locale;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/**
 * The language of the pages, which is the browser's, and what keeps them current.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class PageConfiguration {

	@Bean
	LocaleResolver localeResolver() {
		AcceptHeaderLocaleResolver resolver = new AcceptHeaderLocaleResolver();
		resolver.setSupportedLocales(List.of(Locale.ENGLISH, Locale.CHINESE));
		resolver.setDefaultLocale(Locale.ENGLISH);
		return resolver;
	}

}
