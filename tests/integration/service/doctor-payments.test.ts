import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bookAndPay, findSlot, hold } from '../../support/booking-steps.ts';
import { changeRows } from '../../support/late-payment.ts';
import { runHoldfast } from '../../support/run-holdfast.ts';
import type { Run } from '../../support/run-holdfast.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness } from '../../support/service-harness.ts';

/** A payment that our books and the provider's disagree about. */
type Seeded = { readonly orderId: string; readonly providerId: string };

let harness: ServiceHarness;
let seeded: Readonly<Record<string, Seeded>>;
let runs: { readonly first: Run; readonly second: Run };

const doctor = (...args: readonly string[]): Promise<Run> =>
  runHoldfast(harness.environment, 'doctor', 'payments', '--tenant', 'ten_a', ...args);

/** Asks the sandbox as the owner of the account does in its dashboard. */
const askStripe = async (path: string, fields: Readonly<Record<string, string>>): Promise<Json> => {
  const response = await fetch(`${harness.sandbox.url}/v1/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${harness.sandbox.secretKey}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });
  return response.json();
};

async function begin(): Promise<Seeded & { readonly paymentId: string }> {
  const { startsAt } = await findSlot(harness, 'svc_beard', 5);
  const held = await hold(harness, { serviceId: 'svc_beard', startsAt });
  const checkout = await harness.call('POST', `/v1/bookings/${held.body.booking.id}/checkout`, { body: {} });
  const { id, providerId } = checkout.body.payment;
  return { orderId: held.body.order.id, providerId, paymentId: id };
}

const makers: Readonly<Record<string, () => Promise<Seeded>>> = {
  paid_not_confirmed: async () => {
    const begun = await begin();
    await harness.pay(begun.providerId);
    return begun;
  },
  confirmed_not_paid: async () => {
    // As after a payment that was taken for paid, and that the provider never took.
    const begun = await begin();
    const { orderId } = begun;
    await changeRows(harness, `update payment set state = 'paid', captured_minor = amount_minor where payment_id = $1`, [
      begun.paymentId,
    ]);
    await changeRows(harness, `update booking set state = 'confirmed', hold_expires_at = null where order_id = $1`, [orderId]);
    await changeRows(
      harness,
      `insert into ledger_entry (tenant_id, order_id, position, key, account, amount_minor, recorded_at)
       select tenant_id, order_id, entry.place, 'captured/' || $2 || '/25000/' || entry.account, entry.account, entry.amount, 1
       from order_line, lateral (values (0, 'provider', 25000), (1, 'line:' || line_id, -25000)) as entry (place, account, amount)
       where order_id = $1`,
      [orderId, begun.paymentId],
    );
    return begun;
  },
  refunded_there: async () => {
    const paid = await bookAndPay(harness, 'svc_beard');
    await harness.control('POST', 'refunds', { payment_intent: paid.providerId, amount: 4_000 });
    return paid;
  },
  dispute_missed: async () => {
    const paid = await bookAndPay(harness, 'svc_beard');
    await harness.control('POST', 'disputes', { payment_intent: paid.providerId });
    return paid;
  },
  amount_differs: async () => {
    const begun = await begin();
    await askStripe(`payment_intents/${begun.providerId}`, { amount: '12345' });
    return begun;
  },
  left_open: async () => {
    const begun = await begin();
    await changeRows(harness, `update payment set state = 'cancelled' where payment_id = $1`, [begun.paymentId]);
    return begun;
  },
  unknown_payment: async () => {
    const metadata = {
      'metadata[holdfast_payment_id]': 'pay_of_a_lost_backup',
      'metadata[holdfast_order_id]': 'ord_of_a_lost_backup',
    };
    const { id } = await askStripe('payment_intents', { amount: '5000', currency: 'sek', ...metadata });
    return { orderId: 'ord_of_a_lost_backup', providerId: id };
  },
};

beforeAll(async () => {
  harness = await startServiceHarness({ withWebhooks: false });
  const made: Record<string, Seeded> = {};
  for (const [kind, make] of Object.entries(makers)) made[kind] = await make();
  seeded = made;
  // Only the command looks from here on.
  await harness.stopService();
  runs = { first: await doctor(), second: await doctor() };
}, 120_000);
afterAll(() => harness.stop());

const findLine = ({ out }: Run, kind: string): string | undefined =>
  out.split('\n').find((line) => line.includes(seeded[kind]?.providerId ?? 'nothing'));
const show = async (kind: string): Promise<string> =>
  (await runHoldfast(harness.environment, 'order', 'show', seeded[kind]?.orderId ?? '')).out;
const readIntent = async (kind: string): Promise<string> => {
  const { payment_intents: intents } = await harness.control('GET', 'payment_intents');
  return intents.find(({ id }: Json) => id === seeded[kind]?.providerId).status;
};

describe('holdfast doctor payments', () => {
  test.each(Object.keys(makers).filter((kind) => kind !== 'unknown_payment'))(
    '%s is found, repaired, and gone on the second run',
    (kind) => {
      expect(findLine(runs.first, kind)).toMatch(new RegExp(`^  repaired  ${kind}  ${seeded[kind]?.orderId} `));
      expect(findLine(runs.second, kind)).toBeUndefined();
    },
  );

  test('a payment that nobody here knows is left for a person, with what to do, and keeps the exit code at 1', () => {
    for (const run of [runs.first, runs.second]) {
      expect([run.code, findLine(run, 'unknown_payment')]).toEqual([1, expect.stringMatching(/^ {2}left {6}unknown_payment/)]);
      expect(run.out).toContain('Was a backup restored');
    }
    expect(runs.first.out).toMatch(/^Salon A \(ten_a\): 7 compared, 7 different$/m);
    expect(runs.second.out).toMatch(/^Salon A \(ten_a\): 7 compared, 1 different$/m);
  });

  test('what was repaired is in the books, and what can no longer be paid is closed at the provider', async () => {
    expect(await show('paid_not_confirmed')).toMatch(/Beard trim .* confirmed/);
    expect(await show('confirmed_not_paid')).toMatch(/Needs attention\n {2}The booking stands, but its payment is not there/);
    expect(await show('refunded_there')).toMatch(/given back SEK\s40\.00/);
    expect(await show('dispute_missed')).toMatch(/dispute open over SEK\s250\.00/);
    expect(await readIntent('amount_differs')).toBe('canceled');
    expect(await readIntent('left_open')).toBe('canceled');
  });

  test('an account that cannot be asked is named, and is no good end', async () => {
    const silent = await runHoldfast(
      { ...harness.environment, STRIPE_API_BASE: 'http://127.0.0.1:1' },
      'doctor',
      'payments',
      '--tenant',
      'ten_a',
    );
    expect([silent.code, silent.out.includes('stripe_test could not be asked')]).toEqual([1, true]);
  });

  test.each([['--days', '0'], ['--days', '31'], ['--days', 'x'], ['--tenant', 'ten_none'], ['--fly']])(
    '%s %s: exit code 2',
    async (...args) => {
      const run = await runHoldfast(harness.environment, 'doctor', 'payments', ...args.filter((arg) => arg !== undefined));
      expect([run.code, run.complaints.includes('holdfast doctor payments')]).toEqual([2, true]);
    },
  );
});
