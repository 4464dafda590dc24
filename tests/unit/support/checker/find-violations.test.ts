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
import {
  HOUR,
  buildOffered,
  buildSeated,
  disputed,
  disputedLedger,
  ledger,
  refund,
  repeated,
  used,
  cancelledOrder,
} from '../../../support/checker/broken-worlds.ts';
import { brokenTime } from '../../../support/checker/broken-time.ts';
import { brokenMoney } from '../../../support/checker/broken-money.ts';
import { brokenNews } from '../../../support/checker/broken-news.ts';

const rulesOf = (evidence: Evidence): readonly Rule[] => [...new Set(findViolations(evidence).map(({ rule }) => rule))];

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
const broken = [...brokenTime, ...brokenMoney, ...brokenNews];

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
      prices_add_up: true,
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
