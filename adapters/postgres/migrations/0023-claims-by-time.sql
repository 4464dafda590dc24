-- Times are read far more often than they are taken. The exclusion constraint's index finds the claims of a month one after the other through a tree of ranges; in this one they lie beside
-- each other, in order, with all that a reader needs. Ranges are ordered by their start, so those that begin in a range are one stretch of it.
CREATE INDEX claim_by_time ON claim (tenant_id, resource_id, during) INCLUDE (booking_id) WHERE active;
