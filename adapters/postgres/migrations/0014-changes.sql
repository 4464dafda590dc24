-- Which transaction wrote last what availability follows from. Whoever keeps an answer keeps the snapshot it was read in too, and finds by these columns whether a transaction
-- that the snapshot did not see has written since: exact whatever the order in which writers begin and end, and no row that all writers of a business wait for.
-- An order stands for its bookings, claims, seats and payments, which are never written without it; a tenant for all that it sells. None of these rows is ever deleted.
ALTER TABLE booking_order ADD COLUMN changed_xid xid8 NOT NULL DEFAULT pg_current_xact_id();
ALTER TABLE class_session ADD COLUMN changed_xid xid8 NOT NULL DEFAULT pg_current_xact_id();
ALTER TABLE calendar ADD COLUMN changed_xid xid8 NOT NULL DEFAULT pg_current_xact_id();
ALTER TABLE tenant ADD COLUMN changed_xid xid8 NOT NULL DEFAULT pg_current_xact_id();

CREATE INDEX booking_order_changed ON booking_order (tenant_id, changed_xid);
CREATE INDEX class_session_changed ON class_session (tenant_id, changed_xid);
