package io.github.wechatpayspring.simulator.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * Writes the page, with an engine of its own, so that the application's templates and
 * messages are left alone.
 */
final class SimulatorView implements View {

	private static final String TEMPLATES = "wechatpay-simulator/";

	private final SpringTemplateEngine engine = new SpringTemplateEngine();

	private final @Nullable String htmx = Htmx.path();

	SimulatorView() {
		ClassLoader classLoader = SimulatorView.class.getClassLoader();
		ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver(classLoader);
		resolver.setPrefix(TEMPLATES);
		resolver.setSuffix(".html");
		resolver.setTemplateMode(TemplateMode.HTML);
		resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
		this.engine.setTemplateResolver(resolver);
		ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
		messages.setBundleClassLoader((classLoader != null) ? classLoader : ClassLoader.getSystemClassLoader());
		messages.setBasename(TEMPLATES + "messages");
		messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
		// English for whoever reads neither language
		messages.setFallbackToSystemLocale(false);
		this.engine.setTemplateEngineMessageSource(messages);
	}

	@Override
	public String getContentType() {
		return MediaType.TEXT_HTML_VALUE;
	}

	@Override
	public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		response.setContentType(MediaType.TEXT_HTML_VALUE);
		response.setCharacterEncoding(StandardCharsets.UTF_8.name());
		WebContext context = new WebContext(JakartaServletWebApplication.buildApplication(request.getServletContext())
			.buildExchange(request, response), RequestContextUtils.getLocale(request));
		if (model != null) {
			model.forEach(context::setVariable);
		}
		context.setVariable("htmx", this.htmx);
		this.engine.process("simulator", context, response.getWriter());
	}

}
