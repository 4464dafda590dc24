import { describe, expect, test } from '@jest/globals';
import {
  BEGAN,
  buildBooking,
  buildCancelled,
  buildClaim,
  buildEffect,
  buildEvidence,
  buildMessage,
  buildOrder,
  buildPayment,
  entry,
  owner,
  STARTS,
} from '../../../support/checker/build-evidence.ts';
import type { Evidence, NeverSeenInEvidence, Rule, SoldRule } from '../../../support/checker/evidence.ts';
import { findViolations } from '../../../support/checker/find-violations.ts';

const HOUR = 3_600_000;

const rulesOf = (evidence: Evidence): readonly Rule[] => [...new Set(findViolations(evidence).map(({ rule }) => rule))];

const [confirmedOrder] = buildEvidence().orders;
const [cancelledOrder] = buildCancelled().orders;
if (confirmedOrder === undefined || cancelledOrder === undefined) throw new Error('the worlds have orders');
const { ledger } = confirmedOrder;
const refund = cancelledOrder.refunds[0];
if (refund === undefined) throw new Error('the cancelled world has a refund');

const seat = { bookingId: 'bkg_1', sessionId: 'ses_1', seats: 2 };
const seated = buildBooking({ claims: [], sessions: [{ id: 'ses_1', startsAt: STARTS }], partySize: 2 });
/** The booking is two seats in a class. */
const buildSeated = (changes: Partial<Evidence> = {}): Evidence =>
  buildEvidence({
    orders: [buildOrder({ bookings: [seated] })],
    claims: [],
    sessions: [{ id: 'ses_1', capacity: 2, seatsTaken: 2 }],
    seats: [seat],
    ...changes,
  });

/** Money came when the time was gone, and waits for the customer's choice. */
const buildOffered = (changes: Partial<Evidence> = {}, order: Partial<Evidence['orders'][number]> = {}): Evidence =>
  buildEvidence({
    orders: [
      buildOrder({
        bookings: [buildBooking({ state: 'expired' })],
        ledger: [
          entry('captured/pay_1/45000/provider', 'provider', 45_000),
          entry('captured/pay_1/45000/offered', 'offered', -45_000),
        ],
        lateOffer: { amountMinor: 45_000, expiresAt: BEGAN + 30 * HOUR, state: 'open' },
        ...order,
      }),
    ],
    claims: [],
    effects: [buildEffect('payment_late_offer/bkg_1/pay_1')],
    messages: [buildMessage('payment_late_offer/bkg_1/pay_1')],
    calendarEvents: [],
    ...changes,
  });

/** The bank has the money while it looks into the payment. */
const disputed = { providerId: 'dp_1', state: 'open', amountMinor: 45_000 } as const;
const disputedLedger = [
  ...ledger,
  entry('disputed/dp_1/provider', 'provider', -45_000),
  entry('disputed/dp_1/disputed', 'disputed', 45_000),
];

const used = { codes: [{ code: 'ONCE', maximumRedemptions: 1, redeemed: 1 }] };

/** The customer got the news of his confirmation again after that of the cancellation. */
const repeated = {
  messages: [...buildCancelled().messages, buildMessage('booking_confirmed/bkg_1')],
  excusedRepeats: { 'booking_confirmed/bkg_1': 1 },
};

const sound: readonly (readonly [string, Evidence])[] = [
  ['a booking that is paid and confirmed', buildEvidence()],
  ['nothing at all', buildEvidence({ orders: [], claims: [], effects: [], provider: [], messages: [], calendarEvents: null })],
  ['a cancelled booking whose money went back', buildCancelled()],
  ['seats in a class', buildSeated()],
  ['an offer that stands open', buildOffered()],
  [
    'an offer that was declined before its message went out',
    buildEvidence({
      orders: [
        buildOrder({
          bookings: [buildBooking({ state: 'expired' })],
          refunds: [{ ...refund, reason: 'late_payment' }],
          ledger: cancelledOrder.ledger.map((each) => ({ ...each, key: each.key.replace('cancelled', 'returned') })),
          lateOffer: { amountMinor: 45_000, expiresAt: BEGAN + 30 * HOUR, state: 'declined' },
        }),
      ],
      claims: [],
      calendarEvents: [],
      messages: [buildMessage('payment_refunded_late/bkg_1/ref_1')],
      effects: [
        buildEffect('payment_late_offer/bkg_1/pay_1'),
        buildEffect('refund_payment/ref_1', { kind: 'refund_payment' }),
        buildEffect('payment_refunded_late/bkg_1/ref_1'),
      ],
      provider: buildCancelled().provider,
    }),
  ],
  [
    'an override beside a booking, marked as such',
    buildEvidence({
      orders: [
        buildOrder(),
        buildOrder({
          id: 'ord_2',
          customerEmail: null,
          dueMinor: 0,
          lines: [],
          payments: [],
          ledger: [],
          bookings: [buildBooking({ id: 'bkg_2', override: true, resourceIds: ['res_bo'] })],
        }),
      ],
      claims: [buildClaim(), buildClaim({ holder: 'bkg_2', isExclusive: false })],
      effects: [...buildEvidence().effects, buildEffect('owner_booking_confirmed/bkg_2', { orderId: 'ord_2' })],
      messages: [...buildEvidence().messages, buildMessage('owner_booking_confirmed/bkg_2', owner)],
    }),
  ],
  [
    'a dispute that is open',
    buildEvidence({ orders: [buildOrder({ ledger: disputedLedger })], provider: [buildPayment({ disputes: [disputed] })] }),
  ],
  [
    'half of it kept by the terms',
    buildCancelled(
      {
        cancelledBy: { bkg_1: ['customer'] },
        provider: [
          buildPayment({ refunds: [{ providerId: 're_1', refundId: 'ref_1', amountMinor: 22_500, state: 'succeeded' }] }),
        ],
      },
      {
        bookings: [
          buildBooking({
            state: 'cancelled',
            sequence: 1,
            cancellationPolicy: { tiers: [{ minimumNoticeMinutes: 60, refundPercent: 50 }] },
          }),
        ],
        refunds: [{ ...refund, amountMinor: 22_500 }],
        ledger: [
          ...ledger,
          entry('cancelled/bkg_1/line:lin_1', 'line:lin_1', 45_000),
          entry('cancelled/bkg_1/refund_due', 'refund_due', -22_500),
          entry('cancelled/bkg_1/kept', 'kept', -22_500),
          entry('refunded/ref_1/refund_due', 'refund_due', 22_500),
          entry('refunded/ref_1/provider', 'provider', -22_500),
        ],
      },
    ),
  ],
  [
    'a code that is used once',
    buildEvidence({ ...used, orders: [buildOrder({ redemptions: [{ code: 'ONCE', state: 'used' }] })] }),
  ],
  [
    'a message that went out again, excused',
    buildEvidence({
      messages: [buildMessage('booking_confirmed/bkg_1'), ...buildEvidence().messages],
      excusedRepeats: { 'booking_confirmed/bkg_1': 1 },
    }),
  ],
  [
    'a notice of what had passed before it could be sent',
    buildEvidence({
      effects: ['owner_dispute_opened', 'owner_hold_stuck', 'payment_processing', 'payment_failed']
        .map((template) => buildEffect(`${template}/bkg_1`))
        .concat(buildEvidence().effects),
    }),
  ],
  [
    'old news that two workers sent at once, since their clocks disagreed',
    buildCancelled({ ...repeated, lateRepeats: ['booking_confirmed/bkg_1'] }),
  ],
  [
    'messages that went out again, excused in all',
    buildEvidence({
      messages: [buildMessage('booking_confirmed/bkg_1'), ...buildEvidence().messages],
      excusedRepeats: 1,
    }),
  ],
];

/** Each breaks its rule and no other. */
const broken: readonly (readonly [Rule, string, Evidence])[] = [
  [
    'never_two_for_one_time',
    'two bookings have one person at one time',
    buildEvidence({
      orders: [
        buildOrder({
          bookings: [buildBooking(), buildBooking({ id: 'bkg_2', state: 'pending_approval', resourceIds: ['res_bo'] })],
        }),
      ],
      claims: [buildClaim(), buildClaim({ holder: 'bkg_2' })],
    }),
  ],
  [
    'never_two_for_one_time',
    'one of them ends a minute into the other',
    buildEvidence({
      orders: [
        buildOrder({
          bookings: [
            buildBooking(),
            buildBooking({
              id: 'bkg_2',
              state: 'pending_approval',
              claims: [{ resourceId: 'res_anna', during: { from: STARTS - HOUR, to: STARTS + 60_000 } }],
            }),
          ],
        }),
      ],
      claims: [buildClaim(), buildClaim({ holder: 'bkg_2', during: { from: STARTS - HOUR, to: STARTS + 60_000 } })],
    }),
  ],
  [
    'never_two_for_one_time',
    'a class has more seats taken than it has',
    buildSeated({ sessions: [{ id: 'ses_1', capacity: 1, seatsTaken: 2 }] }),
  ],
  ['claims_equal_bookings', 'a booking that stands holds nothing', buildEvidence({ claims: [] })],
  [
    'claims_equal_bookings',
    'a booking holds another time than its own',
    buildEvidence({ claims: [buildClaim({ during: { from: STARTS + HOUR, to: STARTS + 2 * HOUR } })] }),
  ],
  ['claims_equal_bookings', 'a cancelled booking still holds its time', buildCancelled({ claims: [buildClaim()] })],
  [
    'claims_equal_bookings',
    'somebody holds a time who is nobody',
    buildEvidence({ claims: [buildClaim(), buildClaim({ holder: 'bkg_9', resourceId: 'res_bo' })] }),
  ],
  [
    'claims_equal_bookings',
    'an override guards its time',
    buildEvidence({ orders: [buildOrder({ bookings: [buildBooking({ override: true })] })] }),
  ],
  [
    'seats_equal_bookings',
    'a session counts seats that nobody has',
    buildSeated({ sessions: [{ id: 'ses_1', capacity: 5, seatsTaken: 3 }] }),
  ],
  [
    'seats_equal_bookings',
    'a booking has fewer seats than people',
    buildSeated({ seats: [{ ...seat, seats: 1 }], sessions: [{ id: 'ses_1', capacity: 2, seatsTaken: 1 }] }),
  ],
  [
    'ledger_sums_to_zero',
    'an entry is missing',
    buildEvidence({ orders: [buildOrder({ ledger: [...ledger, entry('x/on_site', 'on_site', 1)] })] }),
  ],
  [
    'ledger_sums_to_zero',
    'an entry is there twice',
    buildEvidence({ orders: [buildOrder({ ledger: [...ledger, entry('x', 'on_site', 0), entry('x', 'on_site', 0)] })] }),
  ],
  [
    'ledger_agrees_with_provider',
    'the provider took less than we believe',
    buildEvidence({ provider: [buildPayment({ capturedMinor: 40_000 })] }),
  ],
  [
    'disputes_are_booked',
    'a dispute that is over is still booked as open',
    buildEvidence({
      orders: [buildOrder({ ledger: disputedLedger })],
      provider: [buildPayment({ disputes: [{ ...disputed, state: 'lost' }] })],
    }),
  ],
  [
    'owed_money_is_under_way',
    'money is owed and no refund is on its way',
    buildEvidence({
      orders: [buildOrder({ ledger: [...ledger, entry('a', 'line:lin_1', 1_000), entry('b', 'refund_due', -1_000)] })],
    }),
  ],
  [
    'owed_money_is_under_way',
    'a refund is on its way and nothing is owed',
    buildEvidence({
      orders: [buildOrder({ refunds: [{ ...refund, state: 'pending' }] })],
      effects: [...buildEvidence().effects, buildEffect('refund_payment/ref_1', { kind: 'refund_payment' })],
      provider: [buildPayment({ refunds: [{ providerId: 're_1', refundId: 'ref_1', amountMinor: 45_000, state: 'pending' }] })],
    }),
  ],
  [
    'owed_money_is_under_way',
    'a refund failed and the owner was not told',
    buildCancelled(
      {
        provider: [buildPayment({ refunds: [{ providerId: 're_1', refundId: 'ref_1', amountMinor: 45_000, state: 'failed' }] })],
      },
      {
        refunds: [{ ...refund, state: 'failed' }],
        ledger: cancelledOrder.ledger.filter(({ key }) => !key.startsWith('refunded/')),
      },
    ),
  ],
  [
    'offered_money_has_an_offer',
    'more is offered than waits for the choice',
    buildOffered({}, { lateOffer: { amountMinor: 45_001, expiresAt: BEGAN + 30 * HOUR, state: 'open' } }),
  ],
  [
    'paid_has_time_or_money',
    'a cancelled booking was never paid back',
    buildCancelled(
      { effects: buildCancelled().effects.filter(({ kind }) => kind !== 'refund_payment'), provider: [buildPayment()] },
      {
        refunds: [],
        ledger: [
          ...ledger,
          entry('cancelled/bkg_1/line:lin_1', 'line:lin_1', 45_000),
          entry('cancelled/bkg_1/kept', 'kept', -45_000),
        ],
      },
    ),
  ],
  [
    'paid_has_time_or_money',
    'what is booked for a cancelled booking stays with it',
    buildCancelled({}, { ledger: [...cancelledOrder.ledger, entry('x', 'line:lin_1', -1), entry('y', 'on_site', 1)] }),
  ],
  [
    'paid_has_time_or_money',
    'the provider has money of ours that we know nothing of',
    buildEvidence({
      provider: [buildPayment(), buildPayment({ providerId: 'pi_9', paymentId: 'pay_9' })],
    }),
  ],
  ['time_is_paid', 'a confirmed booking was not paid in full', buildEvidence({ orders: [buildOrder({ dueMinor: 45_001 })] })],
  [
    'told_once',
    'a message went out twice',
    buildEvidence({ messages: [buildMessage('booking_confirmed/bkg_1'), ...buildEvidence().messages] }),
  ],
  [
    'told_the_final_state',
    'the last that the customer heard is not how things stand',
    buildCancelled({
      messages: [
        ...buildCancelled().messages.filter(({ template }) => template !== 'booking_confirmed'),
        buildMessage('booking_confirmed/bkg_1'),
      ],
    }),
  ],
  ['told_the_final_state', 'old news came again after the newer', buildCancelled(repeated)],
  [
    'told_the_final_state',
    'the customer heard of nothing',
    buildEvidence({
      effects: [buildEffect('owner_booking_confirmed/bkg_1')],
      messages: [buildMessage('owner_booking_confirmed/bkg_1', owner)],
    }),
  ],
  [
    'told_the_final_state',
    'the owner heard of nothing',
    buildEvidence({
      effects: [buildEffect('booking_confirmed/bkg_1')],
      messages: [buildMessage('booking_confirmed/bkg_1')],
    }),
  ],
  [
    'told_the_final_state',
    'the customer was never told of the other times that he may choose',
    buildOffered({ effects: [], messages: [] }),
  ],
  [
    'told_the_final_state',
    'money for no time went back without a word',
    buildEvidence({
      orders: [
        buildOrder({
          bookings: [buildBooking({ state: 'expired' })],
          refunds: [{ ...refund, reason: 'late_payment' }],
          ledger: cancelledOrder.ledger.map((each) => ({ ...each, key: each.key.replace('cancelled', 'returned') })),
        }),
      ],
      claims: [],
      calendarEvents: [],
      messages: [],
      effects: [buildEffect('refund_payment/ref_1', { kind: 'refund_payment' })],
      provider: buildCancelled().provider,
    }),
  ],
  [
    'effects_are_delivered',
    'the owner was not told of a dispute that is still open',
    buildEvidence({
      orders: [buildOrder({ ledger: disputedLedger })],
      provider: [buildPayment({ disputes: [disputed] })],
      effects: [...buildEvidence().effects, buildEffect('owner_dispute_opened/bkg_1')],
    }),
  ],
  [
    'effects_are_delivered',
    'an effect was never carried out',
    buildEvidence({
      effects: [...buildEvidence().effects, buildEffect('sync_calendar/bkg_1', { kind: 'sync_calendar', isDone: false })],
    }),
  ],
  [
    'effects_are_delivered',
    'a message counts as sent and was not',
    buildEvidence({ effects: [...buildEvidence().effects, buildEffect('payment_refunded/bkg_1')] }),
  ],
  [
    'effects_are_delivered',
    'a message was sent that nothing called for',
    buildEvidence({ messages: [...buildEvidence().messages, buildMessage('owner_payment_late/bkg_1', owner)] }),
  ],
  [
    'effects_are_delivered',
    'a message went to a stranger',
    buildEvidence({
      effects: [...buildEvidence().effects, buildEffect('payment_processing/bkg_1')],
      messages: [...buildEvidence().messages, buildMessage('payment_processing/bkg_1', 'stranger@mail.example')],
    }),
  ],
  [
    'refunded_once',
    'a refund never reached the provider',
    buildCancelled({}, { refunds: [refund, { ...refund, id: 'ref_2', providerId: null, amountMinor: 1 }] }),
  ],
  [
    'refunded_once',
    'a refund was made twice',
    buildCancelled(
      {
        provider: [
          buildPayment({
            capturedMinor: 90_000,
            refunds: [
              { providerId: 're_1', refundId: 'ref_1', amountMinor: 45_000, state: 'succeeded' },
              { providerId: 're_2', refundId: 'ref_1', amountMinor: 45_000, state: 'succeeded' },
            ],
          }),
        ],
      },
      {
        payments: [
          { id: 'pay_1', provider: 'live', providerId: 'pi_1', state: 'paid', amountMinor: 45_000, capturedMinor: 90_000 },
        ],
      },
    ),
  ],
  ['codes_are_counted', 'a code counts a use that nobody makes', buildEvidence(used)],
  [
    'codes_are_counted',
    'a code is used more often than it may',
    buildEvidence({
      codes: [{ code: 'ONCE', maximumRedemptions: 0, redeemed: 1 }],
      orders: [buildOrder({ redemptions: [{ code: 'ONCE', state: 'used' }] })],
    }),
  ],
  [
    'codes_are_counted',
    'an order that waits for nothing keeps a code',
    buildEvidence({ ...used, orders: [buildOrder({ redemptions: [{ code: 'ONCE', state: 'reserved' }] })] }),
  ],
  [
    'nothing_stays_for_ever',
    'a hold stands for ever',
    buildEvidence({
      orders: [
        buildOrder(),
        buildOrder({
          id: 'ord_2',
          customerEmail: null,
          lines: [],
          payments: [],
          ledger: [],
          bookings: [buildBooking({ id: 'bkg_2', state: 'held', claims: [], resourceIds: [] })],
        }),
      ],
    }),
  ],
  [
    'nothing_stays_for_ever',
    'a payment stays open at the provider',
    buildEvidence({
      provider: [buildPayment(), buildPayment({ providerId: 'pi_2', paymentId: 'pay_2', state: 'open', capturedMinor: 0 })],
    }),
  ],
  [
    'nothing_stays_for_ever',
    'an offer outlives its time',
    buildOffered({}, { lateOffer: { amountMinor: 45_000, expiresAt: BEGAN, state: 'open' } }),
  ],
  ['calendars_agree', 'no calendar shows a booking', buildEvidence({ calendarEvents: [] })],
  ['calendars_agree', 'a calendar shows a cancelled booking', buildCancelled({ calendarEvents: buildEvidence().calendarEvents })],
];

describe('what the checker lets pass', () => {
  test.each(sound)('%s', (_, evidence) => {
    expect(findViolations(evidence)).toEqual([]);
  });

  test('in the middle of things, what only comes to rest later', () => {
    const waiting = buildEvidence({
      isSettled: false,
      effects: [buildEffect('booking_confirmed/bkg_1', { isDone: false })],
      messages: [],
      calendarEvents: [],
      provider: [buildPayment({ disputes: [disputed] })],
    });
    expect(findViolations(waiting)).toEqual([]);
  });
});

describe('what the checker catches', () => {
  test.each(broken)('%s: %s', (rule, _, evidence) => {
    expect(rulesOf(evidence)).toEqual([rule]);
  });

  test('every rule of the checker is broken here at least once', () => {
    const rules: Readonly<Record<Exclude<Rule, NeverSeenInEvidence | SoldRule>, true>> = {
      never_two_for_one_time: true,
      claims_equal_bookings: true,
      seats_equal_bookings: true,
      ledger_sums_to_zero: true,
      ledger_agrees_with_provider: true,
      disputes_are_booked: true,
      owed_money_is_under_way: true,
      offered_money_has_an_offer: true,
      paid_has_time_or_money: true,
      time_is_paid: true,
      told_once: true,
      told_the_final_state: true,
      effects_are_delivered: true,
      refunded_once: true,
      codes_are_counted: true,
      nothing_stays_for_ever: true,
      calendars_agree: true,
    };
    expect([...new Set(broken.map(([rule]) => rule))].toSorted()).toEqual(Object.keys(rules).toSorted());
  });

  test('a violation says in words what cannot be, and about what', () => {
    expect(
      findViolations(buildEvidence({ claims: [buildClaim(), buildClaim({ holder: 'bkg_9', resourceId: 'res_bo' })] })),
    ).toEqual([
      {
        rule: 'claims_equal_bookings',
        about: 'bkg_9',
        words: `bkg_9 holds res_bo ${STARTS}–${STARTS + HOUR}, and there is no such booking or session`,
      },
    ]);
  });
});
