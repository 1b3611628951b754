package io.github.wechatpayspring.notification.delivery;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("io.github.wechatpayspring.notification.delivery.PostgresSchema#isReachable")
class PostgresNotificationStoreTests extends JdbcNotificationStoreContractTests {

	private final PostgresSchema schema = new PostgresSchema();

	@AfterAll
	void dropSchema() {
		this.schema.close();
	}

	@Override
	String url() {
		return this.schema.url();
	}

	@Override
	String platform() {
		return "postgresql";
	}

}
