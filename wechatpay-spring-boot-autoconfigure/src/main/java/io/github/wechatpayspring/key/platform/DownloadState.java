package io.github.wechatpayspring.key.platform;

import java.time.Instant;
import java.util.List;

import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.key.DecryptionException;
import io.github.wechatpayspring.key.InvalidKeyMaterialException;
import io.github.wechatpayspring.key.pem.KeyCertificate;

/**
 * What {@link DownloadedPlatformKeys} know at one moment.
 *
 * @param certificates the certificates
 * @param due when to download them again
 * @param searched when they were last downloaded in vain for an unknown key
 * @param lack the message as long as there is no key
 */
record DownloadState(PlatformCertificates certificates, Instant due, Instant searched, String lack) {

	static DownloadState initial() {
		// nothing is due before certificates were needed
		return new DownloadState(new PlatformCertificates(List.of(), List.of()), Instant.MAX, Instant.MIN,
				"The platform certificates of WeChat Pay are being downloaded");
	}

	boolean isDueAt(Instant now) {
		return !now.isBefore(this.due);
	}

	DownloadState after(List<KeyCertificate> downloaded, Instant now, Instant searched) {
		return new DownloadState(this.certificates.replacedBy(downloaded, now),
				now.plus(DownloadedPlatformKeys.REFRESH_AFTER), searched, this.lack);
	}

	DownloadState afterFailure(Throwable failure, Instant now, Instant searched) {
		Instant retry = now.plus(DownloadedPlatformKeys.RETRY_AFTER);
		return new DownloadState(this.certificates, (this.due != Instant.MAX) ? retry : this.due, searched,
				lack(failure));
	}

	static String lack(Throwable failure) {
		return "No platform certificate of WeChat Pay could be downloaded. " + reason(failure);
	}

	// quotes nothing unexpected
	static String reason(Throwable failure) {
		boolean explained = failure instanceof WechatPayException || failure instanceof DecryptionException
				|| failure instanceof InvalidKeyMaterialException;
		String message = failure.getMessage();
		return (explained && message != null) ? message : failure.getClass().getName();
	}

}
