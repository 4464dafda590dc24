-- Fees that a customer owes by the terms, and money that goes back since the new time of a booking costs less.

ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_account_check;
ALTER TABLE ledger_entry ADD CONSTRAINT ledger_entry_account_check CHECK (
  account IN ('provider', 'kept', 'refund_due', 'offered', 'disputed', 'on_site', 'owed') OR account LIKE 'line:%'
);

ALTER TABLE refund DROP CONSTRAINT refund_reason_check;
ALTER TABLE refund ADD CONSTRAINT refund_reason_check CHECK (
  reason IN ('cancelled', 'late_payment', 'duplicate_payment', 'amount_differs', 'made_at_provider', 'goodwill', 'rescheduled')
);
