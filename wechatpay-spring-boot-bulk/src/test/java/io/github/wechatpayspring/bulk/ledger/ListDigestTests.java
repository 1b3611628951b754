package io.github.wechatpayspring.bulk.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import io.github.wechatpayspring.bulk.BulkColumn;
import io.github.wechatpayspring.bulk.BulkLine;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ListDigestTests {

	@Test
	void countsEachOpenidHoweverManyThereAre() {
		ListDigest digest = new ListDigest();
		for (int round = 1; round <= 3; round++) {
			for (int i = 0; i < 20_000; i++) {
				assertThat(digest.occurrence("openid-" + i)).isEqualTo(round);
			}
		}
	}

	@Test
	void isTheSameInEveryOrder() {
		List<BulkLine> lines = IntStream.range(0, 100).mapToObj((i) -> BulkLine.of("openid-" + i)).toList();
		List<BulkLine> shuffled = new ArrayList<>(lines);
		Collections.shuffle(shuffled, new Random(1));
		assertThat(fingerprint(shuffled)).isEqualTo(fingerprint(lines)).hasSize(48);
	}

	@Test
	void differsWithALineAValueOrADuplicate() {
		BulkLine line = BulkLine.of("openid");
		assertThat(List.of(fingerprint(List.of(line)), fingerprint(List.of(line, line)),
				fingerprint(List.of(line.with(BulkColumn.AMOUNT, "1"))),
				fingerprint(List.of(line.with(BulkColumn.AMOUNT, "2"))), fingerprint(List.of(BulkLine.of("other")))))
			.doesNotHaveDuplicates();
	}

	@Test
	void tellsNothingOfNames() {
		BulkLine line = BulkLine.of("openid");
		assertThat(fingerprint(List.of(line.with(BulkColumn.ID_CARD_NUMBER, "11010519491231002X"))))
			.isEqualTo(fingerprint(List.of(line)));
	}

	private static String fingerprint(List<BulkLine> lines) {
		ListDigest digest = new ListDigest();
		for (BulkLine line : lines) {
			digest.add(line, digest.occurrence(String.valueOf(line.get(BulkColumn.OPENID))));
		}
		return digest.fingerprint();
	}

}
