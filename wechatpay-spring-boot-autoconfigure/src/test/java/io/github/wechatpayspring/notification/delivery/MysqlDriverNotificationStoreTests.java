package io.github.wechatpayspring.notification.delivery;

import io.github.wechatpayspring.TestDatabases;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The script and the driver of MySQL, on MariaDB.
 */
@EnabledIfEnvironmentVariable(named = "TEST_MARIADB_URL", matches = ".+")
class MysqlDriverNotificationStoreTests extends JdbcNotificationStoreContractTests {

	@Override
	String url() {
		return TestDatabases.createUrl("mysql");
	}

	@Override
	String platform() {
		return "mysql";
	}

}
