package io.github.wechatpayspring.benchmarks;

import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import io.github.wechatpayspring.client.WechatPayHeaders;
import io.github.wechatpayspring.key.RequestSigner;
import io.github.wechatpayspring.key.RsaRequestSigner;
import io.github.wechatpayspring.key.platform.PlatformKey;
import io.github.wechatpayspring.key.platform.PlatformKeyVerifier;
import io.github.wechatpayspring.key.platform.PlatformKeys;
import io.github.wechatpayspring.key.platform.ResponseVerifier;
import io.github.wechatpayspring.key.platform.SignedMessage;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Signing, verifying and encrypting, operations a second.
 */
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class CryptoBenchmark {

	private static final byte[] REQUEST = new byte[300];

	private final RequestSigner signer;

	private final ResponseVerifier verifier;

	private final SignedMessage answer;

	private final PlatformKey platformKey;

	/**
	 * Prepare with keys of its own.
	 */
	public CryptoBenchmark() {
		Credentials credentials = Credentials.generate();
		Clock clock = Clock.fixed(Instant.now(), ZoneOffset.UTC);
		PlatformKeys keys = PlatformKeys
			.of(new PlatformKey(Credentials.PLATFORM_KEY_ID, (RSAPublicKey) credentials.platform().getPublic()));
		this.signer = new RsaRequestSigner(credentials.merchant().getPrivate());
		this.verifier = new PlatformKeyVerifier(() -> keys, clock);
		this.answer = WechatPayHeaders.signedMessage(
				PlatformSigner.headers(credentials.platform().getPrivate(), clock.instant(), SignedAnswer.BODY),
				SignedAnswer.BODY);
		this.platformKey = keys.preferred();
	}

	/**
	 * Sign a request.
	 * @return the signature
	 */
	@Benchmark
	@Threads(1)
	public byte[] signOnOneThread() {
		return this.signer.sign(REQUEST);
	}

	/**
	 * Sign requests on two threads.
	 * @return the signature
	 */
	@Benchmark
	@Threads(2)
	public byte[] signOnTwoThreads() {
		return this.signer.sign(REQUEST);
	}

	/**
	 * Verify a response.
	 */
	@Benchmark
	@Threads(1)
	public void verifyOnOneThread() {
		this.verifier.verify(this.answer);
	}

	/**
	 * Verify responses on two threads.
	 */
	@Benchmark
	@Threads(2)
	public void verifyOnTwoThreads() {
		this.verifier.verify(this.answer);
	}

	/**
	 * Encrypt a field.
	 * @return the ciphertext
	 */
	@Benchmark
	public String encryptAField() {
		return this.platformKey.encrypt("11010519491231002X");
	}

}
