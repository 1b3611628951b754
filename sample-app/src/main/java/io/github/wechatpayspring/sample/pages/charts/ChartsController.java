package io.github.wechatpayspring.sample.pages.charts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.github.wechatpayspring.sample.pages.charts.MeterHistory.History;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Shows how long calls took and what became of them.
 */
@Controller
@RequestMapping("/charts")
class ChartsController {

	private final MeterHistory history;

	private final JsonMapper mapper;

	ChartsController(MeterHistory history, JsonMapper mapper) {
		this.history = history;
		this.mapper = mapper;
	}

	/**
	 * Show the page.
	 * @param paused whether it stays as it is
	 * @param model what the page shows
	 * @return its template
	 */
	@GetMapping
	String page(@RequestParam(defaultValue = "false") boolean paused, Model model) {
		model.addAttribute("paused", paused);
		show(model);
		return "charts";
	}

	@GetMapping("/current")
	String current(Model model) {
		model.addAttribute("paused", false);
		show(model);
		return "charts :: charts";
	}

	private void show(Model model) {
		History last = this.history.history();
		List<Interval> latestFirst = new ArrayList<>(last.intervals());
		Collections.reverse(latestFirst);
		model.addAttribute("minutes", last.span().toMinutes());
		model.addAttribute("together", last.together());
		model.addAttribute("series", this.mapper.writeValueAsString(ChartSeries.of(last.intervals())));
		model.addAttribute("intervals", latestFirst.stream().filter((interval) -> interval.total() > 0).toList());
	}

}
