-- What was last read of the calendars that close times, and when each is read next. A leased calendar is one whose next reading lies ahead.
-- Busy times are one multirange, so that a range is cut out of them here and not handed over whole.
CREATE TABLE calendar (
  tenant_id text NOT NULL REFERENCES tenant (tenant_id),
  calendar_id text NOT NULL,
  read_at bigint,
  covered int8range,
  busy int8multirange,
  error_code text,
  failures integer NOT NULL DEFAULT 0 CHECK (failures >= 0),
  next_read_at bigint NOT NULL,
  PRIMARY KEY (tenant_id, calendar_id),
  CONSTRAINT calendar_reading CHECK (num_nulls(read_at, covered, busy) IN (0, 3))
);

-- Resources that were saved before there were calendars have none.
UPDATE resource SET document = document || '{"calendar": null}' WHERE NOT document ? 'calendar';

-- A calendar belongs to one tenant: whoever names one looks whether another tenant does. No other index is made to be read across tenants.
CREATE INDEX resource_calendar_id ON resource (lower(document #>> '{calendar,calendarId}'))
  WHERE NOT retired AND document #>> '{calendar,calendarId}' IS NOT NULL;

-- The worker looks every few seconds for tenants with a calendar that is due.
CREATE INDEX resource_calendar ON resource (tenant_id, (document #>> '{calendar,calendarId}'))
  WHERE NOT retired AND document #>> '{calendar,calendarId}' IS NOT NULL;
