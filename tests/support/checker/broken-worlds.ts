import {
  BEGAN,
  buildBooking,
  buildCancelled,
  buildEffect,
  buildEvidence,
  buildMessage,
  buildOrder,
  entry,
  STARTS,
} from './build-evidence.ts';
import type { Evidence, Rule } from './evidence.ts';

/** An hour in milliseconds. */
export const HOUR = 3_600_000;

const [confirmed] = buildEvidence().orders;
const [cancelled] = buildCancelled().orders;
const [paidBack] = cancelled?.refunds ?? [];
if (confirmed === undefined || cancelled === undefined || paidBack === undefined)
  throw new Error('the worlds have orders, and the cancelled one a refund');

/** What is booked for an order that is paid. */
export const { ledger } = confirmed;

/** An order that was cancelled. */
export const cancelledOrder = cancelled;

/** The refund of that order. */
export const refund = paidBack;

/** Two seats in a class. */
export const seat = { bookingId: 'bkg_1', sessionId: 'ses_1', seats: 2 };
/** The booking of those seats. */
export const seated = buildBooking({ claims: [], sessions: [{ id: 'ses_1', startsAt: STARTS }], partySize: 2 });
/** The booking is two seats in a class. */
export const buildSeated = (changes: Partial<Evidence> = {}): Evidence =>
  buildEvidence({
    orders: [buildOrder({ bookings: [seated] })],
    claims: [],
    sessions: [{ id: 'ses_1', capacity: 2, seatsTaken: 2 }],
    seats: [seat],
    ...changes,
  });

/** Money came when the time was gone, and waits for the customer's choice. */
export const buildOffered = (changes: Partial<Evidence> = {}, order: Partial<Evidence['orders'][number]> = {}): Evidence =>
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
export const disputed = { providerId: 'dp_1', state: 'open', amountMinor: 45_000 } as const;
/** What is booked while it does. */
export const disputedLedger = [
  ...ledger,
  entry('disputed/dp_1/provider', 'provider', -45_000),
  entry('disputed/dp_1/disputed', 'disputed', 45_000),
];

/** A code that was used once. */
export const used = { codes: [{ code: 'ONCE', maximumRedemptions: 1, redeemed: 1 }] };

/** The customer got the news of his confirmation again after that of the cancellation. */
export const repeated = {
  messages: [...buildCancelled().messages, buildMessage('booking_confirmed/bkg_1')],
  excusedRepeats: { 'booking_confirmed/bkg_1': 1 },
};

/** A rule, how it is broken, and evidence of that. */
export type BrokenRow = readonly [rule: Rule, how: string, evidence: Evidence];
