package io.github.wechatpayspring.sample.pages.batch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;

import io.github.wechatpayspring.bulk.BulkIssuing;
import io.github.wechatpayspring.bulk.BulkJobException;
import io.github.wechatpayspring.bulk.BulkJobRequest;
import io.github.wechatpayspring.bulk.BulkJobState;
import io.github.wechatpayspring.bulk.BulkPreview;
import io.github.wechatpayspring.bulk.BulkProgress;
import io.github.wechatpayspring.sample.CouponKind;
import io.github.wechatpayspring.sample.SampleProperties;
import jakarta.servlet.http.HttpServletResponse;

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
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Previews, creates, shows and steers jobs.
 */
@RegisterReflectionForBinding({ BulkProgress.class, BulkPreview.class, CouponKind.class,
		SampleProperties.Stocks.class })
@Controller
@RequestMapping("/batch")
class BatchController {

	private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

	// which htmx takes for the end of what it polls
	private static final int STOP_POLLING = 286;

	private final BulkIssuing bulk;

	private final SampleProperties properties;

	private final boolean live;

	BatchController(BulkIssuing bulk, SampleProperties properties, Environment environment) {
		this.bulk = bulk;
		this.properties = properties;
		this.live = environment.acceptsProfiles(Profiles.of("live"));
	}

	@GetMapping
	String form(Model model) {
		return form(BatchForm.suggested("batch-" + LocalDate.now(CHINA), this.properties), model);
	}

	private String form(BatchForm form, Model model) {
		model.addAttribute("kinds", CouponKind.values());
		model.addAttribute("stocks", this.properties.stocks());
		model.addAttribute("form", form);
		model.addAttribute("jobs", this.bulk.jobs());
		return "batch";
	}

	@PostMapping
	String submit(BatchForm form, @RequestParam(defaultValue = "") String action, Model model,
			HttpServletResponse response) throws IOException {
		Path directory = Files.createTempDirectory("wechatpay-sample");
		Path list = form.store(directory);
		try {
			BulkJobRequest request = form.request(list, this.properties);
			if (action.equals("preview")) {
				model.addAttribute("preview", this.bulk.preview(request));
				return form(form, model);
			}
			BulkProgress job = this.bulk.create(request);
			// real coupons are counted first
			if (!this.live) {
				this.bulk.start(job.name());
			}
			return "redirect:" + path(job.name());
		}
		catch (BulkJobException | IllegalArgumentException ex) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			model.addAttribute("problem", Objects.requireNonNullElse(ex.getMessage(), ""));
			return form(form, model);
		}
		finally {
			Files.delete(list);
			Files.delete(directory);
		}
	}

	private static String path(String name) {
		return UriComponentsBuilder.fromPath("/batch").pathSegment(name).encode().toUriString();
	}

	@GetMapping("/{name}")
	String show(@PathVariable String name, Model model) {
		show(find(name), model);
		return "batch-progress";
	}

	@GetMapping("/{name}/progress")
	String progress(@PathVariable String name, Model model, HttpServletResponse response) {
		BulkProgress job = find(name);
		show(job, model);
		if (job.state() != BulkJobState.RUNNING) {
			response.setStatus(STOP_POLLING);
		}
		return "batch-progress :: progress";
	}

	private static void show(BulkProgress job, Model model) {
		model.addAttribute("job", job);
		model.addAttribute("zone", ZoneId.systemDefault());
	}

	@PostMapping("/{name}/{action}")
	String change(@PathVariable String name, @PathVariable String action) {
		find(name);
		try {
			switch (action) {
				case "start" -> this.bulk.start(name);
				case "pause" -> this.bulk.pause(name);
				case "resume" -> this.bulk.resume(name);
				case "cancel" -> this.bulk.cancel(name);
				case "retry" -> this.bulk.retryRefused(name);
				default -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
			}
		}
		catch (BulkJobException ex) {
			// it went on meanwhile, as the page shows
		}
		return "redirect:" + path(name);
	}

	@GetMapping("/{name}/report.csv")
	ResponseEntity<StreamingResponseBody> report(@PathVariable String name) {
		find(name);
		return ResponseEntity.ok()
			.header(HttpHeaders.CONTENT_DISPOSITION,
					ContentDisposition.attachment().filename(name + ".csv", StandardCharsets.UTF_8).build().toString())
			.contentType(new MediaType("text", "csv", Map.of("charset", "UTF-8")))
			.body((output) -> this.bulk.report(name, output, false));
	}

	private BulkProgress find(String name) {
		try {
			return this.bulk.progress(name);
		}
		catch (BulkJobException ex) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, ex);
		}
	}

}
