package io.github.wechatpayspring.sample.pages.wallet;

import java.util.List;

import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.sample.SampleProperties;
import io.github.wechatpayspring.sample.pages.web.LiveUpdates;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Shows what a user holds.
 */
@RegisterReflectionForBinding(WalletCard.class)
@Controller
@RequestMapping("/wallet")
class WalletController {

	private final Wallets wallets;

	private final LiveUpdates updates;

	private final List<String> openids;

	WalletController(Wallets wallets, LiveUpdates updates, SampleProperties properties) {
		this.wallets = wallets;
		this.updates = updates;
		this.openids = properties.openids();
	}

	@GetMapping
	String show(@RequestParam(required = false) @Nullable String openid, Model model) {
		String user = (openid != null) ? openid.strip() : this.openids.stream().findFirst().orElse("");
		model.addAttribute("openids", this.openids);
		return cards(user, model, "wallet");
	}

	@GetMapping("/cards")
	String cards(@RequestParam String openid, Model model) {
		return cards(openid, model, "wallet :: cards");
	}

	@GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	SseEmitter events() {
		return this.updates.listen(Wallets.TOPIC);
	}

	private String cards(String openid, Model model, String view) {
		model.addAttribute("openid", openid);
		model.addAttribute("cards", List.of());
		if (!openid.isEmpty()) {
			try {
				model.addAttribute("cards", this.wallets.cards(openid));
			}
			catch (IllegalArgumentException | WechatPayException ex) {
				model.addAttribute("problem", ex.getMessage());
			}
		}
		return view;
	}

}
