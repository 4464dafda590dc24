-- When it is decided whether enough people are booked for a session to take place, and what was decided then; too few cancels it.
ALTER TABLE class_session ADD COLUMN decide_at bigint;
ALTER TABLE class_session ADD COLUMN decision text;
ALTER TABLE class_session ADD CONSTRAINT class_session_decision CHECK (decision IN ('runs', 'too_few') AND (decision = 'runs' OR cancelled));
CREATE INDEX class_session_undecided ON class_session (tenant_id, decide_at) WHERE decide_at IS NOT NULL AND decision IS NULL AND NOT cancelled;
