package io.github.wechatpayspring.merchant.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.github.wechatpayspring.key.pem.PemText;
import org.jspecify.annotations.Nullable;

/**
 * Puts together again what Spring Boot split at its commas: PEM text in one value of a
 * list, with the names of a certificate above it as OpenSSL prints them.
 */
final class CertificateList {

	// a part of "subject=C = CN, O = Tenpay.com, CN = Tenpay.com sign"
	private static final Pattern PART_OF_NAME = Pattern.compile("(?s)(?!(classpath\\*?|file|base64):).*=.*");

	private CertificateList() {
	}

	static List<String> join(List<? extends @Nullable String> values) {
		List<String> joined = new ArrayList<>();
		StringBuilder parts = new StringBuilder();
		for (String value : values) {
			String text = (value != null) ? value : "";
			if (!PemText.isPem(text) && PART_OF_NAME.matcher(text).matches()) {
				parts.append(text).append(", ");
			}
			else {
				joined.add((PemText.isPem(text)) ? parts + text : text);
				parts.setLength((PemText.isPem(text)) ? 0 : parts.length());
			}
		}
		boolean isAfterPem = !joined.isEmpty() && PemText.isPem(joined.get(joined.size() - 1));
		if (!parts.isEmpty() && !isAfterPem) {
			joined.add(parts.toString());
		}
		return joined;
	}

}
