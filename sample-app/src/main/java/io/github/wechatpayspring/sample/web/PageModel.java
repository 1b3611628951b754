package io.github.wechatpayspring.sample.web;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * What every page knows: {@code live}, whether real coupons are given, and {@code lang},
 * its language.
 */
@ControllerAdvice(annotations = Controller.class)
class PageModel {

	private final boolean live;

	PageModel(Environment environment) {
		this.live = environment.acceptsProfiles(Profiles.of("live"));
	}

	@ModelAttribute
	void describe(Model model, Locale locale, @Nullable CsrfToken token) {
		model.addAttribute("live", this.live);
		model.addAttribute("lang", Locale.CHINESE.getLanguage().equals(locale.getLanguage()) ? "zh-CN" : "en");
		if (token != null) {
			// sets the cookie now, since a long page is on its way before its first form
			token.getToken();
		}
	}

}
