package io.github.wechatpayspring.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Cipher;

/**
 * Checks that a provider computes RSA correctly, by a signature that OpenSSL made.
 */
final class CryptoSelfTest {

	private static final byte[] MESSAGE = "POST\n/v3/self-test\n".getBytes(StandardCharsets.US_ASCII);

	// is for this test alone and known to everybody
	private static final String KEY = "MIIEvAIBADANBgkqhkiG9w0BAQEFAASCBKYwggSiAgEAAoIBAQC+FOLq35LOnhkMsENiBfRWUkq2hwBWgHzx6a2D"
			+ "dH1/IOAhInvq7uUGmhsGIriK7Ec1Fwnx/E6V0cClpu3Pd9pOxj1XJP0W3senBBKLhMuYzr5sDeUH3yMu8EEPshFx"
			+ "4evEyiGdjZjFStBfPQCoRBWkDN3/9XLy/FiIjK+wtJGXsrHDYxR3U9xqR9ZQDp6xwCkepYlevHpovnsODLVyKtT1"
			+ "mNTiHI3zdSF/jP2/Ic7+M/hsbCcGHSAR/EyKo+/h/F+qghlZbDPOs/FYSPuDrTRXaN38n6fZ33LRdNl5K2TXA2L9"
			+ "4NVd620AONszmhff8qvLIW44tRE+W2cAi1g9a6APAgMBAAECggEAFri0b1MOX3hykhu30k3X6UGpAKyek7iENv6x"
			+ "6RbRsZKieBOBMJIh+moNdOxNlv2rfWMlozF/y1TpbGPJ5ZT0GZqE1pfrUQKMZyCLfvX+yGNeS9hVWl2H/SJnBJNK"
			+ "loxk/H8VCZpVeq/4vIm0PGj3FUccem5CsV0M0DXRApRzGujiqZb1U6vGq6L6WiffOZ1w5gyLkiNSm3po5aDBHOBW"
			+ "YbzetwFhwvoxuzcp3XWo6yyyeON4ziPS1EBUqYWhY1PIm2XTItRli/kZ+379Du7e3cQAObv5MBTFVhkZ8OwYNSGm"
			+ "V+NpLAO02dqOh8fAopIMn/BOHn4EwrD1pXh9S6cL0QKBgQDiUOQ9+3DSnsBU2CdJ+4FrAcQpEcOrBG6cJATyukaa"
			+ "YboFUjd3zIu3Qbh5IBp8IOVJL33MGomgZm6kAbAwtJZNNOigNWMJpqY3IUtKzGdg59gRVVk8QZhRADNNaVCn94xv"
			+ "hgl0WXwwyNc677N1pFv+yGnFxumvxD7EWI7+NQAOQwKBgQDXA1ZJfXwXV8uKtj7+ZKirC6T/4Mc+7bkEOzbK9xvf"
			+ "At6ZlP1PAAa8nAthxBnfWlihVKg87zcvJh+iVLkXtB/ydixxFKCEZrV/gWZfalnU2lRHqY5Y5rTiVAT18CfSNE00"
			+ "pK8FA8CTSPtECWXeWZCPAzW6ZDIlIU1QjgjwvVCYRQKBgDz09MUNGJJiWAOCRPLUX0NnMmKtejpx8yjzOrH2IlYq"
			+ "xGPyhSYrXeZ6OSnGz9tnMNrJg+SZsUAW1u4t1jsIKQOaoJ2mQ4qx7EslGJaI/79GMxhYGLT2JgSLPUY4e5UCRD01"
			+ "qQ5BnAW30uD49ylUn8K8UGEI9qB1B0LzZ3Bo7h7pAoGAMgMosvdpQdS+F4nEpU+sm/ydaJdUQSLygjVzzUolRX5Z"
			+ "YMfzE8khyAVT8G24xucw7nXOnD3YTDNF8HBcjVLsi21JcRQnMiTh2sKymUcXlhciu3iJD8y6DlsUvFAcMxzPSIt1"
			+ "2mjBBoFXUMAO3eVfZqSMfsqHj3NrlG01Tyn58TECgYBjveDhrGTKZw358koWdqofp57GTGrPFroRY+Tf6DCl15st"
			+ "8LlzTk0rqKwKtg9LyIDnQMQyJ+KUqofmscV0EEy9UpkrAiAhD3SgODARkvktdKjk03QQ5MKSx87xQnLN68nZQKxs"
			+ "ZM4ewDaY9kEXcsC3HS8/rrQEPzZqUPIIjls3qg==";

	private static final String SIGNATURE = "CuZ8s0BYaVgbz2nxHUry0jmUpWU9JHXnVo3UczdGoI7MvuxWa8fx00TFK0SREkgsHjCtosmPKsrmF46+tNrhM+Kn"
			+ "2Cml+NlJ7d0QBBN2qYBYq+Z06Sm/db/qNdQZVr53vlO5PyWR5ROizJ/o5xh/rf3Xov07i/lgR3Xs+uroK7AohcaD"
			+ "MVjTnDiZYRA+38oILKLqdFWY+Zo8izeunLXuvv5P31KAc9j7FCV2BPGYl1jsZ+rHghSMXP4Tk04kKmwyvyuWODne"
			+ "yN2tHIul+0QxaYFwWcSXntqpMgqOPtX6xgRWJSXVFC5MwN1zfAke8ykuGQ7c+BMXu6LeKdd3k7jtcg==";

	private CryptoSelfTest() {
	}

	/**
	 * Check a provider.
	 * @param candidate the provider
	 * @throws IllegalArgumentException if it does not work, with the reason
	 */
	static void run(CryptoProvider candidate) {
		try {
			KeyFactory jdk = KeyFactory.getInstance("RSA");
			RSAPrivateCrtKey privateKey = (RSAPrivateCrtKey) jdk
				.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(KEY)));
			RSAPublicKey publicKey = (RSAPublicKey) jdk
				.generatePublic(new RSAPublicKeySpec(privateKey.getModulus(), privateKey.getPublicExponent()));
			byte[] signature = Base64.getDecoder().decode(SIGNATURE);
			require(Arrays.equals(signature, RsaRequestSigner.of(privateKey, candidate).sign(MESSAGE)),
					"makes another signature than the known one");
			VerifyingKey verifyingKey = RsaVerifyingKey.of(publicKey, candidate);
			require(verifyingKey.verifies(MESSAGE, signature), "does not accept a correct signature");
			signature[signature.length - 1] ^= 1;
			require(!verifyingKey.verifies(MESSAGE, signature), "accepts a wrong signature");
			require(Arrays.equals(MESSAGE, decrypt(privateKey, verifyingKey.encrypt(MESSAGE))),
					"encrypts what cannot be decrypted");
		}
		catch (IllegalArgumentException ex) {
			throw ex;
		}
		catch (GeneralSecurityException | RuntimeException | LinkageError | AssertionError ex) {
			// whatever a provider may throw
			throw new IllegalArgumentException("cannot compute RSA (%s)".formatted(ex), ex);
		}
	}

	private static byte[] decrypt(PrivateKey key, byte[] ciphertext) throws GeneralSecurityException {
		Cipher cipher = CryptoProvider.jdk().cipher();
		cipher.init(Cipher.DECRYPT_MODE, key);
		return cipher.doFinal(ciphertext);
	}

	private static void require(boolean condition, String problem) {
		if (!condition) {
			throw new IllegalArgumentException(problem);
		}
	}

}
