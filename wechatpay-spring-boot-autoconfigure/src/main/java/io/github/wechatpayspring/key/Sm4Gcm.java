package io.github.wechatpayspring.key;

import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.AEADBadTagException;

import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.AEADBlockCipher;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * SM4-GCM (国密), which only Bouncy Castle has.
 */
final class Sm4Gcm {

	private static final int TAG_BITS = 128;

	private static final int KEY_BYTES = 16;

	private Sm4Gcm() {
	}

	// older versions of Bouncy Castle have no other constructor
	@SuppressWarnings("deprecation")
	static byte[] decrypt(byte[] apiV3Key, byte[] nonce, byte[] associatedData, byte[] ciphertext)
			throws GeneralSecurityException {
		AEADBlockCipher cipher = new GCMBlockCipher(new SM4Engine());
		KeyParameter key = new KeyParameter(Arrays.copyOf(sm3(apiV3Key), KEY_BYTES));
		cipher.init(false, new AEADParameters(key, TAG_BITS, nonce, associatedData));
		byte[] plaintext = new byte[cipher.getOutputSize(ciphertext.length)];
		int length = cipher.processBytes(ciphertext, 0, ciphertext.length, plaintext, 0);
		try {
			cipher.doFinal(plaintext, length);
		}
		catch (InvalidCipherTextException ex) {
			throw new AEADBadTagException(ex.getMessage());
		}
		return plaintext;
	}

	private static byte[] sm3(byte[] bytes) {
		SM3Digest digest = new SM3Digest();
		digest.update(bytes, 0, bytes.length);
		byte[] hash = new byte[digest.getDigestSize()];
		digest.doFinal(hash, 0);
		return hash;
	}

}
