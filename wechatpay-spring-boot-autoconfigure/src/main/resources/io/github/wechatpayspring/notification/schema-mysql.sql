CREATE TABLE IF NOT EXISTS wechatpay_notification (
	id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	merchant VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	seen_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
	claim_token VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	claimed_until TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
	handled_at TIMESTAMP NULL,
	CONSTRAINT wechatpay_notification_pk PRIMARY KEY (id, merchant),
	INDEX wechatpay_notification_ix1 (seen_at)
);
