-- Several bookings of one order. Extras belong to the booking that they were added to; until now an order had one.
ALTER TABLE booking ADD COLUMN extras jsonb NOT NULL DEFAULT '[]';
UPDATE booking SET extras = booking_order.extras
FROM booking_order
WHERE booking_order.tenant_id = booking.tenant_id AND booking_order.order_id = booking.order_id AND booking.position = 0;
ALTER TABLE booking ALTER COLUMN extras DROP DEFAULT;
ALTER TABLE booking_order DROP COLUMN extras;

-- A quote names its items, and each of its lines the item it is for; a discount was one of the whole.
UPDATE booking_order SET quote = quote - 'serviceId' - 'partySize' || jsonb_build_object(
  'items', jsonb_build_array(jsonb_build_object('serviceId', quote -> 'serviceId', 'partySize', quote -> 'partySize')),
  'lines', (
    SELECT coalesce(jsonb_agg(
      part.line || jsonb_build_object('item', CASE WHEN part.line ->> 'kind' = 'discount' THEN NULL ELSE 0 END) ORDER BY part.number
    ), '[]')
    FROM jsonb_array_elements(quote -> 'lines') WITH ORDINALITY AS part (line, number)
  )
);
