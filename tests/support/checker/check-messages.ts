import { isSold } from './evidence.ts';
import type { Evidence, EvidenceBooking, EvidenceMessage, EvidenceOrder, Violation } from './evidence.ts';
import { balanceOf, wasSold } from './money-facts.ts';

/** Checks what people were told: each thing once, and in the end how things stand. */
export const checkMessages = (evidence: Evidence): readonly Violation[] => [
  ...findRepeats(evidence),
  ...(evidence.isSettled
    ? evidence.orders.flatMap((order) => [
        ...order.bookings.flatMap((booking) => [...checkCustomer(evidence, order, booking), ...checkOwner(evidence, booking)]),
        ...checkReturned(evidence, order),
      ])
    : []),
];

/** Each key goes out once, but for deliveries that took effect and could not be noted. */
function findRepeats({ messages, excusedRepeats }: Evidence): readonly Violation[] {
  const counts = [...Map.groupBy(messages, ({ key }) => key)].map(([key, sent]) => ({ key, repeats: sent.length - 1 }));
  const say = (key: string, words: string): Violation => ({ rule: 'told_once', about: key, words });
  if (typeof excusedRepeats === 'number') {
    const repeats = counts.reduce((sum, count) => sum + count.repeats, 0);
    const first = counts.find((count) => count.repeats > 0);
    return first === undefined || repeats <= excusedRepeats
      ? []
      : [say(first.key, `${repeats} messages went out again, among them ${first.key}; ${excusedRepeats} may have`)];
  }
  return counts
    .filter(({ key, repeats }) => repeats > (excusedRepeats[key] ?? 0))
    .map(({ key, repeats }) => say(key, `${key} went out ${repeats + 1} times, ${excusedRepeats[key] ?? 0} of them excused`));
}

/** What tells a customer how his booking stands. */
const stateTemplates: ReadonlySet<string> = new Set([
  'booking_confirmed',
  'booking_rescheduled',
  'booking_cancelled',
  'session_too_few',
  'payment_late_offer',
]);

const isAbout = ({ key }: EvidenceMessage, { id }: EvidenceBooking): boolean => key.split('/')[1] === id;

const untold = (about: string, words: string): Violation => ({ rule: 'told_the_final_state', about, words });

/** The last word that a customer got of a booking says how it stands. */
function checkCustomer(evidence: Evidence, order: EvidenceOrder, booking: EvidenceBooking): readonly Violation[] {
  if (order.customerEmail === null) return [];
  const told = evidence.messages.filter(
    (message) => message.to === order.customerEmail && stateTemplates.has(message.template) && isAbout(message, booking),
  );
  const last = told.findLast(({ key }, index) => !isLateRepeat(evidence, told, key, index));
  const expected = chooseExpected(evidence, order, booking, told);
  if (expected === null)
    return last === undefined ? [] : [untold(booking.id, `${booking.id} is ${booking.state}, and ${last.key} was sent`)];
  if (last !== undefined && expected.some((key) => last.key === key || last.key.startsWith(`${key}/`))) return [];
  const said = last === undefined ? 'nothing' : last.key;
  return [
    untold(
      booking.id,
      `${booking.id} is ${booking.state} (moved ${booking.sequence} times), and the last the customer heard was ${said}`,
    ),
  ];
}

/** A copy of what was said before, sent by a worker whose clock did not know that another had taken its turn. */
const isLateRepeat = ({ lateRepeats }: Evidence, told: readonly EvidenceMessage[], key: string, index: number): boolean =>
  lateRepeats?.includes(key) === true && told.findIndex((message) => message.key === key) < index;

/** The keys of which one must come last; null when nothing may have been said. */
function chooseExpected(
  evidence: Evidence,
  order: EvidenceOrder,
  booking: EvidenceBooking,
  told: readonly EvidenceMessage[],
): readonly string[] | null {
  if (isSold(booking)) {
    const moved = told.filter(({ template }) => template === 'booking_rescheduled');
    return moved.length === 0 ? [`booking_confirmed/${booking.id}`] : [`booking_rescheduled/${booking.id}/${booking.sequence}`];
  }
  if (wasSold(evidence, booking)) return [`booking_cancelled/${booking.id}`, `session_too_few/${booking.id}`];
  if (order.lateOffer === null) return null;
  // One that was declined before its message went out needs none any more. That its money goes back is what `checkReturned` wants to hear.
  return told.length === 0 && order.lateOffer.state === 'declined' ? null : [`payment_late_offer/${booking.id}`];
}

/** The owner heard of every booking that was sold, and of its cancellation. */
function checkOwner({ ownerEmail, messages, effects, ...evidence }: Evidence, booking: EvidenceBooking): readonly Violation[] {
  if (ownerEmail === null || !wasSold({ ...evidence, ownerEmail, messages, effects }, booking)) return [];
  const ended = ['owner_booking_cancelled', 'owner_session_too_few'];
  const wanted = [['owner_booking_confirmed'], ...(booking.state === 'cancelled' ? [ended] : [])];
  // Some keys name the refund too.
  const heard = new Set(messages.filter(({ to }) => to === ownerEmail).map(({ key }) => key.split('/').slice(0, 2).join('/')));
  return wanted
    .filter((templates) => !templates.some((template) => heard.has(`${template}/${booking.id}`)))
    .map(([template]) => untold(booking.id, `${booking.id} is ${booking.state}, and the owner never got ${template}`));
}

/** Whoever paid for no time was told that his money goes back. */
function checkReturned({ messages }: Evidence, order: EvidenceOrder): readonly Violation[] {
  if (order.customerEmail === null || order.bookings.length === 0) return [];
  return order.refunds
    .filter(({ reason }) => reason === 'late_payment' || reason === 'duplicate_payment')
    .filter(
      ({ id }) =>
        !messages.some(
          ({ key, to }) => to === order.customerEmail && key.startsWith('payment_refunded_late/') && key.endsWith(`/${id}`),
        ),
    )
    .map(({ id }) =>
      untold(
        order.id,
        `refund ${id} returns money for no time (${-balanceOf(order, 'refund_due')} owed), and the customer was not told`,
      ),
    );
}
