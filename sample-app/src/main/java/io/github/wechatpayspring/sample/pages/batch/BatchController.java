package io.github.wechatpayspring.sample.pages.batch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import io.github.wechatpayspring.sample.CouponKind;
import io.github.wechatpayspring.sample.SampleProperties;
import io.github.wechatpayspring.sample.pages.web.LiveUpdates;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Starts, shows and steers batches.
 */
@RegisterReflectionForBinding({ Batch.Progress.class, CouponKind.class, SampleProperties.Stocks.class })
@Controller
@RequestMapping("/batch")
class BatchController {

	private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

	private static final int LONGEST_NAME = 64;

	private final Batches batches;

	private final LiveUpdates updates;

	private final SampleProperties properties;

	private final boolean live;

	BatchController(Batches batches, LiveUpdates updates, SampleProperties properties, Environment environment) {
		this.batches = batches;
		this.updates = updates;
		this.properties = properties;
		this.live = environment.acceptsProfiles(Profiles.of("live"));
	}

	@GetMapping
	String form(Model model) {
		return form(CouponKind.FAVOR, null, "batch-" + LocalDate.now(CHINA), null, model);
	}

	private String form(CouponKind kind, @Nullable String openids, String name, @Nullable String problem, Model model) {
		model.addAttribute("kinds", CouponKind.values());
		model.addAttribute("kind", kind);
		model.addAttribute("stocks", this.properties.stocks());
		model.addAttribute("openids", (openids != null) ? openids : String.join("\n", this.properties.openids()));
		model.addAttribute("batchName", name);
		model.addAttribute("problem", problem);
		model.addAttribute("mostLines", BatchInput.MOST_LINES);
		model.addAttribute("batches", this.batches.all());
		return "batch";
	}

	@PostMapping
	String start(@RequestParam CouponKind kind, @RequestParam(defaultValue = "") String stockId,
			@RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String openids,
			@RequestParam(required = false) @Nullable MultipartFile file, Model model, HttpServletResponse response)
			throws IOException {
		String text = text(openids, file);
		String problem = problem(text, name);
		if (text == null || problem != null) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			// what is too large is not worth showing again
			return form(kind, BatchInput.isTooLarge(openids) ? "" : openids, name, problem, model);
		}
		String stock = stockId.isBlank() ? this.properties.stocks().usual(kind) : stockId.strip();
		Batch batch = this.batches.add(text, new BatchInput.Terms(name.strip(), kind, stock, today()));
		if (!this.live) {
			this.batches.resume(batch);
		}
		return "redirect:/batch/" + batch.id();
	}

	private static @Nullable String text(String openids, @Nullable MultipartFile file) throws IOException {
		if (file == null || file.isEmpty()) {
			return openids;
		}
		return (file.getSize() <= BatchInput.LARGEST_FILE) ? new String(file.getBytes(), StandardCharsets.UTF_8) : null;
	}

	private static @Nullable String problem(@Nullable String text, String name) {
		if (text == null || BatchInput.isTooLarge(text)) {
			return "batch.problem.size";
		}
		if (text.isBlank()) {
			return "batch.problem.empty";
		}
		return (name.isBlank() || name.length() > LONGEST_NAME) ? "batch.problem.name" : null;
	}

	// the same all day, since it is part of what identifies a consumer card
	private static OffsetDateTime today() {
		return OffsetDateTime.now(CHINA).truncatedTo(ChronoUnit.DAYS);
	}

	@GetMapping("/{id}")
	String show(@PathVariable String id, Model model) {
		model.addAttribute("batch", find(id).progress());
		return "batch-progress";
	}

	@GetMapping("/{id}/progress")
	String progress(@PathVariable String id, Model model) {
		show(id, model);
		return "batch-progress :: progress";
	}

	@GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	SseEmitter events(@PathVariable String id) {
		return this.updates.listen(Batches.topic(find(id).id()));
	}

	@PostMapping("/{id}/resume")
	String resume(@PathVariable String id) {
		this.batches.resume(find(id));
		return "redirect:/batch/{id}";
	}

	@PostMapping("/{id}/pause")
	String pause(@PathVariable String id) {
		this.batches.pause(find(id));
		return "redirect:/batch/{id}";
	}

	@PostMapping("/{id}/unknown")
	String repeatUnknown(@PathVariable String id) {
		this.batches.repeatUnknown(find(id));
		return "redirect:/batch/{id}";
	}

	@GetMapping("/{id}/result.csv")
	ResponseEntity<String> result(@PathVariable String id) {
		Batch batch = find(id);
		return ResponseEntity.ok()
			.header(HttpHeaders.CONTENT_DISPOSITION,
					ContentDisposition.attachment().filename("batch-" + batch.id() + ".csv").build().toString())
			.contentType(new MediaType("text", "csv", Map.of("charset", "UTF-8")))
			.body(BatchResult.csv(batch.lines(), batch.rejected()));
	}

	private Batch find(String id) {
		Batch batch = this.batches.find(id);
		if (batch == null) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		return batch;
	}

}
