package io.github.wechatpayspring.bulk.ledger;

import java.util.Map;

import io.github.wechatpayspring.bulk.BulkColumn;
import io.github.wechatpayspring.bulk.BulkJobException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PersonalCipherTests {

	private static final Map<BulkColumn, String> VALUES = Map.of(BulkColumn.USER_NAME, "诸葛小明",
			BulkColumn.ID_CARD_NUMBER, "11010519491231002X");

	private final PersonalCipher cipher = new PersonalCipher(new JsonMapper(), new byte[32]);

	@Test
	void readsWhatItSealed() {
		String sealed = this.cipher.seal("n1", VALUES);
		assertThat(sealed).doesNotContain("诸葛小明", "11010519491231002X").isNotEqualTo(this.cipher.seal("n1", VALUES));
		assertThat(this.cipher.open("n1", sealed)).isEqualTo(VALUES);
	}

	@Test
	void doesNotReadWhatBelongsToAnotherLine() {
		String sealed = this.cipher.seal("n1", VALUES);
		assertThatExceptionOfType(BulkJobException.class).isThrownBy(() -> this.cipher.open("n2", sealed))
			.withMessageContaining("wechatpay.bulk.encryption-key");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 8, 24, 33 })
	void refusesKeysOfAnotherLength(int length) {
		assertThatIllegalArgumentException().isThrownBy(() -> new PersonalCipher(new JsonMapper(), new byte[length]));
	}

}
