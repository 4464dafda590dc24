-- The part of a calendar's busy times that is not only tentative; null where nobody has asked or the provider does not tell.
ALTER TABLE calendar ADD COLUMN firm int8multirange, ADD CONSTRAINT calendar_firm CHECK (firm IS NULL OR busy IS NOT NULL);
