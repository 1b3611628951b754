package io.github.wechatpayspring.sample.pages.console;

import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

import io.github.wechatpayspring.sample.CouponKind;
import io.github.wechatpayspring.sample.CouponOrder;
import io.github.wechatpayspring.sample.SampleProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/**
 * Fills in what was left open, so that a click is enough. There is no example of a person
 * when coupons are real.
 */
@Component
class FormExamples {

	private static final String USER_NAME = "张三";

	private static final String ID_CARD_NUMBER = "11010519491231002X";

	private static final String AMOUNT = "10000";

	private final SampleProperties properties;

	private final boolean live;

	FormExamples(SampleProperties properties, Environment environment) {
		this.properties = properties;
		this.live = environment.acceptsProfiles(Profiles.of("live"));
	}

	/**
	 * Fill in what is missing.
	 * @param form what is there
	 * @return a form with a value for each field that has an example
	 */
	GiveForm complete(GiveForm form) {
		CouponKind kind = Objects.requireNonNullElse(form.kind(), CouponKind.FAVOR);
		return new GiveForm(kind, or(form.openid(), this.properties.openids().stream().findFirst().orElse("")),
				or(form.stockId(), this.properties.stocks().usual(kind)),
				or(form.outRequestNo(), CouponOrder.newNumber()),
				or(form.sendTime(), OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS).toString()),
				or(form.amount(), this.live ? "" : AMOUNT), or(form.userName(), this.live ? "" : USER_NAME),
				or(form.idCardNumber(), this.live ? "" : ID_CARD_NUMBER), null);
	}

	/**
	 * Prepare the form for another coupon to the same user.
	 * @param form what was typed
	 * @return a form with another number
	 */
	GiveForm next(GiveForm form) {
		return complete(
				new GiveForm(form.kind(), form.openid(), form.stockId(), null, null, form.amount(), null, null, null));
	}

	/**
	 * Prepare the form for the same coupon, without the person unless it is the example.
	 * @param form what was sent
	 * @return a form with the same number
	 */
	GiveForm repeat(GiveForm form) {
		boolean example = USER_NAME.equals(form.userName()) && ID_CARD_NUMBER.equals(form.idCardNumber());
		return new GiveForm(form.kind(), form.openid(), form.stockId(), form.outRequestNo(), form.sendTime(),
				form.amount(), example ? USER_NAME : "", example ? ID_CARD_NUMBER : "", null);
	}

	List<String> openids() {
		return this.properties.openids();
	}

	List<String> stocks(CouponKind kind) {
		return this.properties.stocks().of(kind);
	}

	private static String or(@Nullable String value, String example) {
		return (value != null) ? value : example;
	}

}
