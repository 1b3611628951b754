package io.github.wechatpayspring.busifavor.entrance;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import io.github.wechatpayspring.key.AeadCipher;
import io.github.wechatpayspring.key.DecryptionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CouponEntranceParserTests {

	private static final String KEY = "a7cde1ZJB1kG2e7VfTs3jQzaWizur8Gb";

	private static final String CODE = "1202209191234567890123";

	private final CouponEntranceParser parser = new CouponEntranceParser(AeadCipher.of(KEY));

	@Test
	void decryptsTheCodeAsItCame() {
		assertThat(this.parser.parse(parameters(URLEncoder.encode(ciphertext(), StandardCharsets.UTF_8))))
			.isEqualTo(new CouponEntrance("98065001", "oUpF8", CODE));
	}

	@Test
	void decryptsTheCodeOnceItWasDecoded() {
		assertThat(this.parser.parse(parameters(ciphertext())).couponCode()).isEqualTo(CODE);
		assertThat(this.parser.parse(parameters(ciphertext().replace('+', ' '))).couponCode()).isEqualTo(CODE);
	}

	@Test
	void masksTheUser() {
		assertThat(this.parser.parse(parameters(ciphertext()))).asString().doesNotContain("oUpF8");
	}

	@ParameterizedTest
	@ValueSource(strings = { "stock_id", "openid", "nonce", "associate", "ciphertext" })
	void namesAParameterThatIsMissing(String name) {
		Map<String, String> parameters = parameters(ciphertext());
		parameters.remove(name);
		assertThatIllegalArgumentException().isThrownBy(() -> this.parser.parse(parameters))
			.withMessage("'%s' is missing: pass all parameters of the entrance".formatted(name));
	}

	@ParameterizedTest
	@ValueSource(strings = { "%zz", "a%3", "***" })
	void refusesWhatIsNoBase64(String ciphertext) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.parser.parse(parameters(ciphertext)))
			.withMessageStartingWith("'ciphertext' is no Base64");
	}

	@Test
	void refusesAnotherEntrance() {
		Map<String, String> parameters = parameters(ciphertext());
		parameters.put("associate", "OTHER");
		assertThatIllegalArgumentException().isThrownBy(() -> this.parser.parse(parameters))
			.withMessageStartingWith("'associate' must be COUPON_CODE");
	}

	@Test
	void refusesACodeOfAnotherKey() {
		CouponEntranceParser other = new CouponEntranceParser(AeadCipher.of(KEY.replace('a', 'b')));
		assertThatExceptionOfType(DecryptionException.class).isThrownBy(() -> other.parse(parameters(ciphertext())));
	}

	private static Map<String, String> parameters(String ciphertext) {
		return new HashMap<>(Map.of("stock_id", "98065001", "openid", "oUpF8", "nonce", "5K8264ILTKCH", "associate",
				"COUPON_CODE", "ciphertext", ciphertext));
	}

	private static String ciphertext() {
		try {
			Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
			cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(KEY.getBytes(StandardCharsets.US_ASCII), "AES"),
					new GCMParameterSpec(128, "5K8264ILTKCH".getBytes(StandardCharsets.US_ASCII)));
			cipher.updateAAD("COUPON_CODE".getBytes(StandardCharsets.US_ASCII));
			return Base64.getEncoder().encodeToString(cipher.doFinal(CODE.getBytes(StandardCharsets.US_ASCII)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
