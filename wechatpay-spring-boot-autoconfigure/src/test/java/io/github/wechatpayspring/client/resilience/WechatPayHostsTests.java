package io.github.wechatpayspring.client.resilience;

import java.net.URI;
import java.time.Duration;
import java.util.stream.IntStream;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.MutableClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WechatPayHosts}.
 */
class WechatPayHostsTests {

	private static final URI PRIMARY = URI.create("https://api.mch.weixin.qq.com");

	private final MutableClock clock = new MutableClock(FakeWechatPay.NOW);

	private final WechatPayHosts hosts = new WechatPayHosts(PRIMARY, URI.create("https://gateway.example/pay/"),
			this.clock);

	@Test
	void knowsWhatIsSignedBehindEitherOfThem() {
		assertThat(this.hosts.target(URI.create("https://API.mch.weixin.qq.com/v3/x%2F?a=%20")))
			.isEqualTo("/v3/x%2F?a=%20");
		assertThat(this.hosts.target(URI.create("https://gateway.example/pay/v3/x"))).isEqualTo("/v3/x");
		assertThat(this.hosts.target(URI.create("https://gateway.example/v3/x"))).isNull();
		assertThat(this.hosts.target(URI.create("http://api.mch.weixin.qq.com/v3/x"))).isNull();
		assertThat(this.hosts.target(URI.create("https://api.mch.weixin.qq.com:444/v3/x"))).isNull();
	}

	@Test
	void movesARequestToTheBackupAsItIsEncoded() {
		assertThat(this.hosts.onBackup(URI.create("https://api.mch.weixin.qq.com/v3/a%2Fb?c=%E5%88%B8")))
			.hasToString("https://gateway.example/pay/v3/a%2Fb?c=%E5%88%B8");
	}

	@Test
	void staysWithTheFirstThroughSingleFailures() {
		fail(WechatPayHosts.FAILURES_IN_A_ROW - 1);
		this.hosts.succeeded(false);
		fail(WechatPayHosts.FAILURES_IN_A_ROW - 1);
		assertThat(this.hosts.startsOnBackup()).isFalse();
	}

	@Test
	void goesToTheBackupAfterSeveralFailuresInARow() {
		fail(WechatPayHosts.FAILURES_IN_A_ROW);
		assertThat(this.hosts.startsOnBackup()).isTrue();
		this.hosts.succeeded(true);
		assertThat(this.hosts.startsOnBackup()).as("the backup's success says nothing about the first").isTrue();
	}

	@Test
	void letsOneCallTryTheFirstFromTimeToTime() {
		fail(WechatPayHosts.FAILURES_IN_A_ROW);
		for (int i = 0; i < 3; i++) {
			this.clock.advance(Duration.ofMillis(WechatPayHosts.MILLIS_ON_BACKUP));
			assertThat(IntStream.range(0, 10).filter((call) -> !this.hosts.startsOnBackup()).count()).isOne();
		}
	}

	@Test
	void returnsToTheFirstWhenThatAnswersAgain() {
		fail(WechatPayHosts.FAILURES_IN_A_ROW);
		this.hosts.succeeded(false);
		assertThat(this.hosts.startsOnBackup()).isFalse();
		fail(WechatPayHosts.FAILURES_IN_A_ROW - 1);
		assertThat(this.hosts.startsOnBackup()).isFalse();
	}

	@Test
	void staysWithTheOnlyOneThereIs() {
		WechatPayHosts single = new WechatPayHosts(PRIMARY, null, this.clock);
		for (int i = 0; i < 10; i++) {
			single.failed(false);
		}
		assertThat(single.startsOnBackup()).isFalse();
		assertThat(single.onBackup(URI.create(PRIMARY + "/v3/x"))).hasToString(PRIMARY + "/v3/x");
	}

	private void fail(int times) {
		for (int i = 0; i < times; i++) {
			this.hosts.failed(false);
		}
	}

}
