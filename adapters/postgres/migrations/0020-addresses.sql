-- Where bookings take place that take place at the customer's, by booking: beside the customer, so that a person can still be erased from one row.
ALTER TABLE booking_order ADD COLUMN addresses jsonb;
