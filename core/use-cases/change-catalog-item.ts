import type { ChangeAuthor } from '../catalog/price-history.ts';
import { findItem, listItems, nameKey, putItem, withoutItem } from '../catalog/catalog-item.ts';
import type { CatalogItems, CatalogList } from '../catalog/catalog-item.ts';
import type { CatalogDocument } from '../catalog/catalog.ts';
import { checkCatalog } from '../catalog/check-catalog.ts';
import type { CatalogMistake } from '../catalog/mistakes.ts';
import { Fault } from '../errors/fault.ts';
import type { Outcome, Refusal } from '../errors/refusal.ts';
import { refuse } from '../errors/refusal.ts';
import type { CatalogPorts, SavedCatalog } from './save-catalog.ts';
import { saveCatalog } from './save-catalog.ts';

/** Says why an item may not be changed as it stands (null: there is none); null when it may. */
export type Expectation<Item> = (standing: Item | null) => Refusal | null;

/** How often a change is begun again because somebody saved another one in between. */
const MAXIMUM_ATTEMPTS = 20;

/** How large a catalogue may become: one that is larger could not be sent as a whole any more. */
const MAXIMUM_BYTES = 2_000_000;

const TOO_LARGE = { path: 'catalog', message: 'would be larger than 2 MB: retire something first' };

const countBytes = (document: CatalogDocument): number => new TextEncoder().encode(JSON.stringify(document)).length;

/**
 * Replaces one item of a catalogue, or adds it at the end; with `after` it is put behind the item of that key, at the front when that is empty. Whatever else was saved at
 * the same moment stays.
 *
 * Refuses what `isExpected` says; `catalog_invalid` with paths inside the item, what is wrong elsewhere under `catalog.`. Throws `Fault('busy_store')` when
 * others save without a pause.
 */
export function putCatalogItem<List extends CatalogList>(
  ports: CatalogPorts,
  wish: {
    readonly list: List;
    readonly item: CatalogItems[List];
    readonly after: string | null;
    readonly isExpected: Expectation<CatalogItems[List]>;
    readonly by?: ChangeAuthor | undefined;
  },
): Promise<Outcome<SavedCatalog>> {
  const { list, item, after, isExpected, by } = wish;
  const key = nameKey(item);
  return changeNewest(ports, async (standing) => {
    const unexpected = isExpected(findItem(standing, list, key));
    if (unexpected !== null) return { ok: false, refusal: unexpected };
    const next = putItem(standing, list, item, after);
    if (countBytes(next) > MAXIMUM_BYTES) return refuse('catalog_invalid', { errors: [TOO_LARGE] });
    const saved = await saveCatalog(ports, next, standing, by);
    return saved.ok ? saved : narrowMistakes(saved.refusal, `${list}.${findPlace(next, list, key)}`);
  });
}

/**
 * Retires one item of a catalogue: bookings keep it, nobody can book it any more. Refuses `not_found`, what `isExpected` says, and `catalog_item_in_use`
 * with `usedBy` while others name it. Throws as `putCatalogItem`.
 */
export function retireCatalogItem<List extends CatalogList>(
  ports: CatalogPorts,
  wish: {
    readonly list: List;
    readonly key: string;
    readonly isExpected: Expectation<CatalogItems[List]>;
    readonly by?: ChangeAuthor | undefined;
  },
): Promise<Outcome<SavedCatalog>> {
  const { list, key, isExpected, by } = wish;
  return changeNewest(ports, async (standing) => {
    const item = findItem(standing, list, key);
    if (item === null) return refuse('not_found');
    const unexpected = isExpected(item);
    if (unexpected !== null) return { ok: false, refusal: unexpected };
    const next = withoutItem(standing, list, key);
    const usedBy = findUsers(standing, next);
    return usedBy.length > 0 ? refuse('catalog_item_in_use', { usedBy }) : saveCatalog(ports, next, standing, by);
  });
}

async function changeNewest(
  { catalog }: CatalogPorts,
  change: (standing: CatalogDocument) => Promise<Outcome<SavedCatalog>>,
): Promise<Outcome<SavedCatalog>> {
  for (let attempt = 0; attempt < MAXIMUM_ATTEMPTS; attempt += 1) {
    const standing = await catalog.loadDocument();
    const changed = await change(standing);
    // Somebody saved in between. If it was this very item, the next look says so.
    if (changed.ok || changed.refusal.code !== 'catalog_changed' || changed.refusal.details['isOther'] !== true) return changed;
  }
  throw new Fault('busy_store', 'the catalogue was changed without a pause', { retryable: true });
}

const findPlace = (document: CatalogDocument, list: CatalogList, key: string): number =>
  listItems(document, list).findIndex((item) => nameKey(item) === key);

function narrowMistakes(refusal: Refusal, place: string): { readonly ok: false; readonly refusal: Refusal } {
  const { errors } = refusal.details;
  if (refusal.code !== 'catalog_invalid' || !isMistakes(errors)) return { ok: false, refusal };
  const narrowed = errors.map(({ path, message }) => ({
    path: path.startsWith(`${place}.`) ? path.slice(place.length + 1) : `catalog.${path}`,
    message,
  }));
  return refuse('catalog_invalid', { ...refusal.details, errors: narrowed });
}

const isMistakes = (value: unknown): value is readonly CatalogMistake[] => Array.isArray(value);

/** Finds the items that can no longer be sold from once another one has gone: whatever the check says that it did not say before. */
function findUsers(standing: CatalogDocument, next: CatalogDocument) {
  const known = new Set(checkCatalog(standing).map(({ message }) => message));
  const users = checkCatalog(next).flatMap(({ path, message }) => (known.has(message) ? [] : nameUser(next, path)));
  return [...new Map(users.map((user) => [`${user.list} ${user.id}`, user])).values()];
}

const lists: readonly CatalogList[] = ['services', 'resources', 'schedules', 'locations', 'codes', 'priceRules', 'promotions'];

function nameUser(document: CatalogDocument, path: string) {
  const [name, place] = path.split('.');
  return lists
    .filter((list) => list === name)
    .flatMap((list) => listItems(document, list)[Number(place)] ?? [])
    .map((item) => ({ list: name, id: nameKey(item), name: 'name' in item ? item.name : nameKey(item) }));
}
