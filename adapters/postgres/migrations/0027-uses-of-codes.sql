-- How many uses of its code a redemption is (one for each place, where codes are counted so), and what of it is counted as its customer's: `[{ "key", "uses", "maximum" }]`. The keys are
-- counters like those of limits; they are moved by the difference to what stood, with the version of the order as their guard.
ALTER TABLE redemption ADD COLUMN uses integer NOT NULL DEFAULT 1 CONSTRAINT redemption_uses CHECK (uses > 0);
ALTER TABLE redemption ADD COLUMN counted jsonb;
