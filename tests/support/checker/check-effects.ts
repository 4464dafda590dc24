import { isSold } from './evidence.ts';
import type { Evidence, EvidenceOrder, Violation } from './evidence.ts';
import { findAtProvider, isWaiting } from './money-facts.ts';

/** Checks that everything that was called for was carried out: each message sent, each refund asked for, and once. */
export const checkEffects = (evidence: Evidence): readonly Violation[] => [
  ...checkDeliveries(evidence),
  ...evidence.orders.flatMap((order) => checkRefunds(evidence, order)),
];

const undone = (about: string, words: string): Violation => ({ rule: 'effects_are_delivered', about, words });

function checkDeliveries(evidence: Evidence): readonly Violation[] {
  const { effects, messages } = evidence;
  const sent = new Set(messages.map(({ key }) => key));
  const known = new Set(effects.map(({ key }) => key));
  const addresses = new Set([evidence.ownerEmail, ...evidence.orders.map(({ customerEmail }) => customerEmail)]);
  return [
    ...effects.filter(({ isDone }) => !isDone).map(({ key }) => undone(key, `${key} was never delivered`)),
    ...effects
      .filter(
        ({ key, kind, isDone }, index) => isDone && kind === 'send_message' && !sent.has(key) && !isOvertaken(evidence, index),
      )
      .map(({ key }) => undone(key, `${key} counts as delivered, and no such message went out`)),
    ...messages
      .filter(({ key, template }) => template !== 'waiting_list_time_free' && !known.has(key))
      .map(({ key }) => undone(key, `${key} went out, and nothing called for it`)),
    ...messages
      .filter(({ to, template }) => template !== 'waiting_list_time_free' && !addresses.has(to))
      .map(({ key, to }) => undone(key, `${key} went to ${to}, who has no order`)),
  ];
}

/** A message that has nobody to go to, that is about something that has passed, or that a later one about the same booking has made untrue before it was sent. */
function isOvertaken(evidence: Evidence, index: number): boolean {
  const { effects, messages, orders, ownerEmail } = evidence;
  const effect = effects[index];
  if (effect === undefined) return false;
  const [template = '', bookingId = ''] = effect.key.split('/');
  const order = orders.find(({ id }) => id === effect.orderId);
  const to = template.startsWith('owner_') ? ownerEmail : (order?.customerEmail ?? null);
  if (to === null || (order !== undefined && hasPassed(evidence, order, template))) return true;
  const later = new Set(effects.slice(index + 1).map(({ key }) => key));
  return messages.some(
    ({ key, to: receiver }) =>
      receiver === to && later.has(key) && key.split('/')[1] === bookingId && !key.startsWith('payment_refunded_late'),
  );
}

/** Whether what a message tells for the time being is over: whoever did not get it by then needs it no more. */
function hasPassed(evidence: Evidence, order: EvidenceOrder, template: string): boolean {
  switch (template) {
    case 'owner_hold_stuck':
      return !order.bookings.some(isWaiting);
    case 'payment_processing':
      return !order.payments.some(({ state }) => state === 'processing');
    case 'payment_failed':
      return order.bookings.some(isSold) || order.payments.some(({ capturedMinor }) => capturedMinor > 0);
    case 'payment_late_offer':
    case 'owner_payment_late':
      return order.lateOffer !== null && order.lateOffer.state !== 'open';
    case 'owner_dispute_opened':
      return !findAtProvider(evidence, order).some(({ disputes }) => disputes.some(({ state }) => state === 'open'));
    default:
      return false;
  }
}

/** Each refund of ours is at the provider once, with its amount and its state; one that is not needed any more may be missing. */
function checkRefunds(evidence: Evidence, order: EvidenceOrder): readonly Violation[] {
  const theirs = findAtProvider(evidence, order).flatMap(({ refunds }) => refunds);
  const say = (about: string, words: string): Violation => ({ rule: 'refunded_once', about, words: `${order.id}: ${words}` });
  const known = new Set<string | null>(order.refunds.flatMap(({ id, providerId }) => [id, providerId]));
  const ours = order.refunds.flatMap((refund) => {
    const found = theirs.filter(({ refundId, providerId }) => refundId === refund.id || providerId === refund.providerId);
    if (found.length > 1) return [say(refund.id, `refund ${refund.id} was made ${found.length} times`)];
    const [only] = found;
    if (only === undefined)
      return refund.state === 'superseded' || refund.state === 'failed'
        ? []
        : [say(refund.id, `refund ${refund.id} never reached the provider`)];
    if (only.amountMinor !== refund.amountMinor)
      return [say(refund.id, `refund ${refund.id} is of ${refund.amountMinor}, at the provider of ${only.amountMinor}`)];
    return only.state === refund.state
      ? []
      : [say(refund.id, `refund ${refund.id} is ${refund.state}, at the provider ${only.state}`)];
  });
  // One that was made by hand and failed before anybody heard of it has moved nothing.
  const unknown = theirs.filter(
    ({ refundId, providerId, state }) => state !== 'failed' && !known.has(refundId ?? providerId) && !known.has(providerId),
  );
  return [...ours, ...unknown.map(({ providerId }) => say(providerId, `we know nothing of refund ${providerId}`))];
}
