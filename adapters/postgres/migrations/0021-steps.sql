-- The parts of an appointment as they were when it was booked or moved: `[{ "name", "startsAt", "endsAt" }]`. Frozen, so that a changed service changes nothing about it.
ALTER TABLE booking ADD COLUMN steps jsonb NOT NULL DEFAULT '[]';
