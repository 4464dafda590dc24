import type { EpochMillis } from '../time/instant.ts';
import type { SiteId } from '../ids.ts';
import type { CatalogDocument } from './catalog.ts';
import { nameKey } from './catalog-item.ts';
import { readPriceBook } from './prices/price-book.ts';
import type { Service } from './service.ts';

/** How many versions a business's history keeps: the newest. */
export const MAXIMUM_PRICE_VERSIONS = 20_000;

/** What has a history of its prices. */
export type PricedList = 'services' | 'priceRules' | 'promotions' | 'codes' | 'tax';

/** Who changed a catalogue: whoever runs the service, a server with its key, or somebody who is logged in at a site, by the id that he has there. */
export type ChangeAuthor =
  | { readonly kind: 'operator' }
  | { readonly kind: 'key'; readonly id: string }
  | { readonly kind: 'administrator'; readonly id: string; readonly siteId: SiteId };

/** When a catalogue was changed, and by whom. */
export type ChangeNote = { readonly at: EpochMillis; readonly by: ChangeAuthor };

/** What one item says of money before and after a change; null when there is none. */
export type MoneyChange = {
  readonly list: PricedList;
  readonly itemId: string;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
};

/** One version of what an item says of money. */
export type PriceVersion = {
  /** Counts the versions of a business; later ones have more. */
  readonly sequence: number;
  readonly list: PricedList;
  /** An id, the text of a code, `tax`; `order` for which rule or promotion stands behind which. */
  readonly itemId: string;
  /** Counted from 1 for each item. */
  readonly version: number;
  /** Null: it was retired. */
  readonly said: Readonly<Record<string, unknown>> | null;
  /** What the version before it said; null where there is none (any more), or it was retired. */
  readonly previous: Readonly<Record<string, unknown>> | null;
  /** Null for what stood before changes were noted. */
  readonly note: ChangeNote | null;
};

/** Whether a field of a service is about money. Each has to be named, so that none is forgotten. */
const isMoney: Readonly<Record<keyof Service, boolean>> = {
  ...{ id: false, kind: false, name: false, description: false, place: false, locationId: false, timeZone: false },
  ...{ bufferBeforeMinutes: false, bufferAfterMinutes: false, minimumNoticeMinutes: false, horizonDays: false },
  ...{ stepMinutes: false, holdMinutes: false, minimumPartySize: false, maximumPartySize: false, needs: false, capacity: false },
  ...{ sessions: false, minimumToRun: false, delayedPaymentDays: false, schedules: false, steps: false, limits: false },
  ...{ horizonUnit: false, bookableFrom: false, bookableUntil: false, startTimes: false, grid: false, gaps: false },
  ...{ durationMinutes: true, price: true, otherDurations: true, byDay: true, priceUnit: true, extras: true, atCustomer: true },
  ...{ lateJoining: true, dropIn: true, cancellationPolicy: true, payment: true, personTypes: true, resourcePrices: true },
  ...{ deposit: true, tips: true, taxClassId: true },
};

const moneyFields: ReadonlySet<string> = new Set(Object.entries(isMoney).flatMap(([field, isOne]) => (isOne ? field : [])));

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** Picks what a service says of money; of what belongs to it without its names. An empty list says as little as none. */
function pickService(service: Service): Readonly<Record<string, unknown>> {
  const picked = Object.entries(service).filter(([field]) => moneyFields.has(field));
  const { extras, personTypes, atCustomer } = service;
  const money = {
    ...Object.fromEntries(picked),
    extras: extras.map(({ id, price, maximumQuantity, taxClassId }) => ({ id, price, maximumQuantity, taxClassId })),
    personTypes: personTypes?.map(({ id, adjustment }) => ({ id, adjustment })),
    atCustomer: atCustomer?.fee ?? undefined,
  };
  return toPlain(Object.fromEntries(Object.entries(money).filter(([, value]) => !isEmptyList(value))));
}

/** Lists what changed about money from one document to another, item by item. Names alone are no change. */
export function listMoneyChanges(before: CatalogDocument, after: CatalogDocument): readonly MoneyChange[] {
  const [old, next] = [listMoney(before), listMoney(after)];
  return [...new Set([...next.keys(), ...old.keys()])].flatMap((key): MoneyChange[] => {
    const [said, says] = [old.get(key), next.get(key)];
    const { list, itemId } = says ?? said ?? { list: 'tax', itemId: '' };
    const change = { list, itemId, before: said?.money ?? null, after: says?.money ?? null } as const;
    return isSame(change.before, change.after) ? [] : [change];
  });
}

type Money = { readonly list: PricedList; readonly itemId: string; readonly money: Readonly<Record<string, unknown>> };

function listMoney(document: CatalogDocument): ReadonlyMap<string, Money> {
  const { priceRules, promotions, tax } = readPriceBook(document);
  const named = <Item extends object>({ name: _name, ...rest }: Item & { readonly name: string }) => toPlain(rest);
  const all: readonly Money[] = [
    ...document.services.map((one): Money => ({ list: 'services', itemId: one.id, money: pickService(one) })),
    ...priceRules.map((one): Money => ({ list: 'priceRules', itemId: one.id, money: named(one) })),
    ...listOrder('priceRules', priceRules),
    ...promotions.map((one): Money => ({ list: 'promotions', itemId: one.id, money: named(one) })),
    ...listOrder('promotions', promotions),
    ...document.codes.map((one): Money => ({ list: 'codes', itemId: nameKey(one), money: toPlain(one) })),
    ...(tax === null ? [] : [{ list: 'tax', itemId: 'tax', money: toPlain(tax) } as const]),
  ];
  return new Map(all.map((one) => [`${one.list}/${one.itemId}`, one]));
}

/** Which stands behind which is said only where there are several. */
const listOrder = (list: PricedList, items: readonly { readonly id: string }[]): readonly Money[] =>
  items.length < 2 ? [] : [{ list, itemId: 'order', money: { order: items.map(({ id }) => id) } }];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** The same without fields that say nothing, as it is kept. */
const toPlain = (value: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(value).flatMap(([field, own]) => (own === undefined ? [] : [[field, toPlainValue(own)]])));

function toPlainValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toPlainValue);
  return isObject(value) ? toPlain(value) : value;
}

/** Whether two plain values say the same, in whatever order their fields stand. */
function isSame(one: unknown, other: unknown): boolean {
  if (!isObject(one) || !isObject(other)) return one === other;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => isSame(one[key], other[key]));
}

/** Lists which fields differ between two versions, with what they said; what is missing is undefined. */
export function listChangedFields(
  before: PriceVersion['said'],
  after: PriceVersion['said'],
): readonly { readonly field: string; readonly from: unknown; readonly to: unknown }[] {
  const fields = [...new Set([...Object.keys(after ?? {}), ...Object.keys(before ?? {})])];
  return fields
    .map((field) => ({ field, from: before?.[field], to: after?.[field] }))
    .filter(({ from, to }) => !isSame(from, to));
}
