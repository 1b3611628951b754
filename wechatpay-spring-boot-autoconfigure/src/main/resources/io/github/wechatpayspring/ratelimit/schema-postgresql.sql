CREATE TABLE IF NOT EXISTS wechatpay_rate_limit (
	id VARCHAR(128) NOT NULL,
	state BYTEA,
	CONSTRAINT wechatpay_rate_limit_pk PRIMARY KEY (id)
);
