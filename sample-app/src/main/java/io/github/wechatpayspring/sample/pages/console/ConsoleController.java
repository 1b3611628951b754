package io.github.wechatpayspring.sample.pages.console;

import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.sample.CouponDesk;
import io.github.wechatpayspring.sample.CouponKind;
import io.github.wechatpayspring.sample.CouponOrder;
import io.github.wechatpayspring.sample.CouponProblems;
import io.github.wechatpayspring.sample.GivenCoupon;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;

/**
 * Issues a coupon with a click. Reloading the response sends the same number again, which
 * issues no second coupon.
 */
@RegisterReflectionForBinding({ GiveForm.class, FieldProblem.class, Failure.class, GivenCoupon.class,
		CouponKind.class })
@Controller
class ConsoleController {

	private final CouponDesk desk;

	private final FormExamples examples;

	private final boolean live;

	ConsoleController(CouponDesk desk, FormExamples examples, Environment environment) {
		this.desk = desk;
		this.examples = examples;
		this.live = environment.acceptsProfiles(Profiles.of("live"));
	}

	@GetMapping("/")
	String show(@ModelAttribute("typed") GiveForm typed,
			@RequestHeader(name = "HX-Request", defaultValue = "false") boolean htmx, Model model) {
		return view(this.examples.complete(typed), htmx, model);
	}

	@PostMapping("/")
	String give(@ModelAttribute("typed") GiveForm typed,
			@RequestHeader(name = "HX-Request", defaultValue = "false") boolean htmx, Model model,
			HttpServletResponse response) {
		GiveForm form = typed;
		try {
			CouponOrder order = typed.order();
			this.desk.check(order);
			model.addAttribute("sent", typed);
			if (this.live && !typed.isConfirmed()) {
				model.addAttribute("confirmation", typed.confirmation());
			}
			else {
				model.addAttribute("given", this.desk.give(order));
				form = this.examples.next(typed);
			}
		}
		catch (IllegalArgumentException ex) {
			model.addAttribute("problem", FieldProblem.of(ex));
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
		}
		catch (WechatPayException ex) {
			model.addAttribute("failure", Failure.of(ex));
			response.setStatus(CouponProblems.statusOf(ex).value());
			form = ex.isOutcomeUnknown() ? this.examples.repeat(typed) : this.examples.next(typed);
		}
		return view(form, htmx, model);
	}

	private String view(GiveForm form, boolean htmx, Model model) {
		CouponKind kind = (form.kind() != null) ? form.kind() : CouponKind.FAVOR;
		model.addAttribute("form", form);
		model.addAttribute("kinds", CouponKind.values());
		model.addAttribute("kind", kind);
		model.addAttribute("openids", this.examples.openids());
		model.addAttribute("stocks", this.examples.stocks(kind));
		return htmx ? "console :: console" : "console";
	}

}
