import { parseWhole } from '../duration.ts';
import { fieldsOf, isFields, listOf, mergeFields, numberOf, textOf } from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { FormMistake } from '../form-mistake.ts';
import { findAdjustmentMistakes, keepAdjustment, readAdjustment } from './adjustment.ts';
import type { TypedAdjustment } from './adjustment.ts';
import { findDepositMistakes, readDeposit, writeDeposit } from './deposit.ts';
import type { TypedDeposit } from './deposit.ts';
import { findExtraMistakes, readExtras, writeExtras } from './extras.ts';
import type { TypedExtra } from './extras.ts';

/** A kind of people as its form shows it; empty bounds are none. */
export type TypedPersonType = {
  readonly id: string;
  readonly name: string;
  readonly adjustment: TypedAdjustment;
  readonly minimum: string;
  readonly maximum: string;
  readonly kept: Fields;
};

/** What tips are offered, as the form shows it: whole per cents, divided by commas. */
export type TypedTips = { readonly isOn: boolean; readonly percents: string; readonly mayChooseAmount: boolean };

/** What a service says about its price beside the price itself, as its form shows it. */
export type TypedServicePrices = {
  readonly priceUnit: 'booking' | 'person';
  readonly minimumPartySize: string;
  readonly maximumPartySize: string;
  readonly personTypes: readonly TypedPersonType[];
  /** What somebody costs who is chosen by name, by id; whoever is not there costs the price. */
  readonly named: Readonly<Record<string, TypedAdjustment>>;
  readonly extras: readonly TypedExtra[];
  readonly deposit: TypedDeposit;
  readonly tips: TypedTips;
  /** Empty for the first class. */
  readonly taxClassId: string;
};

/** What the rest of the form decides about prices. */
export type PriceContext = {
  readonly currency: string;
  readonly isPaidOnline: boolean;
  /** Whom visitors may choose by name, in order. */
  readonly choosable: readonly string[];
};

/** What a new service begins with where customers pay online. */
const usualTips: TypedTips = { isOn: false, percents: '5, 10, 15', mayChooseAmount: true };

const PEOPLE = { from: 1, to: 1_000 };

const typeCount = (value: unknown): string => (typeof value === 'number' ? String(value) : '');

const readPersonType = (kept: Fields, currency: string, locale: string): TypedPersonType => ({
  ...{ id: textOf(kept['id']), name: textOf(kept['name']), kept },
  adjustment: readAdjustment(kept['adjustment'], currency, locale),
  minimum: typeCount(kept['minimum']),
  maximum: typeCount(kept['maximum']),
});

/** Builds a kind of people that nobody has filled in yet. */
export const createPersonType = (id: string, currency: string): TypedPersonType => ({
  ...{ id, name: '', minimum: '', maximum: '', kept: {}, adjustment: { kind: 'none', value: '', currency } },
});

function readTips(service: Fields): TypedTips {
  const tips = fieldsOf(service['tips']);
  if (!isFields(service['tips'])) return usualTips;
  return {
    isOn: true,
    percents: listOf(tips['percents']).map(String).join(', '),
    mayChooseAmount: tips['mayChooseAmount'] !== false,
  };
}

/** Reads what a service says about its price. */
export function readServicePrices(service: Fields, currency: string, locale: string): TypedServicePrices {
  const named = listOf(service['resourcePrices']).filter(isFields);
  return {
    priceUnit: service['priceUnit'] === 'person' ? 'person' : 'booking',
    minimumPartySize: String(numberOf(service['minimumPartySize'], 1)),
    maximumPartySize: String(numberOf(service['maximumPartySize'], 1)),
    personTypes: listOf(service['personTypes'])
      .filter(isFields)
      .map((type) => readPersonType(type, currency, locale)),
    named: Object.fromEntries(
      named.map((price) => [textOf(price['resourceId']), readAdjustment(price['adjustment'], currency, locale)]),
    ),
    extras: readExtras(service, currency, locale),
    deposit: readDeposit(service, currency, locale),
    tips: readTips(service),
    taxClassId: textOf(service['taxClassId']),
  };
}

/** Parses whole per cents that are typed one after the other; null when one is none, or there are more than six. */
function parsePercents(typed: string): readonly number[] | null {
  const words = typed.split(/[\s,;%]+/).filter((word) => word !== '');
  const percents = words.flatMap((word) => parseWhole(word, 1, 100) ?? []);
  return percents.length === words.length && words.length <= 6 && new Set(percents).size === words.length ? percents : null;
}

const findTipMistakes = ({ isOn, percents, mayChooseAmount }: TypedTips): readonly FormMistake[] => {
  const parsed = parsePercents(percents);
  return isOn && (parsed === null || (parsed.length === 0 && !mayChooseAmount))
    ? [{ field: 'tips.percents', kind: 'percents' }]
    : [];
};

const findBound = (text: string, field: string, from: number): readonly FormMistake[] =>
  text.trim() === '' || parseWhole(text, from, PEOPLE.to) !== null ? [] : [{ field, kind: 'number', from, to: PEOPLE.to }];

const findPersonMistakes = (types: readonly TypedPersonType[]): readonly FormMistake[] =>
  types.flatMap(({ name, adjustment, minimum, maximum }, index): readonly FormMistake[] => [
    ...(name.trim() === '' ? [{ field: `personTypes.${index}.name`, kind: 'empty' } as const] : []),
    ...findAdjustmentMistakes(adjustment, `personTypes.${index}.adjustment`),
    ...findBound(minimum, `personTypes.${index}.minimum`, 0),
    ...findBound(maximum, `personTypes.${index}.maximum`, Math.max(1, Number(minimum) || 0)),
  ]);

const listNamed = (
  { named }: TypedServicePrices,
  choosable: readonly string[],
): readonly (readonly [string, TypedAdjustment])[] =>
  choosable.flatMap((id) => {
    const adjustment = named[id];
    return adjustment === undefined || adjustment.kind === 'none' ? [] : [[id, adjustment] as const];
  });

/** Finds which of those who have a price of their own somebody is, as the service counts them; -1 for whoever has none. */
export const findNamedPlace = (prices: TypedServicePrices, choosable: readonly string[], id: string): number =>
  listNamed(prices, choosable).findIndex(([named]) => named === id);

const inCurrency = (adjustment: TypedAdjustment, currency: string): TypedAdjustment => ({ ...adjustment, currency });

/** Finds what is wrong, by the paths of the service. */
export function findServicePriceMistakes(prices: TypedServicePrices, context: PriceContext): readonly FormMistake[] {
  const { currency, isPaidOnline, choosable } = context;
  const least = parseWhole(prices.minimumPartySize, PEOPLE.from, PEOPLE.to);
  const from = least ?? PEOPLE.from;
  const most = parseWhole(prices.maximumPartySize, from, PEOPLE.to);
  return [
    ...(least === null ? [{ field: 'minimumPartySize', kind: 'number', ...PEOPLE } as const] : []),
    ...(most === null ? [{ field: 'maximumPartySize', kind: 'number', from, to: PEOPLE.to } as const] : []),
    ...(prices.priceUnit === 'person' ? findPersonMistakes(prices.personTypes) : []),
    ...listNamed(prices, choosable).flatMap(([, adjustment], index) =>
      findAdjustmentMistakes(inCurrency(adjustment, currency), `resourcePrices.${index}`),
    ),
    ...findExtraMistakes(prices.extras, currency),
    ...(isPaidOnline ? findDepositMistakes(prices.deposit, currency) : []),
    ...findTipMistakes(prices.tips),
  ];
}

const writePersonTypes = (types: readonly TypedPersonType[], currency: string): readonly Fields[] =>
  types.map(({ id, name, adjustment, minimum, maximum, kept }) => {
    const count = (text: string): number | undefined => (text.trim() === '' ? undefined : Number(text));
    const record = { ...kept, id, name: name.trim(), minimum: count(minimum), maximum: count(maximum) };
    return mergeFields({ ...record, adjustment: keepAdjustment(kept['adjustment'], inCurrency(adjustment, currency)) }, {}, {});
  });

function writeNamed(service: Fields, prices: TypedServicePrices, { choosable, currency }: PriceContext): readonly Fields[] {
  const kept = listOf(service['resourcePrices']).filter(isFields);
  return listNamed(prices, choosable).map(([resourceId, adjustment]) => {
    const before = fieldsOf(kept.find((price) => price['resourceId'] === resourceId));
    return { ...before, resourceId, adjustment: keepAdjustment(before['adjustment'], inCurrency(adjustment, currency)) };
  });
}

const writeTips = (service: Fields, tips: TypedTips): Fields | undefined =>
  tips.isOn
    ? { ...fieldsOf(service['tips']), percents: parsePercents(tips.percents) ?? [], mayChooseAmount: tips.mayChooseAmount }
    : undefined;

// A list that came empty says no less than one that is not there.
const keepEmpty = (before: unknown, list: readonly Fields[]): readonly Fields[] | undefined =>
  list.length > 0 || Array.isArray(before) ? list : undefined;

/** Writes what a service says about its price; undefined is taken out of it. Give what `findServicePriceMistakes` finds nothing in. */
export function writeServicePrices(service: Fields, prices: TypedServicePrices, context: PriceContext): Fields {
  const { currency, isPaidOnline } = context;
  const types = prices.priceUnit === 'person' ? prices.personTypes : [];
  return {
    priceUnit: prices.priceUnit,
    minimumPartySize: parseWhole(prices.minimumPartySize, PEOPLE.from, PEOPLE.to),
    maximumPartySize: parseWhole(prices.maximumPartySize, PEOPLE.from, PEOPLE.to),
    personTypes: keepEmpty(service['personTypes'], writePersonTypes(types, currency)),
    resourcePrices: keepEmpty(service['resourcePrices'], writeNamed(service, prices, context)),
    extras: writeExtras(prices.extras, currency),
    deposit: isPaidOnline ? writeDeposit(service, prices.deposit, currency) : undefined,
    tips: writeTips(service, prices.tips),
    taxClassId: prices.taxClassId === '' ? undefined : prices.taxClassId,
  };
}
