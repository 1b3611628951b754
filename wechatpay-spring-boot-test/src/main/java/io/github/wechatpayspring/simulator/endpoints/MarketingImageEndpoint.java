package io.github.wechatpayspring.simulator.endpoints;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import io.github.wechatpayspring.simulator.calls.ApiError;
import io.github.wechatpayspring.simulator.calls.Parameters;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes images (图片上传).
 */
final class MarketingImageEndpoint implements Endpoint {

	@Override
	public ObjectNode handle(Parameters parameters) {
		String sha256 = sha256(parameters.file("file"));
		if (!sha256.equals(parameters.object("meta").path("sha256").asString())) {
			throw ApiError.badParameter("文件摘要与文件内容不一致");
		}
		return Json.object("media_url", "https://wxpaylogo.qpic.cn/wxpaylogo/" + sha256 + "/0");
	}

	private static String sha256(byte[] file) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

}
