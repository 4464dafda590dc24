import type {
  Evidence,
  EvidenceBooking,
  EvidenceClaim,
  EvidenceEffect,
  EvidenceMessage,
  EvidenceOrder,
  EvidencePayment,
  EvidencePrice,
} from './evidence.ts';

// A small sound world in the form of evidence, for the checker's own tests: one paid and confirmed booking of ord_1, unless changed.

const HOUR = 3_600_000;

/** When the world begins, and when its bookings start: two days later. */
export const BEGAN = 1_800_000_000_000;
export const STARTS = BEGAN + 48 * HOUR;

export const owner = 'owner@salon.example';
export const eva = 'eva@mail.example';

/** A confirmed booking of one hour with Anna. */
export const buildBooking = (changes: Partial<EvidenceBooking> = {}): EvidenceBooking => ({
  id: 'bkg_1',
  serviceId: 'svc_cut',
  state: 'confirmed',
  startsAt: STARTS,
  endsAt: STARTS + HOUR,
  partySize: 1,
  override: false,
  claims: [{ resourceId: 'res_anna', during: { from: STARTS, to: STARTS + HOUR } }],
  sessions: [],
  resourceIds: ['res_anna'],
  holdExpiresAt: null,
  sequence: 0,
  cancellationPolicy: { tiers: [{ minimumNoticeMinutes: 1_440, refundPercent: 100 }] },
  ...changes,
});

/** A price of 450.00, due at once. */
export const buildPrice = (changes: Partial<EvidencePrice> = {}): EvidencePrice => ({
  ...{ totalMinor: 45_000, laterMinor: 0, linesMinor: [45_000], people: [{ serviceId: 'svc_cut', partySize: 1 }], codes: [] },
  ...changes,
});

/** An order that cost 450.00, paid and confirmed. */
export const buildOrder = (changes: Partial<EvidenceOrder> = {}): EvidenceOrder => ({
  id: 'ord_1',
  currency: 'SEK',
  customerEmail: eva,
  dueMinor: 45_000,
  lines: [{ id: 'lin_1', bookingId: 'bkg_1', netMinor: 45_000 }],
  bookings: [buildBooking()],
  payments: [{ id: 'pay_1', provider: 'live', providerId: 'pi_1', state: 'paid', amountMinor: 45_000, capturedMinor: 45_000 }],
  refunds: [],
  redemptions: [],
  ledger: [
    entry('captured/pay_1/45000/provider', 'provider', 45_000),
    entry('captured/pay_1/45000/line:lin_1', 'line:lin_1', -45_000),
  ],
  lateOffer: null,
  ...changes,
});

export const entry = (
  key: string,
  account: EvidenceOrder['ledger'][number]['account'],
  amountMinor: number,
): EvidenceOrder['ledger'][number] => ({ key, account, amountMinor, recordedAt: BEGAN + HOUR });

/** What the provider has of it. */
export const buildPayment = (changes: Partial<EvidencePayment> = {}): EvidencePayment => ({
  provider: 'live',
  providerId: 'pi_1',
  paymentId: 'pay_1',
  state: 'paid',
  amountMinor: 45_000,
  capturedMinor: 45_000,
  refunds: [],
  disputes: [],
  ...changes,
});

export const buildClaim = (changes: Partial<EvidenceClaim> = {}): EvidenceClaim => ({
  resourceId: 'res_anna',
  during: { from: STARTS, to: STARTS + HOUR },
  holder: 'bkg_1',
  isExclusive: true,
  ...changes,
});

/** A message that went out, with the effect that called for it. */
export const buildMessage = (key: string, to: string = eva): EvidenceMessage => ({
  key,
  template: key.split('/')[0] ?? '',
  to,
  sentAt: BEGAN + HOUR,
});

export const buildEffect = (key: string, changes: Partial<EvidenceEffect> = {}): EvidenceEffect => ({
  orderId: 'ord_1',
  key,
  kind: 'send_message',
  isDone: true,
  ...changes,
});

const told = ['booking_confirmed/bkg_1', 'owner_booking_confirmed/bkg_1'];

/** The whole sound world, some of it changed. */
export const buildEvidence = (changes: Partial<Evidence> = {}): Evidence => ({
  now: BEGAN + 24 * HOUR,
  isSettled: true,
  ownerEmail: owner,
  resources: [
    { id: 'res_anna', calendarId: 'anna@calendar.example' },
    { id: 'res_bo', calendarId: null },
  ],
  orders: [buildOrder()],
  claims: [buildClaim()],
  sessions: [],
  seats: [],
  codes: [{ code: 'ONCE', maximumRedemptions: 1, redeemed: 0 }],
  effects: told.map((key) => buildEffect(key)),
  provider: [buildPayment()],
  messages: [buildMessage('booking_confirmed/bkg_1'), buildMessage('owner_booking_confirmed/bkg_1', owner)],
  calendarEvents: [{ calendarId: 'anna@calendar.example', bookingId: 'bkg_1', startsAt: STARTS, endsAt: STARTS + HOUR }],
  excusedRepeats: {},
  ...changes,
});

/** The sound world once the owner has cancelled and all money went back. */
export function buildCancelled(changes: Partial<Evidence> = {}, order: Partial<EvidenceOrder> = {}): Evidence {
  const refund = {
    id: 'ref_1',
    paymentId: 'pay_1',
    providerId: 're_1',
    state: 'succeeded',
    amountMinor: 45_000,
    reason: 'cancelled',
  } as const;
  const cancelled = ['booking_cancelled/bkg_1/ref_1', 'owner_booking_cancelled/bkg_1/ref_1'];
  const { ledger } = buildOrder();
  return buildEvidence({
    orders: [
      buildOrder({
        bookings: [buildBooking({ state: 'cancelled', sequence: 1 })],
        refunds: [refund],
        ledger: [
          ...ledger,
          entry('cancelled/bkg_1/line:lin_1', 'line:lin_1', 45_000),
          entry('cancelled/bkg_1/refund_due', 'refund_due', -45_000),
          entry('refunded/ref_1/refund_due', 'refund_due', 45_000),
          entry('refunded/ref_1/provider', 'provider', -45_000),
        ],
        ...order,
      }),
    ],
    claims: [],
    effects: [
      ...told.map((key) => buildEffect(key)),
      buildEffect('refund_payment/ref_1', { kind: 'refund_payment' }),
      ...cancelled.map((key) => buildEffect(key)),
    ],
    provider: [buildPayment({ refunds: [{ providerId: 're_1', refundId: 'ref_1', amountMinor: 45_000, state: 'succeeded' }] })],
    messages: [
      ...buildEvidence().messages,
      buildMessage('booking_cancelled/bkg_1/ref_1'),
      buildMessage('owner_booking_cancelled/bkg_1/ref_1', owner),
    ],
    calendarEvents: [],
    cancelledBy: { bkg_1: ['owner'] },
    ...changes,
  });
}
