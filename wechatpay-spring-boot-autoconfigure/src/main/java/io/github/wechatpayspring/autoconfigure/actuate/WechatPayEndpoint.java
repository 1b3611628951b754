package io.github.wechatpayspring.autoconfigure.actuate;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.wechatpayspring.key.CryptoProvider;
import io.github.wechatpayspring.key.MerchantCredentials;
import io.github.wechatpayspring.key.pem.KeyCertificate;
import io.github.wechatpayspring.key.platform.PlatformKey;
import io.github.wechatpayspring.merchant.assembly.CallHistory;
import io.github.wechatpayspring.merchant.assembly.MerchantStatus;
import io.github.wechatpayspring.merchant.assembly.Merchants;
import io.github.wechatpayspring.merchant.assembly.RecentCalls;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * {@link Endpoint @Endpoint} that shows merchants, the keys in use and the last calls.
 * Nothing secret or personal is shown, and WeChat Pay is not called.
 */
@Endpoint(id = "wechatpay")
public class WechatPayEndpoint {

	private final Merchants merchants;

	private final RecentCalls histories;

	private final CryptoProvider cryptoProvider;

	private final Clock clock;

	WechatPayEndpoint(Merchants merchants, RecentCalls histories, CryptoProvider cryptoProvider, Clock clock) {
		this.merchants = merchants;
		this.histories = histories;
		this.cryptoProvider = cryptoProvider;
		this.clock = clock;
	}

	@ReadOperation
	public Descriptor wechatPay() {
		return new Descriptor(this.cryptoProvider.name(),
				this.merchants.statuses().stream().map(this::describe).toList());
	}

	private MerchantDescriptor describe(MerchantStatus merchant) {
		MerchantCredentials credentials = merchant.credentials();
		CallHistory history = this.histories.find(merchant.name());
		Duration skew = history.clockSkew();
		return new MerchantDescriptor(merchant.name(), credentials.merchantId(),
				credentials.signer().algorithm().headerValue(), MaskedId.of(credentials.serialNumber()),
				credentials.expiry(), merchant.mode().name(), platformKeys(merchant), merchant.baseUrl(),
				merchant.backupBaseUrl(), history.lastVerified(), (skew != null) ? skew.toSeconds() : null,
				history.calls().stream().map(CallDescriptor::of).toList());
	}

	private List<PlatformKeyDescriptor> platformKeys(MerchantStatus merchant) {
		List<PlatformKeyDescriptor> keys = new ArrayList<>();
		PlatformKey publicKey = merchant.publicKey();
		if (publicKey != null) {
			keys.add(new PlatformKeyDescriptor(MaskedId.of(publicKey.id()), null, null, null));
		}
		merchant.platformCertificates().stream().map(this::describe).forEach(keys::add);
		return keys;
	}

	private PlatformKeyDescriptor describe(KeyCertificate certificate) {
		return new PlatformKeyDescriptor(MaskedId.of(certificate.serialNumber().value()), certificate.start(),
				certificate.expiry(), Duration.between(certificate.start(), this.clock.instant()).toDays());
	}

	/**
	 * What the endpoint shows.
	 *
	 * @param cryptoProvider what calculates RSA
	 * @param merchants the merchants, the default one first
	 */
	public record Descriptor(String cryptoProvider,
			List<MerchantDescriptor> merchants) implements OperationResponseBody {

	}

	/**
	 * A merchant.
	 *
	 * @param name its name in the configuration
	 * @param merchantId the merchant id (mchid)
	 * @param algorithm what requests are signed with
	 * @param serialNumber the serial number of the merchant's certificate, masked
	 * @param expires when that certificate expires, if it is known
	 * @param mode which keys of WeChat Pay are used
	 * @param platformKeys the keys of WeChat Pay that are known now
	 * @param baseUrl where calls go to
	 * @param backupBaseUrl where they go to while that does not respond
	 * @param lastVerifiedAnswer when a response was last verified
	 * @param clockSkewSeconds how far this machine's clock is ahead of the last response
	 * @param calls the last calls, the latest first
	 */
	public record MerchantDescriptor(String name, String merchantId, String algorithm, String serialNumber,
			@Nullable Instant expires, String mode, List<PlatformKeyDescriptor> platformKeys, URI baseUrl,
			@Nullable URI backupBaseUrl, @Nullable Instant lastVerifiedAnswer, @Nullable Long clockSkewSeconds,
			List<CallDescriptor> calls) {

	}

	/**
	 * A key of WeChat Pay.
	 *
	 * @param id its id or serial number, masked
	 * @param begins when its certificate began, if it has one
	 * @param expires when its certificate expires
	 * @param ageDays how old its certificate is
	 */
	public record PlatformKeyDescriptor(String id, @Nullable Instant begins, @Nullable Instant expires,
			@Nullable Long ageDays) {

	}

	/**
	 * A call that has ended.
	 *
	 * @param time when it ended
	 * @param operation its name
	 * @param outcome what became of it
	 * @param status the HTTP status
	 * @param code WeChat Pay's code
	 * @param requestId the {@code Request-ID}
	 */
	public record CallDescriptor(Instant time, @Nullable String operation, @Nullable String outcome,
			@Nullable Integer status, @Nullable String code, @Nullable String requestId) {

		static CallDescriptor of(CallHistory.LastCall call) {
			return new CallDescriptor(call.time(), call.operation(),
					(call.outcome() != null) ? call.outcome().name() : null, call.status(), call.code(),
					call.requestId());
		}

	}

}
