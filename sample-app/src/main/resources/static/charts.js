// Draws what the element #charts holds, which htmx exchanges every few seconds.
(() => {
	"use strict";
	const HEIGHT = 220;
	const MINUTES = 5;
	const sum = (...columns) => columns[0].map((_, i) => columns.reduce((total, column) => total + column[i], 0));
	const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
	const time = (second) => new Date(second * 1000).toLocaleTimeString(document.documentElement.lang, {hour12: false});
	const text = (number) => number == null ? "–" : number.toLocaleString(document.documentElement.lang, {maximumFractionDigits: 1});

	function read() {
		const series = JSON.parse(document.getElementById("charts").dataset.series);
		const drawn = series.times.length > 0;
		document.querySelectorAll(".plot").forEach((plot) =>
				plot.toggleAttribute("data-without-calls", !drawn || series.p50.every((value) => value == null)));
		return series;
	}

	function options(element, series, scale, axis) {
		const look = {stroke: colour("--quiet"), ticks: {show: false}};
		const grid = {stroke: colour("--line"), width: 1};
		return {
			width: element.clientWidth,
			height: HEIGHT,
			cursor: {drag: {x: false, y: false}},
			scales: {
				x: {range: (plot, first, last) => [last - MINUTES * 60, last + 5]},
				y: scale,
			},
			axes: [
				{...look, grid: {...grid, show: false}, values: (plot, seconds) => seconds.map(time)},
				{...look, size: 80, values: axis.values, grid: {...grid, filter: axis.grid}},
			],
			series: [{label: element.dataset.time, value: (plot, second) => second == null ? "–" : time(second)}, ...series],
		};
	}

	// each bar stands behind the next, which is a part of it
	function outcomes(element) {
		const [success, refused, unknown] = element.dataset.labels.split(",");
		let shown = read();
		const data = () => [shown.times, sum(shown.success, shown.refused, shown.unknown), sum(shown.success, shown.refused), shown.success];
		const bars = (label, variable, column) => ({label, fill: colour(variable), stroke: colour(variable), width: 0,
				points: {show: false}, paths: uPlot.paths.bars({size: [0.8, 24]}),
				value: (plot, value, seriesIndex, index) => index == null ? "–" : text(shown[column][index])});
		const plot = new uPlot(options(element,
				[bars(unknown, "--warning", "unknown"), bars(refused, "--danger", "refused"), bars(success, "--accent", "success")],
				{range: (plot, lowest, highest) => [0, Math.max(highest || 0, 4)]},
				{values: (plot, values) => values.map((value) => Number.isInteger(value) ? text(value) : ""),
					grid: (plot, values) => values}), data(), element);
		return {plot, update: (series) => {
			shown = series;
			plot.setData(data());
		}};
	}

	// a logarithmic scale, which one slow call does not flatten
	function latency(element) {
		const labels = element.dataset.labels.split(",");
		const unit = element.dataset.unit;
		const data = (series) => [series.times, series.p50, series.p95];
		const line = (label, variable, dash) => ({label, stroke: colour(variable), width: 2, dash,
				points: {show: true, size: 6, fill: colour(variable)}, value: (plot, value) => value == null ? "–" : text(value) + " " + unit});
		const plot = new uPlot(options(element, [line(labels[0], "--info"), line(labels[1], "--violet", [6, 4])],
				{distr: 3, range: (plot, lowest, highest) => {
					const bottom = Math.floor(Math.log10(lowest || 1));
					return [10 ** bottom, 10 ** Math.max(Math.ceil(Math.log10(highest || 100)), bottom + 1)];
				}},
				{values: (plot, values) => values.map((value) => value == null ? "" : text(value) + " " + unit),
					grid: (plot, values) => values.map((value) => Number.isInteger(Math.log10(value)) ? value : null)}),
				data(read()), element);
		return {plot, update: (series) => plot.setData(data(series))};
	}

	let charts = [];
	function draw() {
		charts.forEach((chart) => chart.plot.destroy());
		charts = [outcomes(document.getElementById("outcomes")), latency(document.getElementById("latency"))];
	}

	draw();
	document.body.addEventListener("htmx:afterSettle", () => {
		const series = read();
		charts.forEach((chart) => chart.update(series));
	});
	matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
	new ResizeObserver(() => charts.forEach((chart) =>
			chart.plot.setSize({width: chart.plot.root.parentElement.clientWidth, height: HEIGHT}))).observe(document.getElementById("outcomes"));
})();
