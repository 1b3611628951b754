package io.github.wechatpayspring.autoconfigure.actuate;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MaskedIdTests {

	@ParameterizedTest
	@CsvSource({ "408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB, 408B******80DB",
			"PUB_KEY_ID_0114232134912410000000000000, PUB_KEY_ID_0114******0000", "12345678, ******",
			"PUB_KEY_ID_1, PUB_KEY_ID_******" })
	void showsBothEndsOfALongOne(String serial, String masked) {
		assertThat(MaskedId.of(serial)).isEqualTo(masked);
	}

}
