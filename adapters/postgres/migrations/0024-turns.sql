-- Whose turn it is follows from the newest bookings of a service that stand; they are found from the newest back, however many there are.
CREATE INDEX booking_by_service ON booking (tenant_id, service_id, created_at) WHERE state NOT IN ('cancelled', 'expired');

-- Whom a customer had the last time is looked up by his address when the owner books for him.
CREATE INDEX booking_order_by_email ON booking_order (tenant_id, lower(btrim(customer ->> 'email'))) WHERE customer IS NOT NULL;
