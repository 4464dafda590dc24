import type { PriceConditions } from '../catalog/prices/price-conditions.ts';
import { adjustPrice, isForCurrency, MAXIMUM_PRICE_MINOR } from '../catalog/prices/price-adjustment.ts';
import type { PersonType } from '../catalog/prices/service-prices.ts';
import type { PriceRule } from '../catalog/prices/price-rule.ts';
import type { Service } from '../catalog/service.ts';
import type { ResourceId } from '../ids.ts';
import type { Money } from '../money/money.ts';
import { money } from '../money/money.ts';
import type { EpochMillis } from '../time/instant.ts';
import { collectStartFacts, findUnmet } from './price-facts.ts';
import type { PriceFacts } from './price-facts.ts';

/** Lists the rules that can count for a service: those for it, in its currency. */
const listRules = ({ id, price }: Service, rules: readonly PriceRule[]): readonly PriceRule[] =>
  rules.filter(
    ({ serviceIds, adjustment }) => (serviceIds === null || serviceIds.includes(id)) && isForCurrency(adjustment, price.currency),
  );

/** Whether the price of a service depends on when it begins, on who is chosen, or on who comes. */
export const doesPriceVary = (service: Service, rules: readonly PriceRule[]): boolean =>
  listRules(service, rules).length > 0 ||
  (service.resourcePrices ?? []).length > 0 ||
  (service.personTypes ?? []).some(({ adjustment }) => adjustment !== undefined);

/** Whether a rule asks anything of the start; the rest of its conditions is chosen by the visitor. */
const asksForStart = ({ weekdays, times, dates, minimumLeadMinutes, maximumLeadMinutes }: PriceConditions): boolean =>
  [weekdays, times, dates, minimumLeadMinutes, maximumLeadMinutes].some((condition) => condition !== undefined);

const asksForSeats = ({ maximumSeatsLeft, maximumSeatsTaken }: PriceConditions): boolean =>
  maximumSeatsLeft !== undefined || maximumSeatsTaken !== undefined;

/** Whether the price of a service depends on when it begins, or on the seats of the session: a price that is asked for without a start may be another one. */
export const doesPriceVaryByStart = (service: Service, rules: readonly PriceRule[]): boolean =>
  listRules(service, rules).some(({ when }) => when !== undefined && (asksForStart(when) || asksForSeats(when)));

/** Computes what one person of each kind costs before price rules; empty where everybody is of one kind. */
export const listPersonPrices = ({
  price,
  priceUnit,
  personTypes = [],
}: Service): readonly { readonly type: PersonType; readonly price: Money }[] =>
  (priceUnit === 'person' ? personTypes : []).map((type) => ({
    type,
    price: type.adjustment === undefined ? price : money(adjustPrice(price.amountMinor, type.adjustment), price.currency),
  }));

/** Answers the starts that can be offered with somebody chosen by name, or with whoever is free (null). */
export type ListStarts = (resourceId: ResourceId | null) => readonly EpochMillis[];

/** How many times a rule is held against a start, a number of people or a name before the least price counts as unknown: two tenths of a second of work at most, once a minute. */
const MAXIMUM_COMPARISONS = 2_000_000;

/** A way to book that prices may depend on. */
type Way = { readonly unitMinor: number; readonly facts: PriceFacts };

/**
 * Computes the least that one place of a service (a person, a night, a booking) can cost before discounts and taxes on top: over every start that `listStarts` answers, everybody who can be
 * chosen by name, every number and kind of people. Somebody can really book at it, unless what others have booked takes those times. Null where that cannot be said: nothing can be booked, a rule depends on how many
 * seats are taken, or there are more ways to book than `MAXIMUM_COMPARISONS` allows to look at.
 */
export function computeLeastPrice(
  service: Service,
  priceRules: readonly PriceRule[],
  now: EpochMillis,
  listStarts: ListStarts,
): Money | null {
  const rules = listRules(service, priceRules);
  if (rules.some(({ when }) => when !== undefined && asksForSeats(when))) return null;
  let leastMinor: number | null = null;
  const ways = listWays(service, rules, now, listStarts);
  if (ways === null) return null;
  for (const { unitMinor, facts } of ways) {
    const changed = applyRules(service, unitMinor, rules, facts);
    // What costs too much to be priced cannot be booked either.
    if (changed <= MAXIMUM_PRICE_MINOR) leastMinor = Math.min(changed, leastMinor ?? changed);
  }
  return leastMinor === null ? null : money(leastMinor, service.price.currency);
}

function applyRules(service: Service, listMinor: number, rules: readonly PriceRule[], facts: PriceFacts): number {
  let unitMinor = listMinor;
  for (const rule of rules) {
    if (findUnmet(rule, service, facts) !== null) continue;
    unitMinor = adjustPrice(unitMinor, rule.adjustment);
    if (rule.then === 'stop') break;
  }
  return unitMinor;
}

/** Lists every way to book; null when there are too many of them. */
function listWays(
  service: Service,
  rules: readonly PriceRule[],
  now: EpochMillis,
  listStarts: ListStarts,
): readonly Way[] | null {
  const sizes = listPartySizes(service, rules);
  const ways: Way[] = [];
  let comparisons = 0;
  for (const resourceId of listChoices(service, rules)) {
    const units = listUnitPrices(service, resourceId);
    const starts = listStarts(resourceId);
    comparisons += starts.length * rules.length;
    if (comparisons > MAXIMUM_COMPARISONS) return null;
    const telling = listTellingStarts(service, rules, now, starts);
    comparisons += telling.length * sizes.length * units.length * Math.max(1, rules.length);
    if (comparisons > MAXIMUM_COMPARISONS) return null;
    for (const startsAt of telling) {
      const start = collectStartFacts(startsAt, service.timeZone, now);
      for (const people of sizes)
        for (const unitMinor of units) ways.push({ unitMinor, facts: { start, people, seats: null, resourceId } });
    }
  }
  return ways;
}

/** What one of each kind of people costs with somebody, before price rules. */
function listUnitPrices(service: Service, resourceId: ResourceId | null): readonly number[] {
  const { price, resourcePrices = [], personTypes = [] } = service;
  const named = resourcePrices.find((one) => one.resourceId === resourceId)?.adjustment;
  const own = named === undefined ? price.amountMinor : adjustPrice(price.amountMinor, named);
  const types = service.priceUnit === 'person' ? personTypes.filter(({ maximum }) => maximum !== 0) : [];
  if (types.length === 0) return [own];
  return types.map(({ adjustment }) => (adjustment === undefined ? own : adjustPrice(own, adjustment)));
}

/** Whoever is free, and those whose name makes a difference. */
function listChoices({ needs, resourcePrices = [] }: Service, rules: readonly PriceRule[]): readonly (ResourceId | null)[] {
  const choosable = new Set(needs.filter(({ visitorMayChoose }) => visitorMayChoose).flatMap(({ anyOf }) => anyOf));
  const named = [
    ...resourcePrices.map(({ resourceId }) => resourceId),
    ...rules.flatMap(({ when }) => when?.resourceIds ?? []),
  ].filter((id) => choosable.has(id));
  return [null, ...new Set(named)];
}

/** One start for each set of rules that count at some start; so few are enough. */
function listTellingStarts(
  service: Service,
  rules: readonly PriceRule[],
  now: EpochMillis,
  starts: readonly EpochMillis[],
): readonly EpochMillis[] {
  const timed = rules.flatMap(({ when }) => (when !== undefined && asksForStart(when) ? [pickStartConditions(when)] : []));
  const found = new Map<string, EpochMillis>();
  for (const startsAt of starts) {
    const facts = { start: collectStartFacts(startsAt, service.timeZone, now), people: 1, seats: null, resourceId: null };
    const key = timed.map((when) => (findUnmet({ serviceIds: null, when }, service, facts) === null ? '1' : '0')).join('');
    if (!found.has(key)) found.set(key, startsAt);
  }
  return [...found.values()];
}

const pickStartConditions = ({ weekdays, times, dates, minimumLeadMinutes, maximumLeadMinutes }: PriceConditions) => ({
  ...{ weekdays, times, dates, minimumLeadMinutes, maximumLeadMinutes },
});

/** The numbers of people at which a rule begins or ends to count, and the smallest party. */
function listPartySizes({ minimumPartySize, maximumPartySize }: Service, rules: readonly PriceRule[]): readonly number[] {
  const edges = rules.flatMap(({ when }) => [when?.minimumPeople ?? [], (when?.maximumPeople ?? -1) + 1].flat());
  return [...new Set([minimumPartySize, ...edges.filter((size) => size >= minimumPartySize && size <= maximumPartySize)])];
}
