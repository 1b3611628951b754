package io.github.wechatpayspring.notification.delivery;

class H2NotificationStoreTests extends JdbcNotificationStoreContractTests {

	@Override
	String url() {
		return "jdbc:h2:mem:notifications";
	}

	@Override
	String platform() {
		return "h2";
	}

}
