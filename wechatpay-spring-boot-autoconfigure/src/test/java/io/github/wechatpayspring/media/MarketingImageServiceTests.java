package io.github.wechatpayspring.media;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import io.github.wechatpayspring.FakeWechatPay.Received;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MarketingImageServiceTests {

	private final FakeWechatPay wechatPay = new FakeWechatPay();

	private final MarketingImageService service = new MarketingImageService(this.wechatPay.client());

	@Test
	void uploadsTheImageWithItsHash() {
		this.wechatPay.answer(Answer.signed("{\"media_url\":\"https://qpic.cn/xxx\"}"));
		UploadMarketingImageResponse response = this.service.upload("门店 logo.PNG", "abc".getBytes());
		assertThat(response.mediaUrl()).isEqualTo("https://qpic.cn/xxx");
		assertThat(response.requestId()).isEqualTo(FakeWechatPay.REQUEST_ID);
		Received request = this.wechatPay.onlyRequest();
		assertThat(request.uri()).hasPath("/v3/marketing/favor/media/image-upload");
		assertThat(request.header("Content-Type")).startsWith("multipart/form-data");
		assertThat(request.body()).contains("name=\"meta\"", "\"filename\":\"门店 logo.PNG\"",
				// of "abc", FIPS 180-2
				"\"sha256\":\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"", "name=\"file\"",
				"Content-Type: image/png", "\r\n\r\nabc\r\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "logo.gif", "logo", ".png", "png" })
	void refusesAnotherKindOfFile(String filename) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.service.upload(filename, new byte[1]))
			.withMessageContaining("'filename'");
		assertThat(this.wechatPay.received()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 2 * 1024 * 1024 + 1 })
	void refusesAnImageThatIsEmptyOrTooLarge(int size) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.service.upload("a.jpg", new byte[size]))
			.withMessage("'image' must have at most 2 MB, and not be empty, but has %d bytes".formatted(size));
	}

	@Test
	void saysThatAResourceHasNoName() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.service.upload(new ByteArrayResource(new byte[1])))
			.withMessageContaining("'filename' is missing");
	}

}
