import { describe, expect, test } from '@jest/globals';
import type { CancellationPolicy } from '../../../../core/catalog/cancellation-policy.ts';
import { computeTotals } from '../../../../core/order/compute-totals.ts';
import { decideCancellation } from '../../../../core/order/decide-cancellation.ts';
import { computeNoShow, decideNoShow } from '../../../../core/order/decide-no-show.ts';
import { decideOnSite, decideOwnerRefund } from '../../../../core/order/decide-owner-money.ts';
import { decideWaiver } from '../../../../core/order/decide-waiver.ts';
import { computeBalance } from '../../../../core/order/ledger.ts';
import type { Order } from '../../../../core/order/order.ts';
import { HOUR } from '../../../../core/time/instant.ts';
import { buildOrder, buildService, confirmOrder, countIds, endOf, START, valueOf } from '../../../support/build-core.ts';

const half: CancellationPolicy = {
  tiers: [
    { minimumNoticeMinutes: 2_880, refundPercent: 100 },
    { minimumNoticeMinutes: 1_440, refundPercent: 50 },
  ],
  noShow: { fee: { amountMinor: 30_000, currency: 'SEK' } },
  unpaidFee: 'owed',
};

/** A booking of 450.00 of which a deposit of 90.00 is paid, with ten per cent on top for the staff where asked. */
function buildPaid({ policy = half, tip = false }: { policy?: CancellationPolicy; tip?: boolean } = {}): Order {
  const service = buildService({
    cancellationPolicy: policy,
    deposit: { amount: { kind: 'percent', percent: 20 }, mayPayAll: false, balance: { due: 'on_site' } },
    tips: { percents: [10], mayChooseAmount: false },
  });
  return confirmOrder(buildOrder({ service, ...(tip ? { tip: { percent: 10 } } : {}) }));
}

const idOf = ({ bookings: [booking] }: Order) => booking?.id ?? 'bkg_none';
const cancel = (order: Order, hours: number) =>
  valueOf(decideCancellation(order, idOf(order), 'customer', START - hours * HOUR, countIds('c'))).order;
const accountsOf = ({ ledger }: Order) =>
  Object.fromEntries(
    (['provider', 'on_site', 'kept', 'refund_due', 'owed'] as const).map((name) => [name, computeBalance(ledger, name)]),
  );

describe('a cancelled booking of which a deposit is paid', () => {
  test('too late, the deposit is kept and the rest of the fee is owed; lines are paid for no more', () => {
    const order = cancel(buildPaid(), 30);
    expect(accountsOf(order)).toEqual({ provider: 9_000, on_site: 0, kept: -22_500, refund_due: 0, owed: 13_500 });
    expect(computeTotals(order)).toMatchObject({ paidMinor: 9_000, dueMinor: 0, dueOnSiteMinor: 0, owedMinor: 13_500 });
    for (const { id } of order.lines) expect(computeBalance(order.ledger, `line:${id}`)).toBe(0);
    expect(computeBalance(order.ledger)).toBe(0);
  });

  test('in time, all of it goes back', () => {
    const order = cancel(buildPaid(), 50);
    expect([order.refunds[0]?.amountMinor, computeTotals(order).owedMinor]).toEqual([9_000, 0]);
  });

  test('where nothing is said of it, what is not paid is waived', () => {
    const order = cancel(buildPaid({ policy: { tiers: half.tiers } }), 30);
    expect(accountsOf(order)).toMatchObject({ kept: -9_000, owed: 0 });
  });

  test('a tip is neither kept nor owed', () => {
    expect(accountsOf(cancel(buildPaid({ tip: true }), 1))).toMatchObject({ kept: -45_000, owed: 36_000 });
  });

  test('what is owed can be paid at the place, in parts, and what is above it is kept', () => {
    const order = cancel(buildPaid(), 30);
    const first = valueOf(decideOnSite(order, 10_000, 'one', START)).order;
    expect(accountsOf(first)).toMatchObject({ on_site: 10_000, kept: -22_500, owed: 3_500 });
    const second = valueOf(decideOnSite(first, 4_000, 'two', START)).order;
    expect(accountsOf(second)).toEqual({ provider: 9_000, on_site: 14_000, kept: -23_000, refund_due: 0, owed: 0 });
    expect(endOf(decideOnSite(second, 1, 'three', START))).toBe('not_payable_on_site');
  });

  test('what is owed can be waived; twice changes nothing more', () => {
    const waived = valueOf(decideWaiver(cancel(buildPaid(), 30), 'one', START)).order;
    expect(accountsOf(waived)).toMatchObject({ kept: -9_000, owed: 0 });
    expect(valueOf(decideWaiver(waived, 'two', START)).order).toBe(waived);
  });

  test('what was kept can still be given back', () => {
    const given = valueOf(decideOwnerRefund(cancel(buildPaid(), 30), 9_000, 'ref_gift', START)).order;
    expect(accountsOf(given)).toMatchObject({ kept: -13_500, refund_due: -9_000, owed: 13_500 });
  });
});

describe('decideNoShow', () => {
  test('keeps the time, splits the money by the policy, and tells the customer what is owed', () => {
    const order = buildPaid();
    const decided = valueOf(decideNoShow(order, idOf(order), START, countIds('n')));
    expect(decided.order.bookings[0]).toEqual({ ...order.bookings[0], state: 'no_show' });
    expect([decided.release, decided.claim]).toEqual([[], []]);
    expect(accountsOf(decided.order)).toEqual({ provider: 9_000, on_site: 0, kept: -30_000, refund_due: 0, owed: 21_000 });
    expect(computeTotals(decided.order)).toMatchObject({ dueOnSiteMinor: 0, owedMinor: 21_000 });
    expect(decided.effects.map(({ key }) => key.split('/')[0])).toEqual(['booking_missed']);
  });

  test('what is above the fee goes back', () => {
    const order = confirmOrder(buildOrder({ service: buildService({ cancellationPolicy: half }) }));
    const decided = valueOf(decideNoShow(order, idOf(order), START + HOUR, countIds('n')));
    expect(decided.order.refunds.map(({ amountMinor, reason }) => [amountMinor, reason])).toEqual([[15_000, 'cancelled']]);
    expect(decided.effects.map(({ key }) => key.split('/')[0])).toEqual(['refund_payment', 'booking_missed']);
    expect(computeBalance(decided.order.ledger)).toBe(0);
  });

  test('says nothing where nothing goes back and nothing is owed', () => {
    const order = confirmOrder();
    const decided = valueOf(decideNoShow(order, idOf(order), START, countIds('n')));
    expect([decided.effects, accountsOf(decided.order)]).toEqual([
      [],
      { provider: 45_000, on_site: 0, kept: -45_000, refund_due: 0, owed: 0 },
    ]);
  });

  test.each([
    { name: 'a millisecond before it begins', now: START - 1, state: 'confirmed', end: 'not_begun' },
    { name: 'once it has begun', now: START, state: 'confirmed', end: 'ok' },
    { name: 'a cancelled one', now: START, state: 'cancelled', end: 'illegal_transition' },
    { name: 'a second time', now: START, state: 'no_show', end: 'illegal_transition' },
  ] as const)('$name: $end', ({ now, state, end }) => {
    const order = confirmOrder();
    const changed = { ...order, bookings: order.bookings.map((booking) => ({ ...booking, state })) };
    expect(endOf(computeNoShow(changed, idOf(order), now))).toBe(end);
    expect(endOf(decideNoShow(changed, idOf(order), now, countIds()))).toBe(end);
  });
});
