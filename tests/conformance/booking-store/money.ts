import { expect, test } from '@jest/globals';
import { buildEntries } from '../../../core/order/ledger.ts';
import type { LedgerAccount } from '../../../core/order/ledger.ts';
import type { LateOffer, Order } from '../../../core/order/order.ts';
import type { Payment, Refund } from '../../../core/payment/payment.ts';
import type { BookingStore, WriteResult } from '../../../core/ports/booking-store.ts';
import { LOST_IS_NEWS } from '../../../core/report/list-attention.ts';
import { HOUR, MINUTE } from '../../../core/time/instant.ts';
import { buildBooking, buildClaim, buildOrder, buildPayment, buildRefund, fixtureNow } from '../../support/fixtures-core.ts';
import { changeTo, countKinds, loadOrder, orderWithClaims, prepare, race } from './helpers.ts';
import type { BookingSubjectFactory } from './subject.ts';

const startsAt = fixtureNow + 24 * HOUR;
const range = { from: fixtureNow, to: fixtureNow + 48 * HOUR };
const offer = (changes: Partial<LateOffer> = {}): LateOffer => ({
  paymentId: 'pay_1',
  amountMinor: 45_000,
  expiresAt: fixtureNow + HOUR,
  state: 'open',
  ...changes,
});
/** An order of its own hour, so that none stands in another's way. */
const orderAt = (number: number, changes: Partial<Order> = {}): Order => {
  const id = `ord_${number}` as const;
  return buildOrder({
    id,
    bookings: [buildBooking(id, { claims: [buildClaim('res_anna', startsAt + number * HOUR)] })],
    ...changes,
  });
};

/** Late offers, disputes, refunds that wait, and the owner's overrides. */
export function moneyCases(factory: BookingSubjectFactory): void {
  test('what is known of an offer, a dispute, days and the owner’s notice comes back as it was written, and changes', async () => {
    const { bookings } = await prepare(factory);
    const disputes = [
      { providerId: 'dp_1', state: 'won', amountMinor: 45_000 },
      { providerId: 'dp_2', state: 'open', amountMinor: 10_000 },
    ] as const;
    const payment = buildPayment('ord_1', {
      state: 'disputed',
      capturedMinor: 45_000,
      disputes,
      delayedDays: 5,
      ownerToldAt: fixtureNow,
    });
    const order = buildOrder({ lateOffer: offer(), payments: [payment] });
    await bookings.insertOrder(order, []);
    const stored = await loadOrder(bookings, 'ord_1');
    expect(stored).toEqual(order);
    const lost = [disputes[0], { ...disputes[1], state: 'lost' }] as const;
    const payments: Payment[] = [{ ...payment, state: 'lost', disputes: lost, ownerToldAt: null }];
    const refunds = [buildRefund('ord_1', { state: 'superseded', reason: 'goodwill' })];
    const ledger = (['offered', 'disputed', 'on_site'] as const).map((account, index) => ({
      key: `k/${account}`,
      account,
      amountMinor: [5, 5, -10][index] ?? 0,
      recordedAt: fixtureNow,
    }));
    const next = { ...stored, payments, refunds, ledger, lateOffer: offer({ state: 'lapsed' }) };
    expect(await bookings.saveOrder(changeTo(stored, next))).toEqual({ kind: 'saved' });
    expect(await loadOrder(bookings, 'ord_1')).toEqual({ ...next, version: stored.version + 1 });
  });

  test('offers are due once they are over and nobody has answered, the oldest first', async () => {
    const { bookings, otherTenant } = await prepare(factory);
    const offers = [
      offer({ expiresAt: fixtureNow + 2 }),
      offer({ expiresAt: fixtureNow + 1 }),
      offer({ state: 'taken', expiresAt: fixtureNow }),
      null,
    ];
    for (const [number, lateOffer] of offers.entries()) await bookings.insertOrder(orderAt(number, { lateOffer }), []);
    expect(await bookings.listDueOffers(fixtureNow, 10)).toEqual([]);
    expect(await bookings.listDueOffers(fixtureNow + 1, 10)).toEqual(['ord_1']);
    expect(await bookings.listDueOffers(fixtureNow + 2, 10)).toEqual(['ord_1', 'ord_0']);
    expect(await bookings.listDueOffers(fixtureNow + 2, 1)).toEqual(['ord_1']);
    expect(await otherTenant.bookings.listDueOffers(fixtureNow + 2, 10)).toEqual([]);
  });

  test('payments are unsettled while a bank has their money or a refund is under way, those first that have waited longest for a look', async () => {
    const { bookings, otherTenant } = await prepare(factory);
    const states: readonly [Payment['state'], Parameters<typeof buildRefund>[1] | null][] = [
      ['disputed', null],
      ['paid', { state: 'pending', providerId: 're_1' }],
      ['paid', { state: 'pending', providerId: null }],
      ['paid', { state: 'succeeded', providerId: 're_3' }],
      ['lost', null],
    ];
    for (const [number, [state, refund]] of states.entries()) {
      const id = `ord_${number}` as const;
      const refunds = refund === null ? [] : [buildRefund(id, { paymentId: `pay_${number}`, ...refund })];
      await bookings.insertOrder(
        orderAt(number, { payments: [buildPayment(id, { state, createdAt: fixtureNow + number })], refunds }),
        [],
      );
    }
    expect(await bookings.listUnsettledPayments(1)).toEqual(['pay_0']);
    expect(await bookings.listUnsettledPayments(10)).toEqual(['pay_1', 'pay_0']);
    expect(await otherTenant.bookings.listUnsettledPayments(10)).toEqual([]);
  });

  test('what the books say of payments is found in one question: what banks have, and what the provider is returning or has returned', async () => {
    const { bookings, otherTenant } = await prepare(factory);
    const dispute = (providerId: string, state: 'open' | 'won' | 'lost', amountMinor: number) => ({
      providerId,
      state,
      amountMinor,
    });
    const payments = [
      buildPayment('ord_1', {
        state: 'disputed',
        capturedMinor: 45_000,
        disputes: [dispute('dp_1', 'won', 40_000), dispute('dp_2', 'open', 200), dispute('dp_3', 'lost', 30)],
      }),
      buildPayment('ord_1', { id: 'pay_other', providerId: null, state: 'cancelled' }),
    ];
    const refunds = [
      buildRefund('ord_1', { id: 'ref_1', providerId: 're_1', state: 'pending', amountMinor: 1_000 }),
      buildRefund('ord_1', { id: 'ref_2', providerId: 're_2', state: 'succeeded', amountMinor: 200 }),
      buildRefund('ord_1', { id: 'ref_3', providerId: 're_3', state: 'failed', amountMinor: 30 }),
      buildRefund('ord_1', { id: 'ref_4', providerId: null, state: 'pending', amountMinor: 4 }),
    ];
    await bookings.insertOrder(buildOrder({ payments, refunds }), []);
    const [first, second] = payments.map(({ id, provider, providerId, state, amountMinor, currency, capturedMinor }) => ({
      ...{ id, provider, providerId, state, amountMinor, currency, capturedMinor },
      ...(id === 'pay_other' ? { disputedMinor: 0, refundedMinor: 0 } : { disputedMinor: 230, refundedMinor: 1_200 }),
    }));
    const found = await bookings.findPayments(['pay_other', 'pay_nobody', 'pay_1']);
    expect(found.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([first, second]);
    expect(await bookings.findPayments([])).toEqual([]);
    expect(await otherTenant.bookings.findPayments(['pay_1'])).toEqual([]);
  });

  test('of all who would compare at once one does, until its time is over', async () => {
    const { bookings, otherTenant } = await prepare(factory);
    const lease = (now: number) => bookings.leaseReconciliation(now, now + 5 * MINUTE);
    const first = await Promise.all(Array.from({ length: 8 }, () => lease(fixtureNow)));
    expect(first.filter(Boolean)).toHaveLength(1);
    expect(await lease(fixtureNow + 5 * MINUTE - 1)).toBe(false);
    const next = await Promise.all(Array.from({ length: 8 }, () => lease(fixtureNow + 5 * MINUTE)));
    expect(next.filter(Boolean)).toHaveLength(1);
    expect(await otherTenant.bookings.leaseReconciliation(fixtureNow, fixtureNow + 1)).toBe(true);
  });

  test('an owner looks at offers, money owed, disputes, corrected books and times that wait too long, the newest first; never at what is settled', async () => {
    const { bookings, otherTenant } = await prepare(factory);
    const lately = fixtureNow - LOST_IS_NEWS + 1;
    const move = (event: string, movements: Readonly<Partial<Record<LedgerAccount, number>>>, recordedAt = lately) =>
      buildEntries(event, movements, recordedAt);
    const corrected = move('corrected/pay_1/2', { provider: -5, kept: 5 });
    const lost = (recordedAt: number, account: LedgerAccount = 'kept', sign = 1) =>
      move('dispute_lost/dp_1', { disputed: -5 * sign, [account]: 5 * sign }, recordedAt);
    const atThePlace = (owedMinor: number) => move('k', { on_site: 10, refund_due: owedMinor, kept: -10 - owedMinor });
    const owed = move('cancelled/bkg_1', { kept: 10, refund_due: -10 });
    const inState = (number: number, state: 'confirmed' | 'cancelled') => [
      buildBooking(`ord_${number}`, {
        claims: state === 'cancelled' ? [] : [buildClaim('res_anna', startsAt + number * HOUR)],
        state,
        holdExpiresAt: null,
      }),
    ];
    type Kind = Partial<Pick<Order, 'lateOffer' | 'ledger'>> & {
      readonly name: string;
      readonly payment?: Payment['state'];
      readonly refunds?: readonly (readonly [Refund['state'], number])[];
      readonly booking?: 'held' | 'cancelled';
    };
    const kinds: readonly Kind[] = [
      { name: 'an offer', lateOffer: offer() },
      { name: 'a failed refund', payment: 'paid', refunds: [['failed', 10]], ledger: owed },
      { name: 'settled: failed, then returned in another way', payment: 'paid', refunds: [['failed', 10]] },
      {
        name: 'settled: failed, and another is under way',
        ...{ payment: 'paid', ledger: owed },
        refunds: [
          ['failed', 10],
          ['pending', 10],
        ],
      },
      {
        name: 'failed, and another is under way for a part',
        ...{ payment: 'paid', ledger: owed },
        refunds: [
          ['failed', 10],
          ['pending', 9],
        ],
      },
      { name: 'settled: a refund under way', payment: 'paid', refunds: [['pending', 10]], ledger: owed },
      { name: 'a dispute', payment: 'disputed' },
      { name: 'a dispute lost lately', payment: 'lost', ledger: lost(lately) },
      { name: 'settled: a dispute lost long ago', payment: 'lost', ledger: lost(lately - 1) },
      {
        name: 'a dispute lost long ago, and a rest that is owed',
        payment: 'lost',
        ledger: lost(lately - 1, 'refund_due', -1),
      },
      { name: 'corrected books', ledger: corrected },
      { name: 'settled: corrected books of a cancelled booking', ledger: corrected, booking: 'cancelled' },
      { name: 'a hold', booking: 'held' },
      { name: 'settled: a payment', payment: 'paid' },
      { name: 'owed at the place', ledger: atThePlace(-5) },
      { name: 'settled: paid at the place', ledger: atThePlace(0) },
    ];
    for (const [number, { payment, refunds = [], booking, lateOffer = null, ledger = [] }] of kinds.entries()) {
      const id = `ord_${number}` as const;
      const order = orderAt(number, {
        ...{ lateOffer, ledger, createdAt: fixtureNow + number },
        ...(booking === 'held' ? {} : { bookings: inState(number, booking ?? 'confirmed') }),
        payments: payment === undefined ? [] : [buildPayment(id, { state: payment })],
        refunds: refunds.map(([state, amountMinor], index) =>
          buildRefund(id, { id: `ref_${number}_${index}`, paymentId: `pay_${number}`, state, amountMinor }),
        ),
      });
      expect(await bookings.insertOrder(order, [])).toEqual({ kind: 'saved' });
    }
    const list = async (waitingSince: number, limit = 100) =>
      (await bookings.listOrdersToLookAt(waitingSince, limit)).map(({ id }) => kinds[Number(id.slice(4))]?.name);
    const open = kinds.map(({ name }) => name).filter((name) => !name.startsWith('settled'));
    expect(await list(fixtureNow)).toEqual(open.filter((name) => name !== 'a hold').toReversed());
    // What was lost lately is old news by then.
    const later = open.filter((name) => name !== 'a dispute lost lately').toReversed();
    expect(await list(fixtureNow + 10 * MINUTE)).toEqual(later);
    // The limit counts what is open alone.
    expect(await list(fixtureNow + 10 * MINUTE, 7)).toEqual(later.slice(0, 7));
    expect(await otherTenant.bookings.listOrdersToLookAt(fixtureNow, 10)).toEqual([]);
  });

  test('what owners give back stays within its limit, however many write at once; a write above it leaves nothing behind', async () => {
    const { bookings, otherTenant } = await prepare(factory);
    const limit = { currency: 'SEK', since: fixtureNow, maximumMinor: 1_000 };
    const giveBack = async (store: BookingStore, number: number, amountMinor: number): Promise<WriteResult> => {
      const stored = await loadOrder(store, `ord_${number}`);
      const refund = buildRefund(stored.id, {
        ...{ id: `ref_${number}`, paymentId: `pay_${number}`, reason: 'goodwill', state: 'pending' },
        ...{ amountMinor, createdAt: fixtureNow },
      } as const);
      return store.saveOrder({ ...changeTo(stored, { ...stored, refunds: [refund] }), givenBackLimit: limit });
    };
    for (let number = 0; number < 23; number += 1) {
      const id = `ord_${number}` as const;
      const paid = orderAt(number, { payments: [buildPayment(id, { state: 'paid' })] });
      for (const store of [bookings, otherTenant.bookings]) expect(await store.insertOrder(paid, [])).toEqual({ kind: 'saved' });
    }
    const results = await race(20, (number) => giveBack(bookings, number, 300));
    expect(countKinds(results)).toEqual({ saved: 3, over_limit: 17 });
    expect(await bookings.sumGivenBack('SEK', fixtureNow)).toBe(900);
    const refused = await Promise.all(
      results.flatMap(({ kind }, number) => (kind === 'saved' ? [] : [loadOrder(bookings, `ord_${number}`)])),
    );
    expect(refused.filter(({ version, refunds }) => version > 1 || refunds.length > 0)).toEqual([]);
    // To the very limit, and not one above it. Another business has its own.
    expect(await giveBack(bookings, 20, 101)).toEqual({ kind: 'over_limit' });
    expect(await giveBack(bookings, 20, 100)).toEqual({ kind: 'saved' });
    expect(await giveBack(otherTenant.bookings, 21, 1_000)).toEqual({ kind: 'saved' });
  });

  test('an override stands beside what is there, is found occupied, keeps nobody out, and gives back only its own', async () => {
    const { bookings } = await prepare(factory);
    const claims = [buildClaim('res_anna', startsAt)];
    const override = (id: `ord_${string}`) => buildOrder({ id, bookings: [buildBooking(id, { claims, override: true })] });
    expect(await bookings.insertOrder(orderWithClaims('ord_1', claims), [])).toEqual({ kind: 'saved' });
    for (const id of ['ord_2', 'ord_3'] as const) expect(await bookings.insertOrder(override(id), [])).toEqual({ kind: 'saved' });
    const countBusy = async () =>
      (await bookings.loadOccupancy({ resourceIds: ['res_anna'], serviceId: null, range, now: fixtureNow })).busy.length;
    expect(await countBusy()).toBe(3);
    expect((await bookings.insertOrder(orderWithClaims('ord_4', claims), [])).kind).toBe('taken');
    const first = await loadOrder(bookings, 'ord_1');
    const gone = {
      ...first,
      bookings: first.bookings.map((booking) => ({ ...booking, state: 'cancelled' as const, holdExpiresAt: null })),
    };
    await bookings.saveOrder(changeTo(first, gone, { release: first.bookings.map(({ id }) => id) }));
    expect(await countBusy()).toBe(2);
    // The two overrides guard nothing: the constraint lets a normal booking in. That slots show the time as occupied is what keeps visitors away.
    expect(await bookings.insertOrder(orderWithClaims('ord_5', claims), [])).toEqual({ kind: 'saved' });
    const second = await loadOrder(bookings, 'ord_2');
    expect(second.bookings[0]?.override).toBe(true);
    // Moved to a time of its own, it is a booking like any other.
    const later = [buildClaim('res_anna', startsAt + 5 * HOUR)];
    const moved = { ...second, bookings: second.bookings.map((booking) => ({ ...booking, claims: later, override: false })) };
    const ids = moved.bookings.map(({ id }) => id);
    expect(await bookings.saveOrder(changeTo(second, moved, { release: ids, claim: ids }))).toEqual({ kind: 'saved' });
    expect((await loadOrder(bookings, 'ord_2')).bookings[0]?.override).toBe(false);
    expect((await bookings.insertOrder(orderWithClaims('ord_6', later), [])).kind).toBe('taken');
  });
}
