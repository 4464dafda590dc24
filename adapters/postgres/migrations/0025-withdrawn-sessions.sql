-- When it was seen that the rules of its service no longer give a session: it takes nobody any more, and without people in it its teacher and room are free.
ALTER TABLE class_session ADD COLUMN withdrawn_at bigint;
