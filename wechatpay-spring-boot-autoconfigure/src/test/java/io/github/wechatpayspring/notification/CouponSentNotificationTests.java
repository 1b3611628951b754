package io.github.wechatpayspring.notification;

import java.time.OffsetDateTime;
import java.util.Map;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.favor.FavorBusinessType;
import io.github.wechatpayspring.favor.FavorCouponStatus;
import io.github.wechatpayspring.favor.FavorCouponType;
import io.github.wechatpayspring.field.ResponseFields;
import io.github.wechatpayspring.key.AeadCipher;
import io.github.wechatpayspring.key.platform.PlatformKeyVerifier;
import io.github.wechatpayspring.notification.CouponSentNotification.AttachInfo;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class CouponSentNotificationTests {

	private static final String OPENID = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";

	private static final String UNIONID = "oT2bz1A3wHrqnQ5nD0Tz4WJ8qQyE";

	private final NotificationParser parser = new NotificationParser(
			new PlatformKeyVerifier(FakeWechatPay.platformKeys(), FakeWechatPay.CLOCK),
			AeadCipher.of(Callback.API_V3_KEY));

	@Test
	void readsEveryField() {
		CouponSentNotification sent = read("""
				{"event_type":"EVENT_TYPE_BUSICOUPON_SEND","coupon_code":"1227944959000000154","stock_id":"1286100000",
				"send_time":"2019-12-17T10:35:53+08:00","openid":"%s","unionid":"%s",
				"send_channel":"BUSICOUPON_SEND_CHANNEL_HALL","send_merchant":"98568865",
				"attach_info":{"transaction_id":"1286001301","act_code":"117001","hall_code":"A1","card_id":"pbLat",
				"hall_belong_mch_id":1900000109,"activity_id":"A2"}}""".formatted(OPENID, UNIONID));
		assertThat(sent.id()).isEqualTo(Callback.ID);
		assertThat(sent.eventType()).isEqualTo("COUPON.SEND");
		assertThat(sent.couponEventType()).isEqualTo("EVENT_TYPE_BUSICOUPON_SEND");
		assertThat(sent.couponCode()).isEqualTo("1227944959000000154");
		assertThat(sent.stockId()).isEqualTo("1286100000");
		assertThat(sent.sendTime()).isEqualTo(OffsetDateTime.parse("2019-12-17T10:35:53+08:00"));
		assertThat(sent.openid()).isEqualTo(OPENID);
		assertThat(sent.unionid()).isEqualTo(UNIONID);
		assertThat(sent.sendChannel()).isEqualTo(CouponSendChannel.HALL);
		assertThat(sent.sendMerchant()).isEqualTo("98568865");
		assertThat(sent.attachInfo())
			.isEqualTo(new AttachInfo("1286001301", "117001", "A1", "1900000109", "pbLat", "A2", Map.of()));
		assertThat(sent.additionalFields()).isEmpty();
		assertThat(sent.toString()).contains("1286100000", "openid=******", "unionid=******")
			.doesNotContain(OPENID, UNIONID);
	}

	@Test
	void takesAnEmptyOpenidForNone() {
		CouponSentNotification sent = read(
				"{\"coupon_code\":\"1\",\"stock_id\":\"2\",\"openid\":\"\",\"unionid\":\"\"}");
		assertThat(sent).isEqualTo(new CouponSentNotification(sent.envelope(), "1", "2", null, null, null, null, null,
				null, null, ResponseFields.none()));
	}

	@Test
	void keepsChannelsAndFieldsOfTheFuture() {
		CouponSentNotification sent = read("""
				{"coupon_code":"1","stock_id":"2","send_channel":"BUSICOUPON_SEND_CHANNEL_MARS","region":"44",
				"attach_info":{"campaign":"x"}}""");
		assertThat(sent.sendChannel()).isEqualTo(new CouponSendChannel("BUSICOUPON_SEND_CHANNEL_MARS"))
			.hasToString("BUSICOUPON_SEND_CHANNEL_MARS");
		assertThat(sent.additionalFields()).containsOnly(Map.entry("region", "44"));
		assertThat(sent.attachInfo().additionalFields()).containsOnly(Map.entry("campaign", "x"));
	}

	@Test
	void namesChannelsAsWechatPayWritesThem() {
		JsonMapper mapper = JsonMapper.shared();
		assertThat(CouponSendChannel.MINIAPP.value()).isEqualTo("BUSICOUPON_SEND_CHANNEL_MINIAPP");
		assertThat(CouponSendChannel.FINDER_LIVEROOM.value()).isEqualTo("BUSICOUPON_SEND_CHANNEL_FINDER_LIVEROOM");
		assertThat(mapper.writeValueAsString(CouponSendChannel.API)).isEqualTo("\"BUSICOUPON_SEND_CHANNEL_API\"");
		assertThat(mapper.readValue("\"BUSICOUPON_SEND_CHANNEL_API\"", CouponSendChannel.class))
			.isEqualTo(CouponSendChannel.API);
		assertThat(mapper.readValue("\"USED\"", FavorCouponStatus.class)).isEqualTo(FavorCouponStatus.USED);
		assertThat(mapper.readValue("\"NORMAL\"", FavorCouponType.class)).isEqualTo(FavorCouponType.NORMAL);
		assertThat(mapper.readValue("\"MULTIUSE\"", FavorBusinessType.class)).isEqualTo(FavorBusinessType.MULTIUSE);
	}

	@Test
	void canBeCreatedForTests() {
		CouponSentNotification sent = new CouponSentNotification("EV-1", "1", "2", OPENID);
		assertThat(sent.id()).isEqualTo("EV-1");
		assertThat(sent.eventType()).isEqualTo("COUPON.SEND");
		assertThat(sent.couponCode()).isEqualTo("1");
		assertThat(sent.stockId()).isEqualTo("2");
		assertThat(sent.openid()).isEqualTo(OPENID);
	}

	private CouponSentNotification read(String resource) {
		Callback callback = Callback.of("COUPON.SEND", resource);
		return (CouponSentNotification) this.parser.parse(callback.headers(), callback.body());
	}

}
