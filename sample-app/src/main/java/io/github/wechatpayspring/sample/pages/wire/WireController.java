package io.github.wechatpayspring.sample.pages.wire;

import java.util.List;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * Shows the last calls, and each of them as a whole.
 */
@Controller
@RequestMapping("/wire")
class WireController {

	private final WireLog log;

	private final SimulatorJournal simulator;

	WireController(WireLog log, SimulatorJournal simulator) {
		this.log = log;
		this.simulator = simulator;
	}

	/**
	 * Show the last calls.
	 * @param paused whether the page stays as it is
	 * @param model what the page shows
	 * @return its template
	 */
	@GetMapping
	String page(@RequestParam(defaultValue = "false") boolean paused, Model model) {
		model.addAttribute("paused", paused);
		show(this.log.calls(), model);
		return "wire";
	}

	/**
	 * Show the last calls again if there are new ones.
	 * @param after the latest call that is shown
	 * @param model what the page shows
	 * @return its part, or nothing
	 */
	@GetMapping("/calls")
	Object calls(@RequestParam long after, Model model) {
		List<WireCall> calls = this.log.calls();
		if (latest(calls) == after) {
			return ResponseEntity.noContent().build();
		}
		model.addAttribute("paused", false);
		show(calls, model);
		return new ModelAndView("wire :: calls", model.asMap());
	}

	@GetMapping("/{id}")
	String call(@PathVariable long id, Model model) {
		WireCall call = this.log.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
		model.addAttribute("call", call);
		model.addAttribute("simulated", this.simulator.of(call));
		return "wire-call";
	}

	private static void show(List<WireCall> calls, Model model) {
		model.addAttribute("calls", calls);
		model.addAttribute("latest", latest(calls));
	}

	private static long latest(List<WireCall> calls) {
		return (calls.isEmpty()) ? 0 : calls.get(0).id();
	}

}
