/** The parts of a WITH that write payments and refunds of an order that differ and add its new ledger entries, once `gate` has a row; `$1` is the tenant, `$2` a `MoneyWrite`. */
export const moneyParts = `
  new_payments AS (
    INSERT INTO payment (
      tenant_id, payment_id, order_id, position, provider, provider_id, state, amount_minor, currency, captured_minor,
      last_decline_code, created_at, delayed_days, disputes, owner_told_at
    )
    SELECT $1, new.id, new."orderId", new.position, new.provider, new."providerId", new.state, new."amountMinor", new.currency,
      new."capturedMinor", new."lastDeclineCode", new."createdAt", new."delayedDays", new.disputes, new."ownerToldAt"
    FROM gate, jsonb_to_recordset($2::jsonb -> 'payments') AS new (
      id text, "orderId" text, position integer, provider text, "providerId" text, state text, "amountMinor" bigint,
      currency text, "capturedMinor" bigint, "lastDeclineCode" text, "createdAt" bigint,
      "delayedDays" integer, disputes jsonb, "ownerToldAt" bigint
    )
    ON CONFLICT (tenant_id, payment_id) DO UPDATE SET
      position = excluded.position, provider = excluded.provider, provider_id = excluded.provider_id, state = excluded.state,
      amount_minor = excluded.amount_minor, currency = excluded.currency, captured_minor = excluded.captured_minor,
      last_decline_code = excluded.last_decline_code, delayed_days = excluded.delayed_days, disputes = excluded.disputes,
      owner_told_at = excluded.owner_told_at
    WHERE payment.order_id = excluded.order_id
  ),
  new_refunds AS (
    INSERT INTO refund (
      tenant_id, order_id, refund_id, payment_id, position, provider_id, state, amount_minor, currency, reason, created_at
    )
    SELECT $1, new."orderId", new.id, new."paymentId", new.position, new."providerId", new.state, new."amountMinor", new.currency,
      new.reason, new."createdAt"
    FROM gate, jsonb_to_recordset($2::jsonb -> 'refunds') AS new (
      id text, "orderId" text, position integer, "paymentId" text, "providerId" text, state text, "amountMinor" bigint,
      currency text, reason text, "createdAt" bigint
    )
    ON CONFLICT (tenant_id, order_id, refund_id) DO UPDATE SET
      position = excluded.position, provider_id = excluded.provider_id, state = excluded.state, amount_minor = excluded.amount_minor,
      currency = excluded.currency, reason = excluded.reason
  ),
  new_entries AS (
    INSERT INTO ledger_entry (tenant_id, order_id, key, position, account, amount_minor, recorded_at)
    SELECT $1, $2::jsonb ->> 'orderId', new.key, new.position, new.account, new."amountMinor", new."recordedAt"
    FROM gate, jsonb_to_recordset($2::jsonb -> 'ledger') AS new (
      key text, position integer, account text, "amountMinor" bigint, "recordedAt" bigint
    )
  )`;

/**
 * Writes those payments and refunds of an order that differ and adds the ledger entries that are new, from `$1` (tenant)
 * and `$2` (a `MoneyWrite` as jsonb). Ledger entries are never changed.
 */
export const saveMoneyRows = `
WITH gate AS (SELECT),${moneyParts}
SELECT`;
