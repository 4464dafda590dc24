import { Fault } from '../errors/fault.ts';
import type { EffectPayload, LeasedEffect } from '../order/effect.ts';
import type { Ports } from '../ports/ports.ts';
import { HOUR, MINUTE } from '../time/instant.ts';
import { sendBookingMessage, sendWaitingListMessages } from './send-messages.ts';
import { sendRefund } from './send-refund.ts';
import { syncCalendar } from './sync-calendar.ts';

/** How long a worker has for its batch before another may take it over: far more than so few deliveries take, also with a slow mail server. */
const LEASE = 10 * MINUTE;
const BATCH = 5;
/** What must be left of the lease when an effect is begun: longer than the slowest delivery takes. */
const NEEDED = 3 * MINUTE;

/** What one round of deliveries did. */
export type DeliverySummary = { readonly delivered: number; readonly failed: number };

/**
 * Carries out what changes of state call for: messages, refunds and events in calendars. Each effect at least once, each refund exactly once at the provider
 * (it is keyed by our id). What fails is tried again later, with growing pauses, for ever: it is never dropped.
 */
export async function deliverEffects(ports: Ports, limit: number): Promise<DeliverySummary> {
  const ends: DeliveryEnd[] = [];
  let handled = 0;
  // What was just delivered may be what the next message about the same booking waited for.
  for (let taken = BATCH; taken > 0 && handled < limit;) {
    const now = ports.clock.now();
    const effects = await ports.effects.leaseEffects(now, now + LEASE, Math.min(BATCH, limit - handled));
    // Calendars come last, and once one did not answer no other is tried in this round: they share a provider, and mails wait behind them.
    for (const effect of effects.toSorted((a, b) => Number(isForCalendar(a)) - Number(isForCalendar(b)))) {
      // One that could outlive the lease is left for the next.
      if (effect.leasedUntil - ports.clock.now() < NEEDED) continue;
      const isPutOff = isForCalendar(effect) && ends.includes('unanswered');
      ends.push(isPutOff ? await putOff(ports, effect) : await tryDelivery(ports, effect));
    }
    taken = effects.length;
    handled += taken;
  }
  const delivered = ends.filter((end) => end === 'delivered').length;
  return { delivered, failed: ends.length - delivered };
}

/** How a delivery ended; `unanswered`: the provider of the calendars is silent. */
type DeliveryEnd = 'delivered' | 'failed' | 'unanswered';

const isForCalendar = ({ payload }: LeasedEffect): boolean => payload.kind === 'sync_calendar';

/** Delivers one effect, or gives it back for later. */
async function tryDelivery(ports: Ports, effect: LeasedEffect): Promise<DeliveryEnd> {
  try {
    await deliver(ports, effect, effect.payload);
    await ports.effects.finishEffect(effect, ports.clock.now());
    return 'delivered';
  } catch (error) {
    const code = error instanceof Fault ? error.code : 'internal_error';
    const retryAt = ports.clock.now() + computePause(effect.attempts);
    // A calendar may have been written to after the lease had ended and another worker had finished: what stands is shown anew.
    if (isForCalendar(effect)) await ports.effects.reopenEffect(effect.key, retryAt, code);
    else await ports.effects.retryEffect(effect, retryAt, code);
    return isForCalendar(effect) && code === 'provider_unavailable' ? 'unanswered' : 'failed';
  }
}

/** Gives back an effect whose provider has just been silent, for soon: it was not its own fault. */
async function putOff(ports: Ports, effect: LeasedEffect): Promise<DeliveryEnd> {
  const pause = Math.min(MINUTE, computePause(effect.attempts));
  await ports.effects.retryEffect(effect, ports.clock.now() + pause, 'provider_unavailable');
  return 'failed';
}

/** Doubles from one second up to an hour. */
const computePause = (attempts: number): number => Math.min(HOUR, 1_000 * 2 ** Math.min(attempts, 12));

async function deliver(ports: Ports, effect: LeasedEffect, payload: EffectPayload): Promise<void> {
  switch (payload.kind) {
    case 'send_message':
      return sendBookingMessage(ports, effect.key, effect.orderId, payload);
    case 'refund_payment':
      return sendRefund(ports, effect.orderId, payload.refundId);
    case 'notify_waiting_list':
      return sendWaitingListMessages(ports, payload.serviceId, payload.localDate);
    case 'sync_calendar':
      return syncCalendar(ports, { ...payload, orderId: effect.orderId });
  }
}
