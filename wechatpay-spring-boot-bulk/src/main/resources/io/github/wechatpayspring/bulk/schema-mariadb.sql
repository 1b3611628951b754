CREATE TABLE IF NOT EXISTS wechatpay_bulk_job (
	id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	name VARCHAR(64) CHARACTER SET utf8mb4 NOT NULL,
	definition TEXT CHARACTER SET utf8mb4 NOT NULL,
	fingerprint VARCHAR(48) NOT NULL,
	line_count BIGINT NOT NULL,
	lanes INTEGER NOT NULL,
	state VARCHAR(16) NOT NULL,
	halt_reason VARCHAR(32),
	canary INTEGER NOT NULL,
	cap BIGINT,
	reserved BIGINT NOT NULL,
	max_refused_share DOUBLE,
	created_at BIGINT NOT NULL,
	started_at BIGINT,
	resumed_at BIGINT,
	finished_at BIGINT,
	CONSTRAINT wechatpay_bulk_job_pk PRIMARY KEY (id)
);

CREATE TABLE IF NOT EXISTS wechatpay_bulk_chunk (
	job_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	chunk_no INTEGER NOT NULL,
	lane INTEGER NOT NULL,
	canary SMALLINT NOT NULL,
	line_count INTEGER NOT NULL,
	open_lines INTEGER NOT NULL,
	issued_lines INTEGER NOT NULL,
	refused_lines INTEGER NOT NULL,
	unknown_lines INTEGER NOT NULL,
	reserved INTEGER NOT NULL,
	codes TEXT,
	owner VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin,
	sent_at BIGINT,
	due_at BIGINT,
	written_at BIGINT,
	payload LONGBLOB NOT NULL,
	CONSTRAINT wechatpay_bulk_chunk_pk PRIMARY KEY (job_id, chunk_no),
	INDEX wechatpay_bulk_chunk_ix1 (job_id, lane, due_at)
);

CREATE TABLE IF NOT EXISTS wechatpay_bulk_task (
	task_name VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	task_instance VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	task_data LONGBLOB,
	execution_time TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
	picked BOOLEAN NOT NULL,
	picked_by VARCHAR(100),
	last_success TIMESTAMP(6) NULL,
	last_failure TIMESTAMP(6) NULL,
	consecutive_failures INTEGER,
	last_heartbeat TIMESTAMP(6) NULL,
	version BIGINT NOT NULL,
	priority SMALLINT,
	CONSTRAINT wechatpay_bulk_task_pk PRIMARY KEY (task_name, task_instance),
	INDEX wechatpay_bulk_task_ix1 (execution_time),
	INDEX wechatpay_bulk_task_ix2 (last_heartbeat)
);
