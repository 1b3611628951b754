CREATE TABLE IF NOT EXISTS wechatpay_rate_limit (
	id VARCHAR(128) NOT NULL,
	state VARBINARY(1000),
	CONSTRAINT wechatpay_rate_limit_pk PRIMARY KEY (id)
);
