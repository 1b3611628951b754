CREATE TABLE IF NOT EXISTS wechatpay_rate_limit (
	id VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	state VARBINARY(1000),
	CONSTRAINT wechatpay_rate_limit_pk PRIMARY KEY (id)
);
