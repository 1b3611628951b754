CREATE TABLE IF NOT EXISTS wechatpay_notification (
	id VARCHAR(64) NOT NULL,
	merchant VARCHAR(64) NOT NULL,
	seen_at TIMESTAMP WITH TIME ZONE NOT NULL,
	claim_token VARCHAR(36) NOT NULL,
	claimed_until TIMESTAMP WITH TIME ZONE NOT NULL,
	handled_at TIMESTAMP WITH TIME ZONE,
	CONSTRAINT wechatpay_notification_pk PRIMARY KEY (id, merchant)
);

CREATE INDEX IF NOT EXISTS wechatpay_notification_ix1 ON wechatpay_notification (seen_at);
