package io.github.wechatpayspring.simulator.endpoints;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A parameter and the rules that WeChat Pay documents for it.
 *
 * @param name its name on the wire
 * @param label what WeChat Pay calls it in its error messages
 * @param minBytes its least length in UTF-8 bytes, unless it is empty
 * @param maxBytes its greatest length in UTF-8 bytes, 0 if none is known
 * @param pattern what it has to look like
 */
record Field(String name, String label, int minBytes, int maxBytes, @Nullable Pattern pattern) {

	static final Field OPENID = of("openid", "用户标识", 128);

	static final Field APPID = of("appid", "公众号ID", 128);

	static final Field STOCK_ID = of("stock_id", "批次号", 20);

	static final Field OUT_REQUEST_NO = of("out_request_no", "商户单据号", 128).matching("^[0-9A-Za-z|_*-]*$");

	static Field of(String name, String label) {
		return of(name, label, 0);
	}

	static Field of(String name, String label, int maxBytes) {
		return new Field(name, label, 0, maxBytes, null);
	}

	Field matching(String regex) {
		return new Field(this.name, this.label, this.minBytes, this.maxBytes, Pattern.compile(regex));
	}

	Field max(int maxBytes) {
		return new Field(this.name, this.label, this.minBytes, maxBytes, this.pattern);
	}

	Field min(int minBytes) {
		return new Field(this.name, this.label, minBytes, this.maxBytes, this.pattern);
	}

}
