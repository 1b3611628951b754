package io.github.wechatpayspring.bulk;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A column of a list of users.
 */
public enum BulkColumn {

	/**
	 * openid of the user, which each line has to have.
	 */
	OPENID("openid", "用户openid", "用户标识"),

	/**
	 * The merchant's number of the issue. A line without one gets a number derived from
	 * the name of the job, the openid and how often the openid came before.
	 */
	OUT_REQUEST_NO("out_request_no", "商户单据号", "发券凭证", "请求单号"),

	/**
	 * Value of a cash coupon in fen, for stocks without one.
	 */
	COUPON_VALUE("coupon_value", "面额", "券面额"),

	/**
	 * Amount in fen from which on a cash coupon can be redeemed, for stocks without one.
	 */
	COUPON_MINIMUM("coupon_minimum", "门槛", "使用门槛"),

	/**
	 * Amount of multi-use credit in fen.
	 */
	AMOUNT("amount", "金额"),

	/**
	 * Real name of a user who gets multi-use credit.
	 */
	USER_NAME("user_name", "姓名", "用户姓名"),

	/**
	 * Identity card number of a user who gets multi-use credit.
	 */
	ID_CARD_NUMBER("id_card_number", "身份证号", "身份证号码"),

	/**
	 * Code of a merchant coupon or product coupon, for stocks whose codes the merchant
	 * chooses.
	 */
	COUPON_CODE("coupon_code", "券码", "券code"),

	/**
	 * Id of the member card with which a product coupon is issued to a member.
	 */
	MEMBER_CARD_ID("member_card_id", "会员卡id", "会员卡模板id");

	private final List<String> headers;

	BulkColumn(String... headers) {
		this.headers = List.of(headers);
	}

	/**
	 * Return what the column is called in the first line of a file.
	 * @return the name of the field at WeChat Pay first, then the Chinese ones
	 */
	public List<String> headers() {
		return this.headers;
	}

	/**
	 * Find a column by what it is called in the first line of a file.
	 * @param header the name, in whatever case, with or without spaces and underscores
	 * @return the column, or {@code null}
	 */
	public static @Nullable BulkColumn of(String header) {
		String name = normalized(header);
		return Arrays.stream(values())
			.filter((column) -> column.headers.stream().anyMatch((each) -> normalized(each).equals(name)))
			.findFirst()
			.orElse(null);
	}

	private static String normalized(String header) {
		return header.replaceAll("[\\s\\p{Z}_\\-]", "").toLowerCase(Locale.ROOT);
	}

	/**
	 * Return whether the values are personal, which are stored encrypted and deleted once
	 * the line is settled.
	 * @return whether they are
	 */
	public boolean isPersonal() {
		return this == USER_NAME || this == ID_CARD_NUMBER;
	}

}
