package io.github.wechatpayspring.key;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;

import io.github.wechatpayspring.key.pem.PemText;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CryptoProviderTests {

	@Test
	void keysOfOtherAlgorithmsAreLeftAlone() {
		CryptoProvider provider = CryptoProvider.jdk();
		MerchantKey sm2 = PemText.of(KeyMaterial.privateKey(KeyMaterial.sm2())).privateKey();
		assertThat(sm2.on(provider)).isSameAs(sm2);
	}

	@Test
	void refusesAProviderWithoutRsa() {
		assertThatIllegalArgumentException().isThrownBy(() -> CryptoProvider.of(new EmptyProvider()))
			.withMessageStartingWith("cannot compute RSA (java.security.NoSuchAlgorithmException");
	}

	@Test
	void refusesAProviderThatSignsWrong() {
		assertThatIllegalArgumentException().isThrownBy(() -> CryptoProvider.of(new WrongProvider(false)))
			.withMessage("makes another signature than the known one");
	}

	@Test
	void refusesAProviderThatAcceptsAnySignature() {
		assertThatIllegalArgumentException().isThrownBy(() -> CryptoProvider.of(new WrongProvider(true)))
			.withMessage("accepts a wrong signature");
	}

	@Test
	void theJavaRuntimePassesItsOwnTest() {
		CryptoProvider provider = CryptoProvider.jdk();
		CryptoSelfTest.run(provider);
		assertThat(provider).hasToString("JDK");
	}

	@SuppressWarnings("serial") // is never serialized
	private static final class EmptyProvider extends Provider {

		EmptyProvider() {
			super("Empty", "1", "no services");
		}

	}

	/**
	 * Signs with the Java runtime, but wrong in one way or the other.
	 */
	@SuppressWarnings("serial") // is never serialized
	private static final class WrongProvider extends Provider {

		WrongProvider(boolean signsRight) {
			super("Wrong", "1", "fails the test of itself");
			Provider runtime = Security.getProvider("SunRsaSign");
			putService(service("KeyFactory", "RSA", runtime.getService("KeyFactory", "RSA")));
			putService(new Service(this, "Signature", "SHA256withRSA", WrongSignature.class.getName(), null, null) {

				@Override
				public Object newInstance(@Nullable Object parameter) {
					return new WrongSignature(signsRight);
				}

			});
		}

		private Service service(String type, String algorithm, Service of) {
			return new Service(this, type, algorithm, of.getClassName(), null, null) {

				@Override
				public Object newInstance(@Nullable Object parameter) throws NoSuchAlgorithmException {
					return of.newInstance(parameter);
				}

			};
		}

	}

	private static final class WrongSignature extends SignatureSpi {

		private final boolean signsRight;

		private final Signature signature;

		WrongSignature(boolean signsRight) {
			this.signsRight = signsRight;
			try {
				this.signature = Signature.getInstance("SHA256withRSA");
			}
			catch (NoSuchAlgorithmException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		protected void engineInitVerify(PublicKey publicKey) {
			// accepts anything
		}

		@Override
		protected void engineInitSign(PrivateKey privateKey) throws InvalidKeyException {
			this.signature.initSign(privateKey);
		}

		@Override
		protected void engineUpdate(byte b) throws SignatureException {
			this.signature.update(b);
		}

		@Override
		protected void engineUpdate(byte[] b, int offset, int length) {
			try {
				this.signature.update(b, offset, length);
			}
			catch (SignatureException ex) {
				// only verifying
			}
		}

		@Override
		protected byte[] engineSign() throws SignatureException {
			byte[] signature = this.signature.sign();
			if (!this.signsRight) {
				signature[0] ^= 1;
			}
			return signature;
		}

		@Override
		protected boolean engineVerify(byte[] signature) {
			return true;
		}

		@Override
		@Deprecated
		protected void engineSetParameter(String param, Object value) {
			throw new UnsupportedOperationException();
		}

		@Override
		@Deprecated
		protected Object engineGetParameter(String param) {
			throw new UnsupportedOperationException();
		}

	}

}
