package io.github.wechatpayspring.key.pem;

import java.net.URL;
import java.security.CodeSource;
import java.util.function.Supplier;

import io.github.wechatpayspring.key.InvalidKeyMaterialException;
import org.bouncycastle.asn1.ASN1Primitive;

/**
 * Detects a Bouncy Castle that is too old, which another library may have brought along
 * and which comes first on the class path.
 */
final class BouncyCastle {

	private BouncyCastle() {
	}

	/**
	 * Read a key or a certificate.
	 * @param <T> the type of what is read
	 * @param reader reads it
	 * @return what was read
	 * @throws InvalidKeyMaterialException if Bouncy Castle lacks what is needed for it,
	 * or as the reader says
	 */
	static <T> T reading(Supplier<T> reader) {
		try {
			return reader.get();
		}
		catch (LinkageError ex) {
			throw new InvalidKeyMaterialException(
					"It cannot be read with the Bouncy Castle that comes first on the class path, %s (%s)."
						.formatted(location(), ex.getClass().getSimpleName()),
					"Exclude that one, for instance org.bouncycastle:bcprov-jdk15on of another library, so that org.bouncycastle:bcprov-jdk18on is used, which has the same classes.");
		}
	}

	private static String location() {
		try {
			CodeSource source = ASN1Primitive.class.getProtectionDomain().getCodeSource();
			URL location = (source != null) ? source.getLocation() : null;
			return (location != null) ? location.toString() : "of unknown origin";
		}
		catch (LinkageError ex) {
			return "of which classes are missing";
		}
	}

}
