package io.github.wechatpayspring.simulator.web;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.wechatpayspring.simulator.WechatPaySimulator;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/**
 * Shows a simulator: its stocks, what was issued from them, what goes wrong, what was
 * sent back and what came in. Everything that changes it leads back to the page.
 */
@Controller
@ImportRuntimeHints(SimulatorPagesHints.class)
@RequestMapping("${wechatpay.simulator.path}")
public final class SimulatorController {

	private final WechatPaySimulator simulator;

	private final Faults faults;

	private final String path;

	private final SimulatorView view;

	/**
	 * Create a controller.
	 * @param simulator what it shows
	 * @param path where it is
	 */
	public SimulatorController(WechatPaySimulator simulator, String path) {
		this.simulator = simulator;
		this.faults = new Faults(simulator);
		this.path = path;
		this.view = new SimulatorView();
	}

	@GetMapping
	ModelAndView page(HttpServletRequest request) {
		return page(request, null);
	}

	@PostMapping("/faults/on")
	RedirectView switchOn(@RequestParam String name, @RequestParam(defaultValue = "0") int times) {
		this.faults.switchOn(name, times);
		return back("faults");
	}

	@PostMapping("/faults/off")
	RedirectView switchOff(@RequestParam String name) {
		this.faults.switchOff(name);
		return back("faults");
	}

	@PostMapping("/coupons/redeem")
	RedirectView redeem(@RequestParam String id) {
		this.simulator.redeem(id);
		// so that the page already shows how it was received
		this.simulator.callbacks().awaitAttempts();
		return back("coupons");
	}

	@PostMapping("/coupons/expire")
	RedirectView expire(@RequestParam String id) {
		this.simulator.expire(id);
		return back("coupons");
	}

	@PostMapping("/callbacks/redeliver")
	RedirectView redeliver() {
		this.simulator.callbacks().redeliver();
		return back("callbacks");
	}

	@PostMapping("/callbacks/duplicate")
	RedirectView duplicate(@RequestParam String id) {
		this.simulator.callbacks().duplicate(id);
		return back("callbacks");
	}

	@PostMapping("/callbacks/probe")
	RedirectView probe(@RequestParam String id) {
		this.simulator.callbacks().probe(id);
		return back("callbacks");
	}

	// says on the page why something was not done
	@ExceptionHandler({ IllegalArgumentException.class, IllegalStateException.class })
	ModelAndView notDone(HttpServletRequest request, RuntimeException ex) {
		ModelAndView page = page(request, ex.getMessage());
		page.setStatus(HttpStatus.CONFLICT);
		return page;
	}

	private ModelAndView page(HttpServletRequest request, @Nullable String problem) {
		Map<String, @Nullable Object> model = new LinkedHashMap<>();
		model.put("path", this.path);
		model.put("merchantId", this.simulator.merchant().merchantId());
		model.put("baseUrl", this.simulator.baseUrl());
		model.put("stocks", this.simulator.stocks());
		model.put("coupons", Newest.first(this.simulator.issuedCoupons()));
		model.put("faults", this.faults.switches());
		model.put("notifications", Notification.of(this.simulator.callbacks().attempts()));
		model.put("requests", Newest.first(this.simulator.requests()));
		model.put("problem", problem);
		// where Spring Security is there
		model.put("csrf", request.getAttribute("_csrf"));
		return new ModelAndView(this.view, model);
	}

	private RedirectView back(String section) {
		RedirectView view = new RedirectView(this.path + "#" + section, true);
		view.setStatusCode(HttpStatus.SEE_OTHER);
		return view;
	}

}
