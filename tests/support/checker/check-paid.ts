import { isSold } from './evidence.ts';
import type { Evidence, EvidenceBooking, EvidenceOrder, Violation } from './evidence.ts';
import { addUp, balanceOf, findAtProvider, sum, wasSold } from './money-facts.ts';

/** Checks that time and money never disagree: who paid has his time or his money, and who has time has paid. */
export const checkPaid = (evidence: Evidence): readonly Violation[] => [
  ...evidence.orders.flatMap((order) => [
    ...checkLines(order),
    ...checkTimeIsPaid(order),
    ...checkKept(evidence, order),
    ...(evidence.isSettled ? checkRetained(evidence, order) : []),
  ]),
  ...(evidence.isSettled ? findStrangeMoney(evidence) : []),
];

const lost = (about: string, words: string): Violation => ({ rule: 'paid_has_time_or_money', about, words });

/** What is booked as paid for a booking that does not stand belongs to nobody. */
const checkLines = (order: EvidenceOrder): readonly Violation[] =>
  order.bookings
    .filter((booking) => !isSold(booking))
    .flatMap((booking) => {
      const paid = sum(
        order.lines.filter(({ bookingId }) => bookingId === booking.id).map(({ id }) => -balanceOf(order, `line:${id}`)),
      );
      return paid === 0 ? [] : [lost(booking.id, `${paid} are booked as paid for ${booking.id}, which is ${booking.state}`)];
    });

const returningReasons: ReadonlySet<string> = new Set(['late_payment', 'duplicate_payment', 'amount_differs']);

/** Whoever has a confirmed time has paid what was due; money that was sent back since it was not for this time does not count. */
function checkTimeIsPaid(order: EvidenceOrder): readonly Violation[] {
  if (!order.bookings.some(isSold)) return [];
  const sentBack = sum(
    order.refunds
      .filter(({ reason, state }) => returningReasons.has(reason) && state !== 'superseded')
      .map(({ amountMinor }) => amountMinor),
  );
  const paid = sum(order.payments.map(({ capturedMinor }) => capturedMinor)) - sentBack;
  if (paid >= order.dueMinor) return [];
  return [
    {
      rule: 'time_is_paid',
      about: order.id,
      words: `${order.id} has confirmed time, and paid ${paid} of the ${order.dueMinor} that were due`,
    },
  ];
}

/** What may be kept of a cancelled booking by its frozen terms: nothing when only the owner cancelled it. */
function computeKeepable(evidence: Evidence, order: EvidenceOrder, booking: EvidenceBooking): number {
  if (isSold(booking) || !wasSold(evidence, booking)) return 0;
  const by = evidence.cancelledBy?.[booking.id];
  if (by !== undefined && by.length > 0 && !by.includes('customer')) return 0;
  const net = sum(order.lines.filter(({ bookingId }) => bookingId === booking.id).map(({ netMinor }) => netMinor));
  const recorded = order.ledger.find(({ key }) => key.startsWith(`cancelled/${booking.id}/`))?.recordedAt;
  if (recorded === undefined) return net;
  const notice = (booking.startsAt - recorded) / 60_000;
  const tiers = booking.cancellationPolicy.tiers.toSorted((a, b) => b.minimumNoticeMinutes - a.minimumNoticeMinutes);
  const percent = tiers.find(({ minimumNoticeMinutes }) => notice >= minimumNoticeMinutes)?.refundPercent ?? 0;
  // The share is rounded once, in favour of one side or the other.
  return Math.ceil((net * (100 - percent)) / 100) + 1;
}

const computeKeepableOf = (evidence: Evidence, order: EvidenceOrder): number =>
  sum(order.bookings.map((booking) => computeKeepable(evidence, order, booking)));

function checkKept(evidence: Evidence, order: EvidenceOrder): readonly Violation[] {
  const kept = -balanceOf(order, 'kept');
  const keepable = computeKeepableOf(evidence, order);
  return kept <= keepable ? [] : [lost(order.id, `${order.id}: ${kept} were kept, and the terms allow ${keepable}`)];
}

/** By the provider's own books: what it still has for an order is for a time that stands, kept by the terms, or known to be owed. */
function checkRetained(evidence: Evidence, order: EvidenceOrder): readonly Violation[] {
  const theirs = addUp(findAtProvider(evidence, order));
  const gone = theirs.returnedMinor + theirs.returningMinor + theirs.openDisputesMinor + theirs.lostDisputesMinor;
  const retained = theirs.capturedMinor - gone;
  const known = sum(order.refunds.filter(({ state }) => state === 'failed').map(({ amountMinor }) => amountMinor));
  const offered = order.lateOffer?.state === 'open' ? order.lateOffer.amountMinor : 0;
  const sold = order.bookings.some(isSold) ? order.dueMinor : 0;
  const allowed = sold + computeKeepableOf(evidence, order) + known + offered;
  if (retained <= allowed) return [];
  const states = order.bookings.map(({ state }) => state).join(', ');
  return [lost(order.id, `${order.id} (${states}): the provider still has ${retained}, and only ${allowed} are for something`)];
}

/** Money at the provider under an id of ours that we do not know. */
const findStrangeMoney = ({ provider, orders }: Evidence): readonly Violation[] => {
  const known = new Set<string>(orders.flatMap((order) => order.payments.map(({ id }) => id)));
  return provider
    .filter(({ paymentId, capturedMinor }) => capturedMinor > 0 && (paymentId === null || !known.has(paymentId)))
    .map(({ providerId }) => lost(providerId, `the provider took money for ${providerId}, of which we know nothing`));
};
