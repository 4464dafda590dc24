import { listStockWishes, listUnits } from '../catalog/extras.ts';
import type { ChosenExtra, StockWish } from '../catalog/extras.ts';
import type { Service } from '../catalog/service.ts';
import type { ExtraId, ResourceId } from '../ids.ts';
import type { EpochMillis, Interval } from '../time/instant.ts';
import { isOverlapping, MINUTE } from '../time/instant.ts';
import type { KeyRange, Refused } from './limit-times.ts';
import { listCeilings, listLimitKeys } from './limit-times.ts';
import type { LimitCount, Limited, LimitUse } from './limit-use.ts';
import { computeLimitUses } from './limit-use.ts';
import type { Claim } from './occupancy.ts';
import { computeOccupied, listStayStarts } from './stay.ts';

/** Some pieces of an extra that a booking is to have as long as it lasts. */
export type UnitWish = {
  readonly extraId: ExtraId;
  readonly quantity: number;
  readonly during: Interval;
  /** All pieces that there are, and those that others have then. */
  readonly units: readonly ResourceId[];
  readonly busy: ReadonlySet<ResourceId>;
};

const nameTotal = (extraId: ExtraId): string => `${extraId}/total`;

/** Counts by date as a limit of so many a day does, on the clock of the service. */
const limitByDate = ({ extra, stock }: StockWish, { timeZone }: Pick<Service, 'timeZone'>): Limited => ({
  ...{ id: extra.id, timeZone },
  limits: { perDay: stock.quantity },
});

const listWishes = (service: Service, chosen: readonly ChosenExtra[], per: StockWish['stock']['per']): readonly StockWish[] =>
  listStockWishes(service, chosen).filter(({ stock }) => stock.per === per);

/** Computes what the extras of a booking that starts then are counted on, each with its quantity. */
export function computeStockUses(service: Service, startsAt: EpochMillis, chosen: readonly ChosenExtra[]): readonly LimitUse[] {
  const byDate = listWishes(service, chosen, 'date').flatMap((wish) =>
    computeLimitUses(limitByDate(wish, service), startsAt).map((use) => ({ ...use, quantity: wish.quantity })),
  );
  const inAll = listWishes(service, chosen, 'total').map(({ extra, stock, quantity }) => ({
    ...{ key: nameTotal(extra.id), maximum: stock.quantity, quantity },
  }));
  return [...byDate, ...inAll];
}

/** Whether something is counted of an extra. */
export const isOfExtra = ({ key }: Pick<LimitUse, 'key'>): boolean => key.startsWith('ext_');

/** Lists the keys that the extras of bookings in a range of starts are counted on. */
export const listStockKeys = (service: Service, range: Interval, chosen: readonly ChosenExtra[]): readonly KeyRange[] => [
  ...listWishes(service, chosen, 'date').flatMap((wish) => listLimitKeys(limitByDate(wish, service), range)),
  ...listWishes(service, chosen, 'total').map(({ extra }) => ({ from: nameTotal(extra.id), to: nameTotal(extra.id) })),
];

/** Lists in which part of a range nothing starts since too few pieces of an extra are left, of those that are counted. */
export function listStockRefused(
  service: Service,
  range: Interval,
  chosen: readonly ChosenExtra[],
  counts: readonly LimitCount[],
): readonly Refused[] {
  const refuse = (during: Interval): Refused => ({ during, reason: 'limit' });
  const byDate = listWishes(service, chosen, 'date').flatMap((wish) =>
    wish.quantity > wish.stock.quantity
      ? [refuse(range)]
      : listCeilings(limitByDate(wish, service), range, counts)
          .filter(({ left }) => left < wish.quantity)
          .map(({ during }) => refuse(during)),
  );
  const used = new Map(counts.map((count) => [count.key, count.used]));
  const inAll = listWishes(service, chosen, 'total')
    .filter(({ extra, stock, quantity }) => (used.get(nameTotal(extra.id)) ?? 0) + quantity > stock.quantity)
    .map(() => refuse(range));
  return [...byDate, ...inAll];
}

/** Lists the pieces of extras that are used at times, all of them; none where none is chosen. */
export const listChosenUnits = (service: Service, chosen: readonly ChosenExtra[]): readonly ResourceId[] =>
  listWishes(service, chosen, 'time').flatMap(listUnits);

/** Lists when no appointment of a service starts since too few pieces of an extra are free as long as it lasts. */
export function listUnitRefused(
  service: Service,
  range: Interval,
  chosen: readonly ChosenExtra[],
  busy: readonly Claim[],
): readonly Refused[] {
  const wishes = listWishes(service, chosen, 'time');
  if (wishes.length === 0) return [];
  const starts = service.byDay === undefined ? null : listStayStarts(service, range);
  return wishes.flatMap((wish) =>
    starts === null
      ? listShortTimes(service, range, wish, busy)
      : starts
          .filter((startsAt) => countFree(wishUnits(service, startsAt, wish, busy)) < wish.quantity)
          .map((startsAt): Refused => ({ during: { from: startsAt, to: startsAt + 1 }, reason: 'limit' })),
  );
}

/** Sweeps over the starts that each piece is occupied for: where that are too many, none is left. */
function listShortTimes(
  { durationMinutes, bufferBeforeMinutes, bufferAfterMinutes }: Service,
  range: Interval,
  wish: StockWish,
  busy: readonly Claim[],
): readonly Refused[] {
  const spare = wish.stock.quantity - wish.quantity;
  if (spare < 0) return [{ during: range, reason: 'limit' }];
  const lead = (durationMinutes + bufferAfterMinutes) * MINUTE;
  const steps = listUnits(wish).flatMap((unit) => {
    const times = busy.filter(({ resourceId }) => resourceId === unit).map(({ during }) => during);
    // A start is refused strictly between these: half-open, from a millisecond later on.
    return join(times.map(({ from, to }) => ({ from: from - lead + 1, to: to + bufferBeforeMinutes * MINUTE }))).flatMap(
      ({ from, to }) => [
        { at: from, by: 1 },
        { at: to, by: -1 },
      ],
    );
  });
  const refused: Refused[] = [];
  let taken = 0;
  let since: EpochMillis | null = null;
  for (const { at, by } of steps.toSorted((a, b) => a.at - b.at || a.by - b.by)) {
    taken += by;
    if (taken > spare && since === null) since = at;
    if (taken <= spare && since !== null) {
      refused.push({ during: { from: since, to: at }, reason: 'limit' });
      since = null;
    }
  }
  return refused;
}

function join(times: readonly Interval[]): readonly Interval[] {
  const joined: Interval[] = [];
  for (const time of times.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last === undefined || time.from > last.to) joined.push(time);
    else joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, time.to) };
  }
  return joined;
}

/** Looks which pieces of the chosen extras an appointment that starts then could have. */
export const listUnitWishes = (
  service: Service,
  startsAt: EpochMillis,
  chosen: readonly ChosenExtra[],
  busy: readonly Claim[],
): readonly UnitWish[] => listWishes(service, chosen, 'time').map((wish) => wishUnits(service, startsAt, wish, busy));

function wishUnits(service: Service, startsAt: EpochMillis, wish: StockWish, busy: readonly Claim[]): UnitWish {
  const during = computeOccupied(service, startsAt);
  const units = listUnits(wish);
  const taken = busy.filter((claim) => units.includes(claim.resourceId) && isOverlapping(claim.during, during));
  const { extra, quantity } = wish;
  return { extraId: extra.id, quantity, during, units, busy: new Set(taken.map(({ resourceId }) => resourceId)) };
}

/** Counts the pieces that nobody has at that time. */
export const countFree = ({ units, busy }: Pick<UnitWish, 'units' | 'busy'>): number =>
  units.reduce((sum, unit) => (busy.has(unit) ? sum : sum + 1), 0);

/** Lists the claims of all pieces that somebody could have. */
export const listUnitClaims = (wishes: readonly UnitWish[]): readonly Claim[] =>
  wishes.flatMap(({ units, during }) => units.map((resourceId) => ({ resourceId, during })));

/** Chooses free pieces for each wish that are not among those that cannot be had; null when they are too few. */
export function chooseUnits(wishes: readonly UnitWish[], isTaken: (claim: Claim) => boolean): readonly Claim[] | null {
  const chosen: Claim[] = [];
  for (const { units, busy, during, quantity } of wishes) {
    const free = units
      .filter((unit) => !busy.has(unit))
      .map((resourceId): Claim => ({ resourceId, during }))
      .filter((claim) => !isTaken(claim));
    if (free.length < quantity) return null;
    chosen.push(...free.slice(0, quantity));
  }
  return chosen;
}
