package io.github.wechatpayspring.bulk;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class QuietHoursTests {

	private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

	@ParameterizedTest
	@CsvSource({ "2027-02-06T13:59:59Z, 2027-02-06T13:59:59Z", "2027-02-06T14:00:00Z, 2027-02-07T00:00:00Z",
			"2027-02-06T20:00:00Z, 2027-02-07T00:00:00Z", "2027-02-06T23:59:59Z, 2027-02-07T00:00:00Z",
			"2027-02-07T00:00:00Z, 2027-02-07T00:00:00Z" })
	void lastOvernight(Instant now, Instant next) {
		QuietHours hours = new QuietHours(LocalTime.of(22, 0), LocalTime.of(8, 0), CHINA);
		assertThat(hours.next(now)).isEqualTo(next);
	}

	@ParameterizedTest
	@CsvSource({ "2027-02-06T03:59:59Z, 2027-02-06T03:59:59Z", "2027-02-06T04:00:00Z, 2027-02-06T06:00:00Z",
			"2027-02-06T06:00:00Z, 2027-02-06T06:00:00Z" })
	void lastWithinADay(Instant now, Instant next) {
		QuietHours hours = new QuietHours(LocalTime.of(12, 0), LocalTime.of(14, 0), CHINA);
		assertThat(hours.next(now)).isEqualTo(next);
	}

	@Test
	void endAtALocalTimeThatIsSkippedWhenTheClocksChange() {
		QuietHours hours = new QuietHours(LocalTime.of(22, 0), LocalTime.of(2, 30), ZoneId.of("Europe/Berlin"));
		assertThat(hours.next(Instant.parse("2027-03-28T00:30:00Z"))).isEqualTo(Instant.parse("2027-03-28T01:30:00Z"));
	}

	@Test
	void areNotEmpty() {
		assertThatIllegalArgumentException().isThrownBy(() -> new QuietHours(LocalTime.NOON, LocalTime.NOON, CHINA))
			.withMessageContaining("'quietHours' begin and end at 12:00");
	}

}
