import { computeBookableRange } from '../availability/bookable-range.ts';
import { computeStarts } from '../availability/compute-slots.ts';
import { listRuleStarts } from '../availability/plan-sessions.ts';
import type { ScheduledResource } from '../availability/timetable.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { chooseDuration, listDurations } from '../catalog/choose-duration.ts';
import { readPriceBook } from '../catalog/prices/price-book.ts';
import { fillPeople } from '../catalog/prices/service-prices.ts';
import { computeReachDays } from '../catalog/start-rules.ts';
import type { Service } from '../catalog/service.ts';
import type { ResourceId } from '../ids.ts';
import type { Money } from '../money/money.ts';
import type { Ports } from '../ports/ports.ts';
import { computeLeastPrice, doesPriceVary, doesPriceVaryByStart, listPersonPrices } from '../pricing/compute-least-price.ts';
import type { ListStarts } from '../pricing/compute-least-price.ts';
import type { EpochMillis } from '../time/instant.ts';
import { DAY, MINUTE } from '../time/instant.ts';
import { loadTimetables } from './load-timetables.ts';

/** The least prices of what is sold, found with `findLeastPrice`. */
export type LeastPrices = ReadonlyMap<string, Money | null>;

/** Names a service as it is for a duration or enrolment. */
const nameChosen = ({ id, kind, byDay, durationMinutes }: Service): string =>
  `${id} ${kind} ${byDay === undefined ? durationMinutes : ''}`;

/** Finds the least that a chosen service can cost per place; null where that cannot be said, and undefined where its price is the same for everybody at any time. */
export const findLeastPrice = (prices: LeastPrices, service: Service): Money | null | undefined =>
  prices.get(nameChosen(service));

/** What visitors may know of how a service is priced, beside its prices: whether its price depends on the start, what each kind of people costs and how many of them come unless somebody says so, and which tips are offered. */
export function describeSoldPrices(catalog: Catalog, service: Service) {
  const { tips, personTypes = [], minimumPartySize } = service;
  const people = fillPeople(personTypes, minimumPartySize);
  return {
    isPricedByStart: doesPriceVaryByStart(service, readPriceBook(catalog).priceRules),
    personTypes: listPersonPrices(service).map(({ type: { id, name, minimum, maximum }, price }, index) => ({
      ...{ id, name, price, minimum: minimum ?? 0, usual: people[index]?.quantity ?? 0 },
      ...(maximum === undefined ? {} : { maximum }),
    })),
    tips,
  };
}

/** Lists the least prices of the services whose prices depend on the start, on who is chosen or on who comes, in each of their durations and enrolments. */
export async function listLeastPrices(
  { holidays, clock }: Pick<Ports, 'holidays' | 'clock'>,
  catalog: Catalog,
): Promise<LeastPrices> {
  const now = clock.now();
  const { priceRules } = readPriceBook(catalog);
  const found = new Map<string, Money | null>();
  for (const sold of catalog.services) {
    if (!doesPriceVary(sold, priceRules)) continue;
    for (const service of listVariants(sold)) {
      const listStarts: ListStarts = doesPriceVaryByStart(service, priceRules)
        ? compileStarts(service, now, await loadResources({ holidays }, catalog, service, now))
        : () => [now];
      found.set(nameChosen(service), computeLeastPrice(service, priceRules, now, listStarts));
    }
  }
  return found;
}

/** A service in each way that has a price of its own. */
function listVariants(service: Service): readonly Service[] {
  const lengths = listDurations(service).map((duration) => ({ ...service, ...duration }));
  const single = service.dropIn === undefined ? null : chooseDuration(service, { enrolment: 'drop_in' });
  return [...lengths, ...(single?.ok ? [single.value] : [])];
}

const loadResources = (
  { holidays }: Pick<Ports, 'holidays'>,
  catalog: Catalog,
  service: Service,
  now: EpochMillis,
): Promise<readonly ScheduledResource[]> =>
  service.kind === 'appointment'
    ? loadTimetables({ holidays }, catalog, service, { from: now, to: now + (computeReachDays(service) + 1) * DAY })
    : Promise.resolve([]);

function compileStarts(service: Service, now: EpochMillis, resources: readonly ScheduledResource[]): ListStarts {
  const range = computeBookableRange(service, now, resources);
  if (service.kind !== 'appointment') {
    const days = { first: Math.floor(range.from / DAY) - 1, last: Math.floor(range.to / DAY) + 1 };
    const starts = listRuleStarts(service, days).filter((startsAt) => startsAt >= range.from && startsAt < range.to);
    return () => starts;
  }
  const free = { occupancy: { busy: [], sessions: [] }, closed: [], partySize: service.minimumPartySize };
  return (resourceId: ResourceId | null) => {
    const starts: EpochMillis[] = [];
    for (let { from } = range; from < range.to; from += PART) {
      const part = { from, to: Math.min(from + PART, range.to) + service.durationMinutes * MINUTE };
      starts.push(...computeStarts({ ...free, service, resources, now, range: part, resourceId }));
    }
    return starts;
  };
}

/** So much is looked at in one go. */
const PART = 60 * DAY;
