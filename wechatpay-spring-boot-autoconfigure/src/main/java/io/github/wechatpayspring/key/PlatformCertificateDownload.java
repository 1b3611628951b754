package io.github.wechatpayspring.key;

import java.util.Collection;
import java.util.List;

import io.github.wechatpayspring.WechatPayException;

/**
 * Asks WeChat Pay for the platform certificates that are in use.
 */
@FunctionalInterface
public interface PlatformCertificateDownload {

	/**
	 * Download the certificates. The answer has to be signed with a known key or with one
	 * of the certificates in it, since WeChat Pay may begin to sign with a new
	 * certificate before anybody has seen it.
	 * @param known the keys that are known already, none at first
	 * @return the certificates, which are valid and those of WeChat Pay
	 * @throws WechatPayException if there is no answer, or one that cannot be trusted
	 * @throws DecryptionException if the API v3 key does not open the answer
	 * @throws InvalidKeyMaterialException if what it holds are no such certificates
	 */
	List<KeyCertificate> download(Collection<PlatformKey> known);

}
