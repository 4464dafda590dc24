import type { PriceRule } from './prices/price-rule.ts';
import type { Promotion } from './prices/promotion.ts';
import { readPriceBook } from './prices/price-book.ts';
import type { CatalogDocument } from './catalog.ts';
import type { DiscountCode } from './discount-code.ts';
import type { Location } from './location.ts';
import type { Resource } from './resource.ts';
import type { Schedule } from './schedule.ts';
import type { Service } from './service.ts';

/** What each list of a catalogue holds. */
export type CatalogItems = {
  readonly services: Service;
  readonly resources: Resource;
  readonly schedules: Schedule;
  readonly locations: Location;
  readonly codes: DiscountCode;
  readonly priceRules: PriceRule;
  readonly promotions: Promotion;
};

/** The name of a list of a catalogue. */
export type CatalogList = keyof CatalogItems;

type CatalogLists = { readonly [List in CatalogList]: readonly CatalogItems[List][] };

/** Names an item among its like: a code by its text, everything else by its id. */
export const nameKey = (item: CatalogItems[CatalogList]): string => ('code' in item ? item.code : item.id);

/** Lists the items of one kind, in display order. */
export const listItems = <List extends CatalogList>(document: CatalogDocument, list: List): readonly CatalogItems[List][] => {
  const { schedules = [], locations = [] } = document;
  const lists: CatalogLists = { ...document, ...readPriceBook(document), schedules, locations };
  return lists[list];
};

/** Finds an item by its key. */
export const findItem = <List extends CatalogList>(
  document: CatalogDocument,
  list: List,
  key: string,
): CatalogItems[List] | null => listItems(document, list).find((item) => nameKey(item) === key) ?? null;

/**
 * Puts an item behind the one with the key `after`, at the front when that is empty. Where `after` is null or the key of none of the others, it takes the place of the
 * one with its own key; a new one comes at the end.
 */
export function putItem<List extends CatalogList>(
  document: CatalogDocument,
  list: List,
  item: CatalogItems[List],
  after: string | null,
): CatalogDocument {
  const items = listItems(document, list);
  const key = nameKey(item);
  const others = items.filter((other) => nameKey(other) !== key);
  const standing = items.findIndex((other) => nameKey(other) === key);
  const before = others.findIndex((other) => nameKey(other) === after);
  const own = standing === -1 ? others.length : standing;
  const place = after === '' ? 0 : before === -1 ? own : before + 1;
  return { ...document, [list]: others.toSpliced(place, 0, item) };
}

/** Leaves an item out; whatever names it stays as it is. */
export const withoutItem = (document: CatalogDocument, list: CatalogList, key: string): CatalogDocument => ({
  ...document,
  [list]: listItems(document, list).filter((item) => nameKey(item) !== key),
});
