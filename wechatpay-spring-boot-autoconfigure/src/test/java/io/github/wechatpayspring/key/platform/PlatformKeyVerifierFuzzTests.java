package io.github.wechatpayspring.key.platform;

import java.nio.charset.StandardCharsets;
import java.util.List;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FuzzInput;
import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.key.KeyMaterial;
import io.github.wechatpayspring.key.pem.PemText;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Whatever somebody else sends who pretends to be WeChat Pay: five lines of headers and a
 * body.
 */
class PlatformKeyVerifierFuzzTests {

	private static final PlatformKeys KEYS = PlatformKeys.of(FakeWechatPay.platformKeys().current().preferred(),
			List.of(new PlatformKey("5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
					PemText.of(KeyMaterial.publicKey(KeyMaterial.sm2())).publicKey())));

	private final PlatformKeyVerifier verifier = new PlatformKeyVerifier(() -> KEYS, FakeWechatPay.CLOCK);

	@FuzzTest
	void isRefused(byte[] input) {
		String[] lines = FuzzInput.lines(input, 6);
		SignedMessage message = new SignedMessage(lines[0], lines[1], lines[2], lines[3],
				(!lines[4].isEmpty()) ? lines[4] : null, lines[5].getBytes(StandardCharsets.UTF_8));
		assertThatExceptionOfType(WechatPaySecurityException.class).isThrownBy(() -> this.verifier.verify(message))
			.satisfies((ex) -> FuzzInput.assertPrintable(ex.getMessage(), 500));
	}

}
