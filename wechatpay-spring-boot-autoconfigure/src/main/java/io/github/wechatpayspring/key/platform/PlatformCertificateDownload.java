package io.github.wechatpayspring.key.platform;

import java.util.Collection;
import java.util.List;

import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.key.DecryptionException;
import io.github.wechatpayspring.key.InvalidKeyMaterialException;
import io.github.wechatpayspring.key.pem.KeyCertificate;

/**
 * Downloads the platform certificates that are in use from WeChat Pay.
 */
@FunctionalInterface
public interface PlatformCertificateDownload {

	/**
	 * Download the certificates. The response has to be signed with a known key or with
	 * one of the certificates in it, since WeChat Pay may begin to sign with a new
	 * certificate before anybody has seen it.
	 * @param known the keys that are known already, none at first
	 * @return the certificates, which are valid and those of WeChat Pay
	 * @throws WechatPayException if there is no response, or one that cannot be trusted
	 * @throws DecryptionException if the API v3 key does not decrypt the response
	 * @throws InvalidKeyMaterialException if what it holds are no such certificates
	 */
	List<KeyCertificate> download(Collection<PlatformKey> known);

}
