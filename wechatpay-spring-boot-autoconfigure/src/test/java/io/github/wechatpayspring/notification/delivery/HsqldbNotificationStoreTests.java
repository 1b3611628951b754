package io.github.wechatpayspring.notification.delivery;

class HsqldbNotificationStoreTests extends JdbcNotificationStoreContractTests {

	@Override
	String url() {
		return "jdbc:hsqldb:mem:notifications";
	}

	@Override
	String platform() {
		return "hsqldb";
	}

}
