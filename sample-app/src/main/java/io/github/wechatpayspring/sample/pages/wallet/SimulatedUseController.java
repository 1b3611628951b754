package io.github.wechatpayspring.sample.pages.wallet;

import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Uses a coupon in the simulator, as the user would in a shop. The simulator tells this
 * application of it, which is what updates the wallet.
 */
@Controller
@Profile("!live")
class SimulatedUseController {

	private final WechatPaySimulator wechatPay;

	SimulatedUseController(WechatPaySimulator wechatPay) {
		this.wechatPay = wechatPay;
	}

	@PostMapping("/wallet/use")
	String use(@RequestParam String openid, @RequestParam String couponId,
			@RequestParam(required = false) @Nullable Long amount,
			@RequestHeader(name = "HX-Request", defaultValue = "false") boolean htmx, RedirectAttributes redirect) {
		if (amount != null) {
			this.wechatPay.redeem(couponId, amount);
		}
		else {
			this.wechatPay.redeem(couponId);
		}
		redirect.addAttribute("openid", openid);
		return htmx ? "wallet :: using" : "redirect:/wallet";
	}

	@ExceptionHandler({ IllegalArgumentException.class, IllegalStateException.class })
	@ResponseStatus(HttpStatus.UNPROCESSABLE_CONTENT)
	String refused(RuntimeException ex, Model model) {
		model.addAttribute("refusal", ex.getMessage());
		return "wallet :: refused";
	}

}
