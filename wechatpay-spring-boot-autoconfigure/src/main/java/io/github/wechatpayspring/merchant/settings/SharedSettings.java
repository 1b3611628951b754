package io.github.wechatpayspring.merchant.settings;

import org.jspecify.annotations.Nullable;

/**
 * What merchants share that have nothing of their own.
 *
 * @param baseUrl the URL before the path of each call
 * @param backupBaseUrl the URL that takes its place while that does not respond,
 * {@code null} for that of WeChat Pay beside its main host and for none beside any other
 * @param appid the appid of requests that name none
 */
public record SharedSettings(@Nullable String baseUrl, @Nullable String backupBaseUrl, @Nullable String appid) {

	/**
	 * Base URL of WeChat Pay in production.
	 */
	public static final String DEFAULT_BASE_URL = "https://api.mch.weixin.qq.com";

	/**
	 * Base URL of the backup of WeChat Pay in production.
	 */
	public static final String DEFAULT_BACKUP_BASE_URL = "https://api2.mch.weixin.qq.com";

}
