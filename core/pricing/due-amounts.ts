import type { Deposit } from '../catalog/prices/service-prices.ts';
import type { Service } from '../catalog/service.ts';
import { computePercentage } from '../money/money.ts';
import type { EpochMillis } from '../time/instant.ts';
import { MINUTE } from '../time/instant.ts';
import { computeInstant } from '../time/time-zone.ts';
import { sum } from './discounts.ts';
import type { PricedItem } from './priced-item.ts';
import type { Balance } from './quote.ts';

/** What an item costs, without its tip, and the tip. */
export type ItemCost = { readonly priced: PricedItem; readonly costMinor: number; readonly tipMinor: number };

/** What is due when. */
export type Due = {
  /** By item. */
  readonly nowMinor: readonly number[];
  /** Null when nothing is due later. */
  readonly balance: Balance | null;
  /** What the deposit would be, where the customer may pay all instead; null where he has no choice. */
  readonly depositMinor: number | null;
};

/** What the part that is due now depends on, beside the prices. */
export type DueTerms = {
  readonly now: EpochMillis;
  /** Whether the customer pays all although a deposit would do. */
  readonly isAllPaid: boolean;
  /** The least that the payment provider takes in this currency, in minor units. */
  readonly smallestChargeMinor: number;
};

/**
 * Computes what of each item is due now, and how the rest is. At the place only if everything may be paid there, or all together is so little that the provider would not take it. A rest whose date has come is due now too, and so is
 * one that the provider would not take; a deposit that it would not take is raised to what it takes.
 *
 * @see docs/algorithms/pricing.md
 */
export function computeDue(items: readonly ItemCost[], { now, isAllPaid, smallestChargeMinor }: DueTerms): Due {
  const allMinor = items.map(({ costMinor, tipMinor }) => costMinor + tipMinor);
  const isAtPlace = items.every(({ priced }) => priced.service.payment === 'on_site') || sum(allMinor) < smallestChargeMinor;
  if (isAtPlace) {
    const balance: Balance | null = sum(allMinor) === 0 ? null : { due: 'on_site', at: null };
    return { nowMinor: allMinor.map(() => 0), balance, depositMinor: null };
  }
  const rests = items.map((item) => findRest(item, now));
  const wanted = rests.map((rest, index) => (allMinor[index] ?? 0) - (rest?.restMinor ?? 0));
  const depositsMinor = raise(wanted, allMinor, smallestChargeMinor);
  const restMinor = sum(allMinor) - sum(depositsMinor);
  const balance = combine(rests.flatMap((rest) => rest ?? []));
  const isTooSmall = restMinor < smallestChargeMinor && balance.due === 'online';
  if (restMinor === 0 || isTooSmall) return { nowMinor: allMinor, balance: null, depositMinor: null };
  const hasChoice = items.every(({ priced }, index) => rests[index] === null || priced.service.deposit?.mayPayAll === true);
  const depositMinor = hasChoice ? sum(depositsMinor) : null;
  if (hasChoice && isAllPaid) return { nowMinor: allMinor, balance: null, depositMinor };
  return { nowMinor: depositsMinor, balance, depositMinor };
}

type Rest = Balance & { readonly restMinor: number };

/** What of an item may wait, and until when; null when nothing may. */
function findRest({ priced, costMinor, tipMinor }: ItemCost, now: EpochMillis): Rest | null {
  const { service, startsAt = null, partySize } = priced;
  const { deposit } = service;
  if (deposit === undefined) return null;
  const at = computeDueAt(deposit, service, startsAt);
  if (at !== null && at <= now) return null;
  const restMinor = costMinor + tipMinor - computeDeposit(deposit, service, costMinor, partySize);
  return restMinor <= 0 ? null : { restMinor, due: deposit.balance.due === 'on_site' ? 'on_site' : 'online', at };
}

function computeDeposit({ amount, minimumMinor = 0 }: Deposit, { price }: Service, costMinor: number, partySize: number): number {
  // An amount in another currency than the price is refused by the catalogue's check; all is due then.
  if (amount.kind !== 'percent' && amount.currency !== price.currency) return costMinor;
  const wantedMinor =
    amount.kind === 'percent'
      ? computePercentage(costMinor, amount.percent)
      : amount.amountMinor * (amount.kind === 'per_person' ? partySize : 1);
  return Math.min(costMinor, Math.max(wantedMinor, minimumMinor));
}

/** When a rest is due; null at the place, and while the start that it is counted from is not known. */
function computeDueAt({ balance }: Deposit, { timeZone }: Service, startsAt: EpochMillis | null): EpochMillis | null {
  if (balance.due === 'on_site') return null;
  if (balance.due === 'on_date') return computeInstant(balance.date, 0, timeZone);
  return startsAt === null ? null : startsAt - balance.minutes * MINUTE;
}

/** Raises what is due now to what the provider takes, from the first item on. */
function raise(wanted: readonly number[], allMinor: readonly number[], smallestMinor: number): readonly number[] {
  let missing = sum(wanted) === 0 ? 0 : Math.max(0, smallestMinor - sum(wanted));
  return wanted.map((amount, index) => {
    const added = Math.min(missing, (allMinor[index] ?? 0) - amount);
    missing -= added;
    return amount + added;
  });
}

/** One date for all rests: the first; at the place when all are paid there. */
function combine(rests: readonly Rest[]): Balance {
  const online = rests.filter(({ due }) => due === 'online');
  if (online.length === 0) return { due: 'on_site', at: null };
  const dates = online.flatMap(({ at }) => at ?? []);
  return { due: 'online', at: dates.length === 0 ? null : Math.min(...dates) };
}
