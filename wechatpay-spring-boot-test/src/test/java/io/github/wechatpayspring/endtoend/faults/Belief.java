package io.github.wechatpayspring.endtoend.faults;

import java.util.List;
import java.util.UUID;

import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.endtoend.Call;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a caller believes after a call, to be compared with what WeChat Pay's ledger says.
 *
 * @param call the call
 * @param number the number of its request
 * @param response what it got, if it succeeded
 * @param failure how it failed, if it did
 * @param attempts how many requests were sent for it
 */
record Belief(Call call, String number, @Nullable String response, @Nullable WechatPayException failure, int attempts) {

	static Belief after(BeanFactory application, WechatPaySimulator wechatPay, Call call, String number) {
		int before = wechatPay.requests().size();
		try {
			String response = call.make(application, openid(number), number);
			return new Belief(call, number, response, null, wechatPay.requests().size() - before);
		}
		catch (WechatPayException ex) {
			return new Belief(call, number, null, ex, ex.attempts().size());
		}
	}

	// a user for each number, so that a request which is carried out late, after its
	// caller
	// gave up and the ledger was emptied, is in nobody's way
	private static String openid(String number) {
		return "oUpF8u-" + number;
	}

	/**
	 * Return a number that no other belief is about.
	 * @return the number
	 */
	static String nextNumber() {
		return UUID.randomUUID().toString().substring(0, 8);
	}

	String outcome() {
		if (this.failure == null) {
			return "success";
		}
		return (this.failure.isOutcomeUnknown()) ? "unknown" : "not issued";
	}

	/**
	 * Check that there are not two coupons of one number, that none is said not to be
	 * that is there, and none to be there that is not.
	 * @param wechatPay has the ledger
	 */
	void compareWithLedger(WechatPaySimulator wechatPay) {
		List<String> ledger = ids(wechatPay.issuedCoupons()
			.stream()
			.filter((coupon) -> coupon.outRequestNo().equals(this.number))
			.toList());
		assertThat(ledger).as("coupons of one number").hasSizeLessThanOrEqualTo(1);
		if (this.failure == null) {
			assertThat(this.response)
				.isEqualTo(String.join(",", (this.call.issuesACoupon()) ? ledger : listed(wechatPay)));
			return;
		}
		assertThat(this.failure.outRequestNo()).isEqualTo((this.call.issuesACoupon()) ? this.number : null);
		if (!this.failure.isOutcomeUnknown()) {
			assertThat(ledger).as("coupons that are said not to be").isEmpty();
		}
	}

	/**
	 * Send the same request again, now that nothing goes wrong.
	 * @param application has the services
	 * @param wechatPay has the ledger
	 */
	void settle(BeanFactory application, WechatPaySimulator wechatPay) {
		Belief settled = after(application, wechatPay, this.call, this.number);
		assertThat(settled.failure).isNull();
		settled.compareWithLedger(wechatPay);
		assertThat(settled.response.isEmpty()).isEqualTo(!this.call.issuesACoupon());
	}

	private List<String> listed(WechatPaySimulator wechatPay) {
		return ids(wechatPay.issuedCoupons()
			.stream()
			.filter((coupon) -> coupon.openid().equals(openid(this.number)))
			.toList());
	}

	private static List<String> ids(List<IssuedCoupon> coupons) {
		return coupons.stream().map(IssuedCoupon::id).toList();
	}

}
