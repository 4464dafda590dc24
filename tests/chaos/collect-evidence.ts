import pg from 'pg';
import { z } from 'zod';
import { createFileNotifier } from '../../adapters/email/create-file-notifier.ts';
import { stripeAccountNames } from '../../adapters/stripe/stripe-account-names.ts';
import { systemClock } from '../../service/system-ports.ts';
import type { Evidence, EvidenceMessage, EvidenceOrder, EvidencePayment } from '../support/checker/evidence.ts';
import { chaosBusiness } from './chaos-catalog.ts';
import type { ChaosWorld } from './start-world.ts';

/**
 * Collects what is left of a run once it is quiet: the rows of PostgreSQL as they stand (read here anew, not through the stores that wrote them), the
 * books of the sandbox, and the mails.
 */
export async function collectEvidence(world: Pick<ChaosWorld, 'cluster' | 'control' | 'mailDirectory'>): Promise<Evidence> {
  const client = new pg.Client({ connectionString: world.cluster.connectionString, types: createTypes() });
  await client.connect();
  try {
    const read = async <Row extends object>(statement: string): Promise<readonly Row[]> =>
      (await client.query<Row>(statement, [chaosBusiness.id])).rows;
    return {
      ...{ now: systemClock.now(), isSettled: true, ownerEmail: chaosBusiness.email, calendarEvents: null },
      // A mail of the same key replaces the one before it, as it does with its receiver: none is there twice.
      excusedRepeats: 0,
      resources: await read(`SELECT resource_id AS id, NULL AS "calendarId" FROM resource WHERE tenant_id = $1`),
      orders: (await read<{ readonly order: EvidenceOrder }>(selectOrders)).map(({ order }) => order),
      claims: await read(selectClaims),
      sessions: await read(`
        SELECT session_id AS id, capacity, seats_taken AS "seatsTaken" FROM class_session WHERE tenant_id = $1`),
      seats: await read(`
        SELECT booking_id AS "bookingId", session_id AS "sessionId", seats FROM seat_claim WHERE tenant_id = $1 AND active`),
      codes: await read(`SELECT code, maximum AS "maximumRedemptions", redeemed FROM discount_code WHERE tenant_id = $1`),
      effects: await read(`
        SELECT order_id AS "orderId", key, payload ->> 'kind' AS kind, state = 'done' AS "isDone" FROM effect
        WHERE tenant_id = $1 ORDER BY number`),
      provider: await readProvider(world),
      messages: await readMessages(world.mailDirectory),
    };
  } finally {
    await client.end();
  }
}

/** int8 as numbers: ours are milliseconds, counts and minor units. */
const createTypes = (): pg.CustomTypesConfig => {
  const overrides = new pg.TypeOverrides();
  overrides.setTypeParser(pg.types.builtins.INT8, Number);
  return { getTypeParser: (oid, format) => overrides.getTypeParser(oid, format) };
};

const gather = (table: string, fields: string): string => `
  (SELECT coalesce(json_agg(json_build_object(${fields}) ORDER BY part.position), '[]') FROM ${table} AS part
   WHERE part.tenant_id = whole.tenant_id AND part.order_id = whole.order_id)`;

const selectOrders = `
SELECT json_build_object(
  'id', whole.order_id, 'currency', whole.currency, 'customerEmail', whole.customer ->> 'email',
  'dueMinor', whole.quote -> 'dueNow' -> 'amountMinor', 'isPaidOnSite', false, 'lateOffer', whole.late_offer,
  'lines', ${gather('order_line', `'id', part.line_id, 'bookingId', part.booking_id, 'netMinor', part.net_minor`)},
  'bookings', ${gather(
    'booking',
    `'id', part.booking_id, 'state', part.state, 'startsAt', part.starts_at, 'endsAt', part.ends_at, 'partySize', part.party_size,
     'claims', part.planned_claims, 'sessions', part.sessions, 'resourceIds', part.resource_ids,
     'holdExpiresAt', part.hold_expires_at, 'sequence', part.sequence, 'cancellationPolicy', part.cancellation_policy`,
  )},
  'payments', ${gather(
    'payment',
    `'id', part.payment_id, 'provider', part.provider, 'providerId', part.provider_id, 'state', part.state,
     'amountMinor', part.amount_minor, 'capturedMinor', part.captured_minor`,
  )},
  'refunds', ${gather(
    'refund',
    `'id', part.refund_id, 'paymentId', part.payment_id, 'providerId', part.provider_id, 'state', part.state,
     'amountMinor', part.amount_minor, 'reason', part.reason`,
  )},
  'redemptions', ${gather('redemption', `'code', part.code, 'state', part.state, 'uses', part.uses`)},
  'ledger', ${gather(
    'ledger_entry',
    `'key', part.key, 'account', part.account, 'amountMinor', part.amount_minor, 'recordedAt', part.recorded_at`,
  )}
) AS "order"
FROM booking_order AS whole WHERE whole.tenant_id = $1 ORDER BY whole.created_at, whole.order_id`;

const selectClaims = `
SELECT resource_id AS "resourceId", json_build_object('from', lower(during), 'to', upper(during)) AS during,
  coalesce(booking_id, session_id) AS holder, exclusive AS "isExclusive"
FROM claim WHERE tenant_id = $1 AND active`;

const intentsSchema = z.object({
  payment_intents: z.array(
    z.object({
      id: z.string(),
      status: z.string(),
      amount: z.number(),
      amount_received: z.number(),
      metadata: z.record(z.string(), z.string()),
    }),
  ),
});

const refundsSchema = z.object({
  refunds: z.array(
    z.object({
      id: z.string(),
      payment_intent: z.string(),
      amount: z.number(),
      status: z.string(),
      metadata: z.record(z.string(), z.string()).nullish(),
    }),
  ),
});

/** Our words for what the sandbox calls a payment's state, as far as a run with cards leads. */
const paymentStates: Readonly<Record<string, EvidencePayment['state']>> = {
  requires_payment_method: 'open',
  requires_confirmation: 'open',
  requires_action: 'requires_action',
  processing: 'processing',
  requires_capture: 'authorized',
  succeeded: 'paid',
  canceled: 'cancelled',
};

const refundStates: Readonly<Record<string, 'pending' | 'succeeded' | 'failed'>> = {
  pending: 'pending',
  requires_action: 'pending',
  succeeded: 'succeeded',
  failed: 'failed',
  canceled: 'failed',
};

/** Reads the sandbox's own books. Amounts need no conversion: the business sells in a currency of two decimals. */
async function readProvider({ control }: Pick<ChaosWorld, 'control'>): Promise<readonly EvidencePayment[]> {
  const { payment_intents: intents } = intentsSchema.parse(await control('GET', 'payment_intents'));
  const { refunds } = refundsSchema.parse(await control('GET', 'refunds'));
  const ofIntent = Map.groupBy(refunds, (refund) => refund.payment_intent);
  return intents.map((intent) => ({
    ...{ provider: stripeAccountNames.test, providerId: intent.id, amountMinor: intent.amount },
    ...{ capturedMinor: intent.amount_received, state: translate(paymentStates, intent.status) },
    paymentId: readId('pay', intent.metadata['holdfast_payment_id']),
    refunds: (ofIntent.get(intent.id) ?? []).map((refund) => ({
      ...{ providerId: refund.id, amountMinor: refund.amount, state: translate(refundStates, refund.status) },
      refundId: readId('ref', refund.metadata?.['holdfast_refund_id']),
    })),
    // No bank contests anything in a run.
    disputes: [],
  }));
}

const readId = <Prefix extends string>(prefix: Prefix, text: string | undefined): `${Prefix}_${string}` | null =>
  text?.startsWith(`${prefix}_`) === true ? `${prefix}_${text.slice(prefix.length + 1)}` : null;

function translate<Value>(words: Readonly<Record<string, Value>>, word: string): Value {
  const found = words[word];
  if (found === undefined) throw new Error(`the sandbox uses a word that is not known here: ${word}`);
  return found;
}

/** Reads the mails in the order in which they were sent. */
async function readMessages(directory: string): Promise<readonly EvidenceMessage[]> {
  const mails = await createFileNotifier({ directory, senderEmail: 'bookings@holdfast.example' }).list();
  return mails
    .toSorted((a, b) => a.sentAt - b.sentAt)
    .map(({ key, to, sentAt }) => ({ key, to: to.email, sentAt, template: key.split('/')[0] ?? '' }));
}
