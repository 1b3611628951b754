package io.github.wechatpayspring.field;

import java.util.Map;

import io.github.wechatpayspring.Sensitive;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MaskedTextTests {

	@Test
	void masksTheOpenidAndSensitiveComponents() {
		assertThat(MaskedText.of(new User("oUpF8", "张三", null, "9856000", 1)))
			.isEqualTo("User[openid=******, realName=******, idCardNumber=null, stockId=9856000, amount=1]");
	}

	@Test
	void masksTheUnionidAndNamesUnknownFieldsOnly() {
		record Sent(String unionid, Map<String, Object> additionalFields) {
		}
		assertThat(MaskedText.of(new Sent("oT2bz", Map.of("phone_number", "13800000000"))))
			.isEqualTo("Sent[unionid=******, additionalFields=[phone_number]]");
	}

	@Test
	void masksWhatItCannotRead() {
		record Failing(String value) {
			@Override
			public String value() {
				throw new IllegalStateException("secret");
			}
		}
		assertThat(MaskedText.of(new Failing("secret"))).isEqualTo("Failing[value=******]");
	}

	@Test
	void describesARecordWithoutComponents() {
		record Empty() {
		}
		assertThat(MaskedText.of(new Empty())).isEqualTo("Empty[]");
	}

	record User(String openid, @Sensitive String realName, @Sensitive String idCardNumber, String stockId, int amount) {

	}

}
