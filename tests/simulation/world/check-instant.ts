import type { Order, OrderChange } from '../../../core/index.ts';
import { findBrokenLimits } from '../../support/checker/check-sold.ts';
import { describeOrder } from '../../support/checker/describe-order.ts';
import { findDoubleTakers } from '../../support/checker/check-time.ts';
import type { Violation } from '../../support/checker/evidence.ts';
import { describeTime } from './collect-evidence.ts';
import type { World } from './world.ts';

/** How long after the last other time was taken an offer may still be made by somebody who saw it free. */
const PATIENCE = 120_000;

/** Looks after a write at what must hold at every instant, and not only in the end. */
export function checkInstant(world: World, change: OrderChange | null): void {
  noteAlternatives(world);
  if (change !== null && change.next.ledger.length > MAXIMUM_LEDGER)
    world.scheduler.giveUp(`the ledger of ${change.next.id} grows without end`);
  const seen = [
    ...findDoubleTakers(describeTime(world)),
    ...findLimits(world),
    ...(change === null ? [] : [...findGivenAway(world, change), ...findSecondPayment(change), ...findEmptyOffer(world, change)]),
  ];
  for (const violation of seen) {
    if (world.surprises.some(({ about, rule }) => about === violation.about && rule === violation.rule)) continue;
    world.surprises.push(violation);
    world.tell('the checker', `sees: ${violation.words}`);
  }
}

/** No limit is exceeded, not even for a moment. */
const findLimits = ({ tenant, shop: { specials } }: World): readonly Violation[] =>
  specials.sold.limits.length === 0
    ? []
    : findBrokenLimits({ orders: [...tenant.orders.values()].map(describeOrder), sold: specials.sold });

/** Far more entries than any story needs. */
const MAXIMUM_LEDGER = 150;

const payable: ReadonlySet<string> = new Set(['open', 'requires_action', 'processing', 'authorized']);

/** A time is not given away while somebody can still pay for it, but by the owner's own hand. */
function findGivenAway(world: World, { previous, next }: OrderChange): readonly Violation[] {
  const leaving = next.bookings.filter(({ id, state }) => {
    const before = previous.bookings.find((booking) => booking.id === id)?.state;
    const wasWaiting = before === 'held' || before === 'awaiting_payment';
    return wasWaiting && (state === 'expired' || state === 'cancelled') && !world.releasedByHand.has(id);
  });
  if (leaving.length === 0) return [];
  const open = world.providers
    .flatMap((provider) => provider.showBooks())
    .filter(({ paymentId, state }) => payable.has(state) && isOf(next, paymentId) && world.keysOut.has(paymentId));
  return leaving.flatMap(({ id, state }) =>
    open.map(({ providerId }): Violation => {
      const words = `${id} becomes ${state} while its customer can still pay ${providerId}`;
      return { rule: 'time_in_payment_is_kept', about: id, words };
    }),
  );
}

const isOf = ({ payments }: Order, paymentId: string | null): paymentId is string => payments.some(({ id }) => id === paymentId);

/** An order has at most one payment that can still be paid, so that nobody pays twice. */
function findSecondPayment({ next: { id, payments } }: OrderChange): readonly Violation[] {
  const open = payments.filter(({ state }) => state === 'created' || payable.has(state));
  if (open.length <= 1) return [];
  return [{ rule: 'one_open_payment', about: id, words: `${id} has ${open.length} open payments` }];
}

/** Remembers when there was last another time to choose, where so few are offered that this can be told. */
function noteAlternatives(world: World): void {
  const { shop, scheduler } = world;
  if (shop.fewStarts === null) return;
  for (const startsAt of shop.fewStarts) if (isFree(world, startsAt)) world.freeSince.set(startsAt, scheduler.now());
}

function isFree({ shop, tenant, scheduler }: World, startsAt: number): boolean {
  const now = scheduler.now();
  const waiting = new Set(
    [...tenant.orders.values()]
      .flatMap(({ bookings }) =>
        bookings.filter(
          ({ state, holdExpiresAt }) => state === 'held' && holdExpiresAt !== null && holdExpiresAt <= now + PATIENCE,
        ),
      )
      .map(({ id }): string => id),
  );
  return shop.people.some((id) =>
    (tenant.claims.get(id) ?? []).every(
      ({ during, holder }) => waiting.has(holder) || during.to <= startsAt || during.from > startsAt,
    ),
  );
}

/** Nobody is offered another time while there is none. */
function findEmptyOffer({ shop, freeSince, scheduler }: World, { previous, next }: OrderChange): readonly Violation[] {
  const [booking] = next.bookings;
  const isNew = next.lateOffer?.state === 'open' && previous.lateOffer?.state !== 'open';
  if (!isNew || booking?.serviceId !== 'svc_cut' || shop.fewStarts === null) return [];
  const others = shop.fewStarts.filter((startsAt) => startsAt !== booking.startsAt);
  if (others.some((startsAt) => (freeSince.get(startsAt) ?? 0) > scheduler.now() - PATIENCE)) return [];
  const words = `${next.id} is offered another time, and there is none`;
  return [{ rule: 'offers_can_be_taken', about: next.id, words }];
}
