package io.github.wechatpayspring.sample.pages.web;

import java.util.Locale;

import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * What every page knows: {@code live}, whether real coupons are issued, and {@code lang},
 * its language.
 */
@ControllerAdvice(annotations = Controller.class)
class PageModel {

	private final boolean live;

	PageModel(Environment environment) {
		this.live = environment.acceptsProfiles(Profiles.of("live"));
	}

	@ModelAttribute
	void describe(Model model, Locale locale) {
		model.addAttribute("live", this.live);
		model.addAttribute("lang", Locale.CHINESE.getLanguage().equals(locale.getLanguage()) ? "zh-CN" : "en");
	}

}
