package io.github.wechatpayspring.key;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.key.platform.ConfiguredPlatformKeys;
import io.github.wechatpayspring.key.platform.PlatformKey;
import org.conscrypt.OpenSSLProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

// the Corretto provider on the class path is the one of this platform
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class NativeCryptoProviderTests {

	private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.UTF_8);

	private static final KeyPair KEYS = FakeWechatPay.MERCHANT_KEYS;

	private static final RsaRequestSigner SIGNER = new RsaRequestSigner(KEYS.getPrivate());

	private static final VerifyingKey KEY = VerifyingKey.of((RSAPublicKey) KEYS.getPublic());

	static Stream<Provider> nativeProviders() {
		return Stream.of(new OpenSSLProvider(), new AmazonCorrettoCryptoProvider());
	}

	@ParameterizedTest
	@MethodSource("nativeProviders")
	void nativeProviderSignsAsTheJavaRuntimeDoes(Provider nativeProvider) {
		CryptoProvider provider = CryptoProvider.of(nativeProvider);
		assertThat(SIGNER.on(provider).sign(MESSAGE)).isEqualTo(SIGNER.sign(MESSAGE));
		assertThat(provider).hasToString(provider.name());
		assertThat(provider.name()).isEqualTo(nativeProvider.getName());
	}

	@ParameterizedTest
	@MethodSource("nativeProviders")
	void nativeProviderVerifiesWhatWasSignedAndNothingElse(Provider nativeProvider) {
		VerifyingKey key = KEY.on(CryptoProvider.of(nativeProvider));
		byte[] signature = SIGNER.sign(MESSAGE);
		assertThat(key.verifies(MESSAGE, signature)).isTrue();
		assertThat(key.verifies("another".getBytes(StandardCharsets.UTF_8), signature)).isFalse();
		assertThat(key.verifies(MESSAGE, Arrays.copyOf(signature, 255))).isFalse();
		assertThat(key.verifies(MESSAGE, Arrays.copyOf(signature, 257))).isFalse();
		assertThat(key.verifies(MESSAGE, new byte[256])).isFalse();
		assertThat(key.verifies(MESSAGE, new byte[0])).isFalse();
		byte[] tooLarge = new byte[256];
		Arrays.fill(tooLarge, (byte) 0xff);
		assertThat(key.verifies(MESSAGE, tooLarge)).isFalse();
		for (int bit = 0; bit < 2048; bit += 97) {
			byte[] changed = signature.clone();
			changed[bit / 8] ^= (byte) (1 << (bit % 8));
			assertThat(key.verifies(MESSAGE, changed)).isFalse();
		}
	}

	@ParameterizedTest
	@MethodSource("nativeProviders")
	void nativeProviderEncryptsWhatTheOwnerReads(Provider nativeProvider) {
		PlatformKey key = new ConfiguredPlatformKeys(FakeWechatPay.platformKeys().current().preferred(), List.of())
			.on(CryptoProvider.of(nativeProvider))
			.publicKey();
		assertThat(FakeWechatPay.decrypt(key.encrypt("张三"))).isEqualTo("张三");
		assertThatIllegalArgumentException().isThrownBy(() -> key.encrypt("x".repeat(215)))
			.withMessage("has 215 bytes in UTF-8, but at most 214 can be encrypted");
	}

	@ParameterizedTest
	@MethodSource("nativeProviders")
	void keysStayEqualWithAnyProvider(Provider nativeProvider) {
		CryptoProvider provider = CryptoProvider.of(nativeProvider);
		assertThat(SIGNER.on(provider)).isEqualTo(SIGNER).hasSameHashCodeAs(SIGNER);
		assertThat(KEY.on(provider)).isEqualTo(KEY).hasSameHashCodeAs(KEY);
		assertThat(SIGNER.on(provider).belongsTo(KEY.on(provider))).isTrue();
		assertThat(SIGNER.on(provider).belongsTo(KEY)).isTrue();
		assertThat(SIGNER.belongsTo(KEY.on(provider))).isTrue();
	}

	@ParameterizedTest
	@MethodSource("nativeProviders")
	void nativeProviderSignsForManyThreadsAtOnce(Provider nativeProvider) {
		RequestSigner signer = SIGNER.on(CryptoProvider.of(nativeProvider));
		List<String> signatures = IntStream.range(0, 256)
			.parallel()
			.mapToObj((index) -> Arrays.toString(signer.sign(MESSAGE)))
			.toList();
		assertThat(signatures).hasSize(256).containsOnly(Arrays.toString(SIGNER.sign(MESSAGE)));
	}

	@ParameterizedTest
	@MethodSource("nativeProviders")
	void registersNothing(Provider nativeProvider) {
		List<Provider> before = List.of(Security.getProviders());
		SIGNER.on(CryptoProvider.of(nativeProvider)).sign(MESSAGE);
		assertThat(Security.getProviders()).containsExactlyElementsOf(before);
	}

	@ParameterizedTest
	@MethodSource("nativeProviders")
	void keyThatCannotBeConvertedStaysWithTheJavaRuntime(Provider nativeProvider) {
		PrivateKey inAHardwareModule = new PrivateKey() {

			@Override
			public String getAlgorithm() {
				return "RSA";
			}

			@Override
			public @Nullable String getFormat() {
				return null;
			}

			@Override
			public byte @Nullable [] getEncoded() {
				return null;
			}

		};
		RsaRequestSigner signer = new RsaRequestSigner(inAHardwareModule);
		assertThat(signer.on(CryptoProvider.of(nativeProvider))).isEqualTo(signer);
	}

}
