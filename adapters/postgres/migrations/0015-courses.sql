-- A booking may have seats in several sessions: those of a course. Which they are, and when, is frozen into it.
ALTER TABLE booking ADD COLUMN sessions jsonb NOT NULL DEFAULT '[]';
UPDATE booking SET sessions = jsonb_build_array(
  jsonb_build_object('id', session_id, 'startsAt', starts_at, 'endsAt', ends_at)
) WHERE session_id IS NOT NULL;
ALTER TABLE booking ALTER COLUMN sessions DROP DEFAULT;
ALTER TABLE booking DROP COLUMN session_id;

ALTER TABLE seat_claim DROP CONSTRAINT seat_claim_pkey;
ALTER TABLE seat_claim ADD PRIMARY KEY (tenant_id, booking_id, session_id);

-- Sessions recur by an RRULE. What was a weekday is the weekly rule of that day, from before any class was sold.
UPDATE service SET document = jsonb_set(service.document, '{sessions}', (
  SELECT jsonb_agg(
    CASE WHEN rule.value ? 'weekday' THEN jsonb_build_object(
      'kind', 'recurring', 'startMinute', rule.value -> 'startMinute', 'startsOn', '2026-01-01',
      'rule', 'FREQ=WEEKLY;BYDAY=' || (ARRAY['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'])[(rule.value ->> 'weekday')::integer]
    ) ELSE rule.value END
    ORDER BY rule.ordinality
  )
  FROM jsonb_array_elements(service.document -> 'sessions') WITH ORDINALITY AS rule
)) WHERE jsonb_array_length(coalesce(service.document -> 'sessions', '[]')) > 0;
