package io.github.wechatpayspring.key;

import io.github.wechatpayspring.WechatPayException;

/**
 * Says why platform certificates could not be downloaded, without quoting what nobody
 * expected.
 */
final class DownloadFailures {

	private DownloadFailures() {
	}

	static String lack(Throwable failure) {
		return "No platform certificate of WeChat Pay could be downloaded. " + reason(failure);
	}

	static String reason(Throwable failure) {
		boolean explained = failure instanceof WechatPayException || failure instanceof DecryptionException
				|| failure instanceof InvalidKeyMaterialException;
		String message = failure.getMessage();
		return (explained && message != null) ? message : failure.getClass().getName();
	}

}
