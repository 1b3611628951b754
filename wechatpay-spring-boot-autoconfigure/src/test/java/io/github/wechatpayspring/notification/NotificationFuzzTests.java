package io.github.wechatpayspring.notification;

import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.wechatpayspring.FuzzInput;
import io.github.wechatpayspring.key.AeadCipher;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever WeChat Pay signs and sends to the URL for notifications: as a body and, behind
 * the encryption, as the resource of events of every kind.
 */
class NotificationFuzzTests {

	private final NotificationParser parser = new NotificationParser((message) -> {
	}, AeadCipher.of(Callback.API_V3_KEY));

	@FuzzTest
	void isReadOrUnreadable(byte[] input) {
		assertReadOrUnreadable(input);
		String resource = Callback.encrypt(Callback.API_V3_KEY, input, "");
		for (String eventType : new String[] { "COUPON.USE", "COUPON.SEND", "TRANSACTION.SUCCESS" }) {
			assertReadOrUnreadable(
					Callback.envelope(eventType, "coupon", "", resource).getBytes(StandardCharsets.UTF_8));
		}
	}

	private void assertReadOrUnreadable(byte[] body) {
		WechatPayNotification notification;
		try {
			notification = this.parser.parse(HttpHeaders.EMPTY, body);
		}
		catch (UnreadableNotificationException ex) {
			FuzzInput.assertPrintable(ex.getMessage(), 500);
			return;
		}
		assertThat(notification.id()).isNotEmpty();
		assertThat(notification.eventType()).isNotEmpty();
		assertThat(notification.additionalFields()).isUnmodifiable();
		assertThat(notification.toString()).startsWith(notification.getClass().getSimpleName() + "[envelope=");
	}

}
