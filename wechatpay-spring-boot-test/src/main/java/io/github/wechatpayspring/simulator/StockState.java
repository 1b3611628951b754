package io.github.wechatpayspring.simulator;

/**
 * State of a coupon stock (批次).
 */
public enum StockState {

	/**
	 * Under review (审核中).
	 */
	AUDIT("audit", "UNAUDIT"),

	/**
	 * Created, but not started (未激活); only stocks of cash coupons have to be started.
	 */
	UNACTIVATED("unactivated", "UNAUDIT"),

	/**
	 * Issues coupons (运行中).
	 */
	RUNNING("running", "RUNNING"),

	/**
	 * Issues nothing until it is restarted (暂停发放).
	 */
	PAUSED("paused", "PAUSED"),

	/**
	 * Over for good (已停止).
	 */
	STOPPED("stoped", "STOPED");

	private final String favorName;

	private final String busifavorName;

	StockState(String favorName, String busifavorName) {
		this.favorName = favorName;
		this.busifavorName = busifavorName;
	}

	/**
	 * Return what the calls for cash coupons call it.
	 * @return the {@code status} of a stock
	 */
	public String favorName() {
		return this.favorName;
	}

	/**
	 * Return what the calls for merchant coupons call it.
	 * @return the {@code stock_state} of a stock
	 */
	public String busifavorName() {
		return this.busifavorName;
	}

}
