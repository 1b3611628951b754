package io.github.wechatpayspring.notification.delivery;

import io.github.wechatpayspring.TestDatabases;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

@EnabledIfEnvironmentVariable(named = "TEST_MARIADB_URL", matches = ".+")
class MariaDbNotificationStoreTests extends JdbcNotificationStoreContractTests {

	@Override
	String url() {
		return TestDatabases.createUrl("mariadb");
	}

	@Override
	String platform() {
		return "mariadb";
	}

}
