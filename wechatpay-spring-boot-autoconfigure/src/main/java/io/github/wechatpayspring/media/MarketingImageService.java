package io.github.wechatpayspring.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.client.ClientCall;
import io.github.wechatpayspring.client.WechatPayClient;
import io.github.wechatpayspring.client.resilience.CallOptions;
import io.github.wechatpayspring.field.RequestFields;
import io.github.wechatpayspring.field.WechatPayJson;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Uploads images that coupons of any kind show (营销图片). Safe for use by several threads.
 */
public class MarketingImageService {

	private static final int MAX_BYTES = 2 * 1024 * 1024;

	private static final CallOptions UPLOAD = CallOptions.operation("image-upload")
		.withRetry(CallOptions.Retry.IDEMPOTENT);

	private final JsonMapper mapper = WechatPayJson.createMapper();

	private final WechatPayClient client;

	/**
	 * Create a service.
	 * @param client makes the calls
	 */
	public MarketingImageService(WechatPayClient client) {
		this.client = client;
	}

	/**
	 * Upload an image (图片上传).
	 * @param image a file with a name that ends in {@code .jpg}, {@code .png} or
	 * {@code .bmp}, at most 2 MB
	 * @return where the image is now
	 * @throws IllegalArgumentException if the name or the size is wrong; nothing was sent
	 * then
	 * @throws UncheckedIOException if the image cannot be read; nothing was sent then
	 * @throws WechatPayException if it was not uploaded or the outcome is unknown
	 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012557233">Upload an image
	 * (图片上传)</a>
	 */
	public UploadMarketingImageResponse upload(Resource image) {
		try {
			return upload(RequestFields.required("filename", image.getFilename()), image.getContentAsByteArray());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Upload an image (图片上传).
	 * @param filename its name, which ends in {@code .jpg}, {@code .png} or {@code .bmp}
	 * @param image its bytes, at most 2 MB
	 * @return where the image is now
	 * @throws IllegalArgumentException if the name or the size is wrong; nothing was sent
	 * then
	 * @throws WechatPayException if it was not uploaded or the outcome is unknown
	 */
	public UploadMarketingImageResponse upload(String filename, byte[] image) {
		RequestFields.matching("filename", filename, "(?i).+\\.(jpg|bmp|png)");
		if (image.length == 0 || image.length > MAX_BYTES) {
			throw new IllegalArgumentException(
					"'image' must have at most 2 MB, and not be empty, but has %d bytes".formatted(image.length));
		}
		Map<String, String> meta = Map.of("filename", filename, "sha256", sha256(image));
		MultiValueMap<String, Object> parts = new LinkedMultiValueMap<>();
		parts.add("meta", part(this.mapper.writeValueAsString(meta), MediaType.APPLICATION_JSON));
		parts.add("file", part(new NamedBytes(image, filename),
				MediaTypeFactory.getMediaType(filename).orElse(MediaType.APPLICATION_OCTET_STREAM)));
		HttpHeaders headers = new HttpHeaders();
		headers.setContentType(MediaType.MULTIPART_FORM_DATA);
		return this.client.execute(new ClientCall(UPLOAD, HttpMethod.POST, "/v3/marketing/favor/media/image-upload",
				(name) -> "", Map.of(), headers, parts), UploadMarketingImageResponse.class);
	}

	private static HttpEntity<?> part(Object content, MediaType type) {
		HttpHeaders headers = new HttpHeaders();
		headers.setContentType(type);
		return new HttpEntity<>(content, headers);
	}

	private static String sha256(byte[] image) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(image));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

	private static final class NamedBytes extends ByteArrayResource {

		private final String filename;

		NamedBytes(byte[] bytes, String filename) {
			super(bytes);
			this.filename = filename;
		}

		@Override
		public String getFilename() {
			return this.filename;
		}

	}

}
