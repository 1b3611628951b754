package io.github.wechatpayspring.diagnosis;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import javax.net.ssl.SSLSocketFactory;

/**
 * Finds out for one merchant why calls to WeChat Pay do not work: looks at the keys, the
 * hosts and the clock, and makes a signed call that gives nothing to anybody and costs
 * nothing. Each check that waits for the network does so for a limited time. Safe for use
 * by several threads.
 */
public class WechatPayDiagnostics {

	private static final Check BACKUP = new Check(BilingualText.of("Backup host", "备用域名"), BilingualText
		.of("A host that takes the place of the first while that does not answer.", "主域名无应答时使用的备用域名。"));

	private final DiagnosedMerchant merchant;

	private final DiagnosedConnection connection;

	/**
	 * Create diagnostics. Nothing is sent before they run.
	 * @param merchant the keys to look at
	 * @param connection the way to WeChat Pay to look at
	 */
	public WechatPayDiagnostics(DiagnosedMerchant merchant, DiagnosedConnection connection) {
		this.merchant = merchant;
		this.connection = connection;
	}

	/**
	 * Run all checks but those that have to be asked for.
	 * @return what they found, in the order in which to read it
	 */
	public List<DiagnosticResult> run() {
		return run(Set.of());
	}

	/**
	 * Run all checks.
	 * @param options checks to make as well
	 * @return what they found, in the order in which to read it
	 */
	public List<DiagnosticResult> run(Set<DiagnosticOption> options) {
		List<DiagnosticResult> results = new ArrayList<>(new KeyChecks(this.merchant).run());
		TlsHandshake handshake = new TlsHandshake((SSLSocketFactory) SSLSocketFactory.getDefault(),
				this.connection.connectTimeout(), this.connection.readTimeout());
		HostChecks host = new HostChecks(this.connection, this.connection.baseUrl(), false, handshake);
		results.addAll(host.run());
		URI backup = this.connection.backupBaseUrl();
		if (backup != null) {
			results.addAll(new HostChecks(this.connection, backup, true, handshake).run());
		}
		else {
			results.add(BACKUP.skipped(BilingualText.of("None is configured.", "未配置。")));
		}
		results.add(ClockCheck.run(host.response()));
		results.addAll(CustomizerCheck.run(this.connection));
		results.addAll((host.response() != null) ? new SignedCallChecks(this.merchant, this.connection).run(options)
				: SignedCallChecks.skipped());
		return results.stream().map(this.merchant::own).toList();
	}

}
