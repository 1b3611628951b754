package com.example.shop;

import jakarta.validation.constraints.NotBlank;

import org.springframework.stereotype.Service;
import org.springframework.validation.annotation.Validated;

@Service
@Validated
public class CheckedGifts {

	private final Gifts gifts;

	CheckedGifts(Gifts gifts) {
		this.gifts = gifts;
	}

	public String welcome(@NotBlank String openid) {
		return this.gifts.welcome(openid);
	}

}
