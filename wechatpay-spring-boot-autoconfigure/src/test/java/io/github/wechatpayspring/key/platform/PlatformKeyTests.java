package io.github.wechatpayspring.key.platform;

import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;

import io.github.wechatpayspring.FakeWechatPay;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PlatformKeyTests {

	private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.UTF_8);

	private final PlatformKey key = new PlatformKey("PUB_KEY_ID_1",
			(RSAPublicKey) FakeWechatPay.PLATFORM_KEYS.getPublic());

	@Test
	void verifiesWhatItsPrivateKeySigned() {
		assertThat(this.key.verifies(MESSAGE, FakeWechatPay.sign(FakeWechatPay.PLATFORM_KEYS, MESSAGE))).isTrue();
	}

	@Test
	void refusesWhatAnotherKeySigned() {
		assertThat(this.key.verifies(MESSAGE, FakeWechatPay.sign(FakeWechatPay.MERCHANT_KEYS, MESSAGE))).isFalse();
	}

	@Test
	void refusesAChangedMessage() {
		byte[] signature = FakeWechatPay.sign(FakeWechatPay.PLATFORM_KEYS, MESSAGE);
		assertThat(this.key.verifies("massage".getBytes(StandardCharsets.UTF_8), signature)).isFalse();
	}

	@Test
	void refusesBytesThatAreNoSignature() {
		byte[] tooGreat = new byte[256];
		Arrays.fill(tooGreat, (byte) 0xff);
		assertThat(this.key.verifies(MESSAGE, new byte[0])).isFalse();
		assertThat(this.key.verifies(MESSAGE, new byte[255])).isFalse();
		assertThat(this.key.verifies(MESSAGE, new byte[256])).isFalse();
		assertThat(this.key.verifies(MESSAGE, new byte[257])).isFalse();
		assertThat(this.key.verifies(MESSAGE, tooGreat)).isFalse();
	}

	@Test
	void encryptsWhatItsPrivateKeyReads() {
		assertThat(FakeWechatPay.decrypt(this.key.encrypt("张三丰 😀"))).isEqualTo("张三丰 😀");
	}

	@Test
	void encryptsTheSameTextDifferentlyEachTime() {
		assertThat(this.key.encrypt("name")).isNotEqualTo(this.key.encrypt("name"));
	}

	@Test
	void encryptsUpTo214BytesAndNamesTheLimit() {
		String longest = "字".repeat(71) + "a";
		assertThat(FakeWechatPay.decrypt(this.key.encrypt(longest))).isEqualTo(longest);
		assertThatIllegalArgumentException().isThrownBy(() -> this.key.encrypt(longest + "b"))
			.withMessage("has 215 bytes in UTF-8, but at most 214 can be encrypted");
	}

	@Test
	void describesItselfByItsId() {
		assertThat(this.key).hasToString("PlatformKey[PUB_KEY_ID_1]");
	}

	@Test
	void isFoundInItsSnapshotByItsId() {
		PlatformKeys keys = PlatformKeys.of(this.key);
		assertThat(keys.preferred()).isSameAs(this.key);
		assertThat(keys.find("PUB_KEY_ID_1")).isSameAs(this.key);
		assertThat(keys.find("pub_key_id_1")).isNull();
		assertThat(keys.ids()).containsExactly("PUB_KEY_ID_1");
	}

	@Test
	void findsASerialNumberInAnySpelling() {
		PlatformKey certificate = new PlatformKey("0C4AEF34B89340881BB2B25226393DC2E47F094B",
				(RSAPublicKey) FakeWechatPay.PLATFORM_KEYS.getPublic());
		PlatformKeys keys = PlatformKeys.of(this.key, List.of(certificate));
		assertThat(keys.preferred()).isSameAs(this.key);
		assertThat(keys.all()).containsExactlyInAnyOrder(this.key, certificate);
		assertThat(keys.ids()).containsExactlyInAnyOrder(this.key.id(), "0C4AEF34B89340881BB2B25226393DC2E47F094B");
		assertThat(keys.find("0C4AEF34B89340881BB2B25226393DC2E47F094B")).isSameAs(certificate);
		assertThat(keys.find("c4aef34b89340881bb2b25226393dc2e47f094b")).isSameAs(certificate);
		assertThat(keys.find("5DEA10EF55877E3CF6C33255C2E7DEFFF7E427EC")).isNull();
		assertThat(keys.find("")).isNull();
	}

	@Test
	void keepsThePreferredKeyOfTwoWithTheSameName() {
		PlatformKey other = new PlatformKey(this.key.id(), (RSAPublicKey) FakeWechatPay.MERCHANT_KEYS.getPublic());
		assertThat(PlatformKeys.of(this.key, List.of(other)).find(this.key.id())).isSameAs(this.key);
	}

}
