-- A business's sites in the order they were made: the first one, whose address is registered elsewhere, must not change when another is added.

ALTER TABLE site ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY;
