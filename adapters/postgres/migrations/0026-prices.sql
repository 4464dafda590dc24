-- What a business has set up about prices beside those of its services: price rules, promotions, taxes. One document, which is read and replaced as a whole.
ALTER TABLE tenant ADD COLUMN prices jsonb;
