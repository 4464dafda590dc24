-- A session that its business has cancelled: it takes nobody any more, and its bookings are cancelled one after the other.
ALTER TABLE class_session ADD COLUMN cancelled boolean NOT NULL DEFAULT false;
CREATE INDEX class_session_cancelled ON class_session (tenant_id, session_id) WHERE cancelled;
