package io.github.wechatpayspring.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.wechat.pay.java.core.exception.ServiceException;
import com.wechat.pay.java.core.exception.ValidationException;
import com.wechat.pay.java.service.cashcoupons.CashCouponsService;
import com.wechat.pay.java.service.cashcoupons.model.SendCouponRequest;
import com.wechat.pay.java.service.file.FileUploadService;
import okio.ByteString;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The simulator serves the official SDK as WeChat Pay does.
 */
class OfficialSdkTests extends SimulatorTests {

	private OfficialSdk sdk;

	private CashCouponsService service;

	@BeforeEach
	void createService() {
		this.sdk = new OfficialSdk(this.simulator);
		this.service = new CashCouponsService.Builder().httpClient(this.sdk.httpClient()).build();
		this.simulator.addStock(Stock.favor("9856000").name("代金券").value(500).minimum(1000));
	}

	@Test
	void issuesACoupon() {
		String id = this.service.sendCoupon(sendRequest()).getCouponId();
		assertThat(this.simulator.issuedCoupons()).singleElement().satisfies((coupon) -> {
			assertThat(coupon.id()).isEqualTo(id);
			assertThat(coupon.openid()).isEqualTo("oHkLxt_htg84TUEbzvlMwQzVDBqo");
		});
	}

	@Test
	void explainsARefusal() {
		SendCouponRequest request = sendRequest();
		request.setStockId("1");
		assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> this.service.sendCoupon(request))
			.satisfies((ex) -> {
				assertThat(ex.getHttpStatusCode()).isEqualTo(404);
				assertThat(ex.getErrorCode()).isEqualTo("RESOURCE_NOT_EXISTS");
				assertThat(ex.getErrorMessage()).isEqualTo("批次不存在");
			});
	}

	@Test
	void isNotBelievedWhenItForges() {
		this.simulator.inject(Fault.FOREIGN_KEY);
		assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> this.service.sendCoupon(sendRequest()));
	}

	@Test
	void takesAnImage(@TempDir Path folder) throws IOException {
		byte[] image = { (byte) 0xFF, (byte) 0xD8, 13, 10, '-', '-', 13, 10, 0, 1, 2, (byte) 0xFF };
		Path file = Files.write(folder.resolve("logo.png"), image);
		String sha256 = ByteString.of(image).sha256().hex();
		FileUploadService upload = new FileUploadService.Builder().httpClient(this.sdk.httpClient()).build();
		upload.uploadImage("https://api.mch.weixin.qq.com/v3/marketing/favor/media/image-upload",
				"{\"filename\":\"logo.png\",\"sha256\":\"" + sha256 + "\"}", file.toString());
		// the SDK looks for a media_id, which uploads for coupons do not have
		assertThat(this.simulator.requests()).singleElement().satisfies((request) -> {
			assertThat(request.operation()).isEqualTo(Operation.IMAGE_UPLOAD);
			assertThat(request.status()).isEqualTo(200);
		});
	}

	private static SendCouponRequest sendRequest() {
		SendCouponRequest request = new SendCouponRequest();
		request.setOpenid("oHkLxt_htg84TUEbzvlMwQzVDBqo");
		request.setStockId("9856000");
		request.setOutRequestNo("89560002019101000121");
		request.setAppid(APPID);
		request.setStockCreatorMchid(MCHID);
		return request;
	}

}
