package com.example.shop;

import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.autoconfigure.AutoConfigureWechatPaySimulator;
import jakarta.validation.ConstraintViolationException;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@SpringBootTest
@AutoConfigureWechatPaySimulator
class ValidationTests {

	@Autowired
	private CheckedGifts gifts;

	@Autowired
	private WechatPaySimulator wechatPay;

	@Test
	void givesCouponsToWhomTheApplicationAccepts() {
		this.wechatPay.addStock(Stock.favor(Gifts.STOCK).budget(100));
		this.gifts.welcome("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o");
		assertThatExceptionOfType(ConstraintViolationException.class).isThrownBy(() -> this.gifts.welcome(" "));
		assertThat(this.wechatPay.issuedCoupons()).hasSize(1);
		assertThat(this.wechatPay.requests()).hasSize(1);
	}

}
