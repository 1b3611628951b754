package io.github.wechatpayspring.notification;

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
