import { adjustPrice, isForCurrency } from '../catalog/prices/price-adjustment.ts';
import type { PriceAdjustment } from '../catalog/prices/price-adjustment.ts';
import type { PriceRule } from '../catalog/prices/price-rule.ts';
import { fillPeople } from '../catalog/prices/service-prices.ts';
import type { PersonType } from '../catalog/prices/service-prices.ts';
import type { Service } from '../catalog/service.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { QuoteTexts } from '../words/quotes.ts';
import { describeAdjustment } from './describe-reason.ts';
import { findUnmet, moveFacts } from './price-facts.ts';
import type { PriceFacts } from './price-facts.ts';
import type { Trace } from './price-reason.ts';
import type { Good, PriceContext, PricedItem, Places } from './priced-item.ts';
import type { QuoteLine } from './quote.ts';

/** People who pay the same. */
type Group = { readonly type: PersonType | null; readonly quantity: number };

/** What the lines of a service are computed from. */
type Sold = { readonly priced: PricedItem; readonly item: number; readonly facts: PriceFacts; readonly group: Group };

/**
 * Computes what a service costs before discounts: for each kind of people its price, changed by the rules that count, one after the other.
 * Refuses `person_type_not_offered` with the `item`.
 */
export function computeServiceGoods(
  sold: Omit<Sold, 'group'>,
  rules: readonly PriceRule[],
  context: PriceContext,
): Outcome<readonly Good[]> {
  const groups = listGroups(sold.priced, sold.item);
  if (!groups.ok) return groups;
  return accept(
    groups.value.map((group, index) =>
      computeGood({ ...sold, group }, rules, index === 0 ? context : { ...context, trace: null }),
    ),
  );
}

function listGroups({ service, partySize, people }: PricedItem, item: number): Outcome<readonly Group[]> {
  const { personTypes = [], priceUnit } = service;
  const [first] = personTypes;
  if (people !== undefined && (priceUnit === 'booking' || first === undefined))
    return refuse('person_type_not_offered', { item });
  if (priceUnit === 'booking') return accept([{ type: null, quantity: 1 }]);
  if (first === undefined) return accept([{ type: null, quantity: partySize }]);
  const chosen = people ?? fillPeople(personTypes, partySize);
  const groups = personTypes.map((type): { readonly type: PersonType; readonly quantity: number } => ({
    type,
    quantity: chosen.reduce((sum, one) => (one.personTypeId === type.id ? sum + one.quantity : sum), 0),
  }));
  const isSold = groups.every(({ type, quantity }) => quantity >= (type.minimum ?? 0) && quantity <= (type.maximum ?? Infinity));
  const isWhole = chosen.every(({ quantity }) => Number.isInteger(quantity) && quantity >= 0);
  // Whoever is of an unknown type is in no group, and so the groups are fewer than the party.
  const count = groups.reduce((sum, { quantity }) => sum + quantity, 0);
  const asked = chosen.reduce((sum, { quantity }) => sum + quantity, 0);
  if (!isSold || !isWhole || count !== partySize || asked !== partySize) return refuse('person_type_not_offered', { item });
  return accept(groups.filter(({ quantity }) => quantity > 0));
}

function computeGood(sold: Sold, rules: readonly PriceRule[], context: PriceContext): Good {
  const { priced, item, facts } = sold;
  const { service } = priced;
  const line = buildServiceLine(sold, context.texts);
  const { places, ruleLines } = applyRules(sold, line.unitAmountMinor, rules, context);
  const amountMinor = places.reduce((sum, { quantity, unitMinor }) => sum + quantity * unitMinor, 0);
  const { id: subject, taxClassId } = service;
  return { item, kind: 'service', priced, subject, facts, amountMinor, places, taxClassId, line, ruleLines };
}

function buildServiceLine({ priced, item, group: { type, quantity } }: Sold, texts: QuoteTexts): QuoteLine {
  const { service, sessions = null, resourceId = null } = priced;
  const { amountMinor, currency } = service.price;
  const named = service.resourcePrices?.find((one) => one.resourceId === resourceId)?.adjustment;
  const unitAmountMinor = adjust(adjust(amountMinor, named, currency), type?.adjustment, currency);
  const count = quantity * (service.byDay?.minimum ?? 1);
  let explanation = explainUnit(service, quantity, texts);
  if (sessions !== null) explanation = `${sessions}, ${explanation}`;
  if (named !== undefined) explanation += `, ${texts.forChoice(describeAdjustment(named, texts))}`;
  if (type?.adjustment !== undefined) explanation += `, ${describeAdjustment(type.adjustment, texts)}`;
  return {
    item,
    kind: 'service',
    subject: service.id,
    description: describeSold(service, type, texts),
    quantity: count,
    unitAmountMinor,
    amountMinor: unitAmountMinor * count,
    explanation,
  };
}

/** Prices in another currency are refused by the catalogue's check, and count for nothing here. */
const adjust = (unitMinor: number, adjustment: PriceAdjustment | undefined, currency: string): number =>
  adjustment === undefined || !isForCurrency(adjustment, currency) ? unitMinor : adjustPrice(unitMinor, adjustment);

function explainUnit({ byDay, priceUnit }: Service, people: number, texts: QuoteTexts): string {
  const isPerPerson = priceUnit === 'person';
  if (byDay === undefined) return isPerPerson ? texts.perPerson(people) : texts.perBooking;
  return isPerPerson ? texts.perPersonAndUnit[byDay.unit](people, byDay.minimum) : texts.perUnit[byDay.unit](byDay.minimum);
}

/** Whoever has a choice reads on every bill what was chosen. */
function describeSold(
  { name, byDay, durationMinutes, otherDurations = [] }: Service,
  type: PersonType | null,
  texts: QuoteTexts,
): string {
  const people = type === null ? '' : `, ${type.name}`;
  if (byDay !== undefined) return `${name}, ${texts.units[byDay.unit](byDay.minimum)}${people}`;
  return `${otherDurations.length > 0 ? `${name}, ${texts.minutes(durationMinutes)}` : name}${people}`;
}

/** What a rule changed of so many units. */
type Change = { readonly rule: PriceRule; readonly changeMinor: number; readonly quantity: number };

/** Lets the rules count for each night, or for the one start; nights that change alike share a line. */
function applyRules(
  { priced: { service }, item, facts, group: { type, quantity } }: Sold,
  listMinor: number,
  rules: readonly PriceRule[],
  { texts, trace }: PriceContext,
): { readonly ruleLines: readonly QuoteLine[]; readonly places: readonly Places[] } {
  const nights = service.byDay?.minimum ?? 1;
  const changes: Change[] = [];
  const places: Places[] = [];
  for (let night = 0; night < nights; night += 1) {
    const asked = { service, item, facts: moveFacts(facts, night) };
    let unitMinor = listMinor;
    for (const { rule, changeMinor } of changeUnit(asked, listMinor, rules, trace)) {
      changes.push({ rule, changeMinor, quantity });
      unitMinor += changeMinor;
    }
    places.push({ quantity, unitMinor });
  }
  const different = nights === 1 ? changes : mergeChanges(changes);
  return { places, ruleLines: different.map((change) => buildRuleLine(change, item, type, texts)) };
}

/** Changes one unit price by the rules that count, each on what the one before it came to. */
function changeUnit(
  { service, item, facts }: { readonly service: Service; readonly item: number; readonly facts: PriceFacts },
  listMinor: number,
  rules: readonly PriceRule[],
  trace: Trace,
): readonly Omit<Change, 'quantity'>[] {
  const changes: Omit<Change, 'quantity'>[] = [];
  let unitMinor = listMinor;
  let hasStopped = false;
  for (const rule of rules) {
    // Only whoever asks for reasons wants to know what stands against the rules after the last one.
    if (hasStopped && trace === null) break;
    const unmet = isForCurrency(rule.adjustment, service.price.currency) ? findUnmet(rule, service, facts) : 'currency';
    const obstacle = unmet ?? (hasStopped ? 'stopped' : null);
    const changeMinor = obstacle === null ? adjustPrice(unitMinor, rule.adjustment) - unitMinor : 0;
    trace?.push({ kind: 'rule', source: rule, item, obstacle, facts, changeMinor });
    if (obstacle !== null) continue;
    if (changeMinor !== 0) changes.push({ rule, changeMinor });
    unitMinor += changeMinor;
    hasStopped = rule.then === 'stop';
  }
  return changes;
}

/** Joins what one rule changed by the same amount. */
function mergeChanges(changes: readonly Change[]): readonly Change[] {
  const merged = new Map<string, Change>();
  for (const change of changes) {
    const key = `${change.rule.id}/${change.changeMinor}`;
    merged.set(key, { ...change, quantity: (merged.get(key)?.quantity ?? 0) + change.quantity });
  }
  return [...merged.values()];
}

const buildRuleLine = (
  { rule, changeMinor, quantity }: Change,
  item: number,
  type: PersonType | null,
  texts: QuoteTexts,
): QuoteLine => ({
  item,
  kind: 'rule',
  subject: rule.id,
  description: type === null ? rule.name : `${rule.name}, ${type.name}`,
  quantity,
  unitAmountMinor: changeMinor,
  amountMinor: changeMinor * quantity,
  explanation: describeAdjustment(rule.adjustment, texts),
});
