package io.github.wechatpayspring.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import io.github.wechatpayspring.FakeWechatPay.Received;
import io.github.wechatpayspring.key.SignedText;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Any upload of APIv3 works with the client that applications have.
 */
class MultipartUploadTests {

	private static final String META = "{\"filename\":\"门.jpg\",\"sha256\":\"00\"}";

	// what would end a part if it were text
	private static final byte[] FILE = "\r\n--\r\n\r\nname=\"meta\"\r\n\0\u00ff".getBytes(StandardCharsets.ISO_8859_1);

	private final FakeWechatPay wechatPay = new FakeWechatPay();

	@Test
	void signsThePartMeta() {
		this.wechatPay.answer(Answer.signed("{\"media_url\":\"https://x\"}"));
		MultiValueMap<String, Object> parts = new LinkedMultiValueMap<>();
		parts.add("file", file());
		parts.add("meta", json(META));
		upload(parts);
		Received request = this.wechatPay.onlyRequest();
		assertThat(request.header("Content-Type")).startsWith("multipart/form-data;").contains("boundary=");
		assertThat(request.body()).contains("filename=\"door.jpg\"").contains(META);
		assertThat(isSigned(request, META)).isTrue();
	}

	@Test
	void refusesAnUploadWithoutMeta() {
		MultiValueMap<String, Object> parts = new LinkedMultiValueMap<>();
		parts.add("file", file());
		assertThatIllegalArgumentException().isThrownBy(() -> upload(parts))
			.withMessageStartingWith("The upload has no part named \"meta\"");
		assertThat(this.wechatPay.received()).isEmpty();
	}

	@Test
	void signsAQuotedBoundary() {
		String body = "--a b\r\nContent-Disposition: form-data; name=\"meta\"\r\n\r\n{}\r\n--a b--\r\n";
		HttpHeaders headers = new HttpHeaders();
		headers.set("Content-Type", "Multipart/Form-Data; boundary=\"a b\"");
		assertThat(MultipartBody.signedPart(headers, body.getBytes(StandardCharsets.UTF_8)))
			.asString(StandardCharsets.UTF_8)
			.isEqualTo("{}");
	}

	@Test
	void signsTheWholeOfAnyOtherBody() {
		byte[] body = "{\"name=\\\"meta\\\"\":1}".getBytes(StandardCharsets.UTF_8);
		HttpHeaders headers = new HttpHeaders();
		headers.setContentType(MediaType.APPLICATION_JSON);
		assertThat(MultipartBody.signedPart(headers, body)).isSameAs(body);
		assertThat(MultipartBody.signedPart(new HttpHeaders(), body)).isSameAs(body);
	}

	private void upload(MultiValueMap<String, Object> parts) {
		Map<?, ?> response = this.wechatPay.restClient()
			.post()
			.uri("/v3/marketing/favor/media/image-upload")
			.contentType(MediaType.MULTIPART_FORM_DATA)
			.body(parts)
			.retrieve()
			.body(Map.class);
		assertThat(response).isEqualTo(Map.of("media_url", "https://x"));
	}

	private static boolean isSigned(Received request, String text) {
		Map<String, String> fields = request.authorization();
		byte[] message = SignedText.of(text.getBytes(StandardCharsets.UTF_8), "POST",
				"/v3/marketing/favor/media/image-upload", fields.get("timestamp"), fields.get("nonce_str"));
		return FakeWechatPay.verifies(FakeWechatPay.MERCHANT_KEYS.getPublic(), message,
				Base64.getDecoder().decode(fields.get("signature")));
	}

	private static HttpEntity<?> json(String text) {
		HttpHeaders headers = new HttpHeaders();
		headers.setContentType(MediaType.APPLICATION_JSON);
		return new HttpEntity<>(text, headers);
	}

	private static HttpEntity<?> file() {
		HttpHeaders headers = new HttpHeaders();
		headers.setContentType(MediaType.IMAGE_JPEG);
		return new HttpEntity<>(new ByteArrayResource(FILE) {
			@Override
			public String getFilename() {
				return "door.jpg";
			}
		}, headers);
	}

}
