package io.github.wechatpayspring.simulator.endpoints;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.github.wechatpayspring.simulator.calls.ApiError;
import io.github.wechatpayspring.simulator.calls.Parameters;
import io.github.wechatpayspring.simulator.crypto.ApiV3Encryption;
import io.github.wechatpayspring.simulator.crypto.CipherSuite;
import io.github.wechatpayspring.simulator.crypto.IssuedCertificate;
import io.github.wechatpayspring.simulator.crypto.PlatformKeyRing;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lists the platform certificates (获取平台证书列表), encrypted with the API v3 key.
 */
final class DownloadCertificatesEndpoint implements Endpoint {

	private final PlatformKeyRing keys;

	private final Set<String> algorithmTypes;

	private final ApiV3Encryption encryption;

	DownloadCertificatesEndpoint(PlatformKeyRing keys, CipherSuite suite, ApiV3Encryption encryption) {
		this.keys = keys;
		this.algorithmTypes = Set.of(suite.keyType(), "ALL");
		this.encryption = encryption;
	}

	@Override
	public ObjectNode handle(Parameters parameters) {
		String algorithmType = parameters.findText("algorithm_type");
		if (!this.algorithmTypes.contains(Objects.requireNonNullElse(algorithmType, "RSA"))) {
			throw ApiError.badParameter("参数错误,请核对文档要求");
		}
		List<IssuedCertificate> certificates = this.keys.certificates();
		if (certificates.isEmpty()) {
			throw ApiError.of(404, "RESOURCE_NOT_EXISTS",
					"无可用的平台证书，请在商户平台-API安全申请使用微信支付公钥。可查看指引https://pay.weixin.qq.com/docs/merchant/products/platform-certificate/wxp-pub-key-guide.html");
		}
		ObjectNode response = JsonNodeFactory.instance.objectNode();
		ArrayNode data = response.putArray("data");
		certificates.forEach((certificate) -> data.add(entry(certificate)));
		return response;
	}

	private ObjectNode entry(IssuedCertificate certificate) {
		ObjectNode entry = JsonNodeFactory.instance.objectNode();
		entry.put("serial_no", certificate.serialNumber());
		entry.put("effective_time", time(certificate.start()));
		entry.put("expire_time", time(certificate.expiry()));
		entry.set("encrypt_certificate", this.encryption.encrypt("certificate", certificate.pem().strip()));
		return entry;
	}

	private static String time(Instant time) {
		return DateTimeFormatter.ISO_OFFSET_DATE_TIME
			.format(time.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.ofHours(8)));
	}

}
