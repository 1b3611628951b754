package io.github.wechatpayspring.diagnosis;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLSocketFactory;

import io.github.wechatpayspring.BilingualText;
import io.github.wechatpayspring.key.MerchantCredentialsSource;
import io.github.wechatpayspring.key.pem.KeyCertificate;
import io.github.wechatpayspring.key.platform.ConfiguredPlatformKeys;
import io.github.wechatpayspring.key.platform.PlatformKeySource;
import org.jspecify.annotations.Nullable;

import org.springframework.web.client.RestClient;

/**
 * Diagnoses why calls of one merchant to WeChat Pay do not work: checks the keys, the
 * hosts and the clock, and makes a signed call that issues nothing and costs nothing.
 * Each check that waits for the network has a deadline. Safe for use by several threads.
 */
public class WechatPayDiagnostics {

	private static final Check BACKUP = new Check("Backup host", "备用域名",
			"A host that takes the place of the first while that does not respond.", "主域名无应答时使用的备用域名。");

	private final Keys keys;

	private final Connection connection;

	/**
	 * Create diagnostics. Nothing is sent before they run.
	 * @param keys the keys of the merchant
	 * @param connection the connection to WeChat Pay
	 */
	public WechatPayDiagnostics(Keys keys, Connection connection) {
		this.keys = keys;
		this.connection = connection;
	}

	/**
	 * Run all checks but the optional ones.
	 * @return the results, in the order in which to read them
	 */
	public List<DiagnosticResult> run() {
		return run(Set.of());
	}

	/**
	 * Run all checks.
	 * @param options optional checks to run as well
	 * @return the results, in the order in which to read them
	 */
	public List<DiagnosticResult> run(Set<DiagnosticOption> options) {
		List<DiagnosticResult> results = new ArrayList<>(new KeyChecks(this.keys).run());
		TlsHandshake handshake = new TlsHandshake((SSLSocketFactory) SSLSocketFactory.getDefault(),
				this.connection.connectTimeout(), this.connection.readTimeout());
		HostChecks host = new HostChecks(this.connection, this.connection.baseUrl(), false, handshake);
		results.addAll(host.run());
		URI backup = this.connection.backupBaseUrl();
		if (backup != null) {
			results.addAll(new HostChecks(this.connection, backup, true, handshake).run());
		}
		else {
			results.add(BACKUP.skipped("None is configured.", "未配置。"));
		}
		results.add(ClockCheck.run(host.response()));
		results.addAll(CustomizerCheck.run(this.connection));
		results.addAll((host.response() != null) ? new SignedCallChecks(this.keys, this.connection).run(options)
				: SignedCallChecks.skipped());
		return results.stream().map(this.keys::own).toList();
	}

	/**
	 * The keys of the merchant to diagnose.
	 *
	 * @param prefix the prefix of the merchant's properties in remedies, with a dot at
	 * its end
	 * @param credentials what the merchant signs with
	 * @param certificate the certificate beside the private key, {@code null} if there is
	 * none
	 * @param configuredKeys the configured keys of WeChat Pay
	 * @param platformKeys the keys of WeChat Pay that calls use, downloaded ones included
	 * @param hasApiV3Key whether there is an API v3 key, whose length was checked
	 * @param notified whether notifications are received
	 */
	public record Keys(String prefix, MerchantCredentialsSource credentials, @Nullable KeyCertificate certificate,
			Supplier<ConfiguredPlatformKeys> configuredKeys, PlatformKeySource platformKeys, boolean hasApiV3Key,
			boolean notified) {

		// the others are those of all merchants
		private static final Pattern OWN_PROPERTIES = Pattern.compile("wechatpay\\.(?=merchant-|platform-|api-v3-key)");

		/**
		 * Return whether platform certificates are downloaded when they are needed,
		 * because no key of WeChat Pay is configured.
		 * @return whether they are
		 */
		boolean downloads() {
			ConfiguredPlatformKeys configured = this.configuredKeys.get();
			return configured.publicKey() == null && configured.certificates().isEmpty();
		}

		// the names that the properties have for this merchant, not for the default one
		private DiagnosticResult own(DiagnosticResult result) {
			BilingualText remedy = result.remedy();
			return (remedy != null) ? new DiagnosticResult(result.name(), result.status(), result.found(),
					result.expected(), new BilingualText(own(remedy.english()), own(remedy.chinese()))) : result;
		}

		private String own(String text) {
			return OWN_PROPERTIES.matcher(text).replaceAll(Matcher.quoteReplacement(this.prefix));
		}

		@Override
		public String toString() {
			return "Keys[" + this.credentials.current().merchantId() + "]";
		}

	}

	/**
	 * The connection to diagnose.
	 *
	 * @param baseUrl the URL before the path of each call
	 * @param backupBaseUrl that of the backup, {@code null} if there is none
	 * @param connectTimeout how long to wait for a connection
	 * @param readTimeout how long to wait for a response
	 * @param builders creates builders with the HTTP client that calls use
	 * @param customizer changes such a builder as the application wishes
	 * @param clock the time that requests are signed with
	 */
	public record Connection(URI baseUrl, @Nullable URI backupBaseUrl, Duration connectTimeout, Duration readTimeout,
			Supplier<RestClient.Builder> builders, Consumer<RestClient.Builder> customizer, Clock clock) {

		// for HTTP clients of the application, whose timeouts are not known
		Duration timeout() {
			return this.connectTimeout.plus(this.readTimeout);
		}

	}

}
