-- What visitors keep without having booked it, so that nobody starves a calendar.

-- The row comes before its order: the times count while they are being taken. The digest is an HMAC whose key is not in the database.
CREATE TABLE visitor_hold (
  tenant_id text NOT NULL REFERENCES tenant (tenant_id),
  order_id text NOT NULL,
  visitor_digest text NOT NULL CHECK (visitor_digest ~ '^[0-9a-f]{64}$'),
  times integer NOT NULL CHECK (times > 0),
  admitted_at bigint NOT NULL,
  PRIMARY KEY (tenant_id, order_id)
);
CREATE INDEX visitor_hold_by_visitor ON visitor_hold (tenant_id, visitor_digest);

-- Who it was is forgotten in the write that ends the last hold of the order, whatever ends it.
CREATE FUNCTION forget_visitor() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM visitor_hold
  WHERE visitor_hold.tenant_id = NEW.tenant_id AND visitor_hold.order_id = NEW.order_id
    AND NOT EXISTS (
      SELECT FROM booking
      WHERE booking.tenant_id = NEW.tenant_id AND booking.order_id = NEW.order_id AND booking.state IN ('held', 'awaiting_payment')
    );
  RETURN NULL;
END $$;
CREATE TRIGGER booking_forget_visitor AFTER INSERT OR UPDATE OF state ON booking
  FOR EACH ROW WHEN (NEW.state NOT IN ('held', 'awaiting_payment')) EXECUTE FUNCTION forget_visitor();
