import { z } from 'zod';
import { accept, findItem, listItems, nameKey, putCatalogItem, refuse, retireCatalogItem } from '../../../core/index.ts';
import type { CatalogItems, CatalogList, Expectation, Ports, Refusal } from '../../../core/index.ts';
import { computeVersion, namesVersion } from '../entity-version.ts';
import type { Conditions } from '../entity-version.ts';
import { presentCode, presentCodeUsage, presentPromotion, presentSaved } from '../present/present-catalog.ts';
import { nameAuthor } from '../principal.ts';
import { defineRoute } from '../route.ts';
import type { Route } from '../route.ts';
import { conflictsSchema, outOfRuleSchema, resourceSchema, serviceSchema } from '../schemas/catalog.ts';
import { locationSchema } from '../schemas/places.ts';
import { codeSchema, codeUsageSchema, priceRuleSchema, promotionSchema } from '../schemas/prices.ts';
import { scheduleSchema } from '../schemas/schedule.ts';

/** How the items of one list are sent and given out. */
type ItemKind<List extends CatalogList> = {
  readonly list: List;
  /** The field that an answer holds one of them in. */
  readonly field: string;
  readonly words: { readonly one: string; readonly many: string };
  readonly schema: z.ZodType<CatalogItems[List]>;
  /** The shape of one in an answer; anything when missing. */
  readonly item?: z.ZodType;
  readonly present: (item: CatalogItems[List]) => object;
  /** What is told beside each item, by its key, and is no part of it: it is neither in its version nor sent back. */
  readonly tellBeside?: (ports: Pick<Ports, 'catalog'>) => Promise<(item: CatalogItems[List]) => object>;
};

const asItIs = <Item extends object>(item: Item): Item => item;
const tellNothing = async () => () => ({});
const isOwner = { kind: 'owner' } as const;

/** How the uses of each code stand. */
async function tellUsage({ catalog }: Pick<Ports, 'catalog'>) {
  const usage = await catalog.loadCodeUsage();
  return (code: CatalogItems['codes']) => ({ usage: presentCodeUsage(code, usage.get(code.code)) });
}

const itemSchema = z.record(z.string(), z.unknown());
const versionSchema = z.string().meta({ description: 'Changes with the content; what stands in the ETag' });
const placeSchema = z.object({
  after: z.string().max(64).optional().meta({
    description:
      'The id (of a code: its text) of the one that it is put behind, empty for the front; without it, it stays where it is, and a new one comes last',
  }),
});

/** Makes the four routes of a list: all, one, put one, retire one. */
function buildItemRoutes<List extends CatalogList>(kind: ItemKind<List>): readonly Route[] {
  const { list, field, words, tellBeside = tellNothing, item: answered = itemSchema } = kind;
  const address = list === 'priceRules' ? 'price-rules' : list;
  const versionOf = (item: CatalogItems[List]): string => computeVersion(kind.present(item));
  const common = { access: isOwner, status: 200, isConditional: true } as const;
  const path = `/admin/${address}/{id}`;
  return [
    defineRoute({
      ...{ method: 'get', path: `/admin/${address}`, access: isOwner, query: null, body: null, status: 200, refusals: [] },
      summary: `All ${words.many}, and the version of each`,
      answer: z.object({ [list]: z.array(answered), versions: z.record(z.string(), versionSchema) }),
      handle: async ({ ports }) => {
        const items = listItems(await ports.catalog.loadDocument(), list);
        const versions = Object.fromEntries(items.map((item) => [nameKey(item), versionOf(item)]));
        const besides = await tellBeside(ports);
        return accept({ [list]: items.map((item) => ({ ...kind.present(item), ...besides(item) })), versions });
      },
    }),
    defineRoute({
      ...{ ...common, method: 'get', path, query: null, body: null, refusals: ['not_found'] },
      summary: `One ${words.one} as the owner edits it`,
      answer: z.object({ [field]: answered, version: versionSchema }),
      handle: async ({ ports, pathId }) => {
        const item = findItem(await ports.catalog.loadDocument(), list, pathId);
        if (item === null) return refuse('not_found');
        const besides = await tellBeside(ports);
        return accept({ [field]: { ...kind.present(item), ...besides(item) }, version: versionOf(item) });
      },
    }),
    defineRoute({
      ...{ ...common, method: 'put', path, query: placeSchema, body: kind.schema },
      summary: `Replace one ${words.one}, or add it; the others stay as they are`,
      answer: z.object({ [field]: answered, version: versionSchema, conflicts: conflictsSchema, outOfRule: outOfRuleSchema }),
      refusals: ['catalog_invalid', 'catalog_changed', 'catalog_item_exists'],
      handle: async ({ ports, pathId, query, body: item, conditions, principal }) => {
        // The path names it; a body of another one is a mistake that would overwrite the wrong one.
        if (nameKey(item) !== pathId) return refuse('invalid_request', { path: list === 'codes' ? 'code' : 'id' });
        const isExpected = expect(conditions, versionOf);
        const saved = await putCatalogItem(ports, {
          list,
          item,
          after: query.after ?? null,
          isExpected,
          by: nameAuthor(principal),
        });
        if (!saved.ok) return saved;
        const besides = await tellBeside(ports);
        const told = { ...kind.present(item), ...besides(item) };
        return accept({ [field]: told, version: versionOf(item), ...presentSaved(saved.value) });
      },
    }),
    defineRoute({
      ...{ ...common, isConditional: undefined, method: 'delete', path, query: null, body: null },
      summary: `Retire one ${words.one}: nobody can book it any more, bookings keep it`,
      answer: z.object({ done: z.literal(true), conflicts: conflictsSchema, outOfRule: outOfRuleSchema }),
      refusals: ['not_found', 'catalog_changed', 'catalog_item_in_use'],
      handle: async ({ ports, pathId, conditions, principal }) => {
        const saved = await retireCatalogItem(ports, {
          list,
          key: pathId,
          isExpected: expect(conditions, versionOf),
          by: nameAuthor(principal),
        });
        return saved.ok ? accept({ done: true, ...presentSaved(saved.value) }) : saved;
      },
    }),
  ];
}

/** Turns the conditions of a request into what the use case asks of the item that stands. */
function expect<Item>({ ifMatch, ifNoneMatch }: Conditions, versionOf: (item: Item) => string): Expectation<Item> {
  return (standing): Refusal | null => {
    if (ifMatch !== null && (standing === null || !namesVersion(ifMatch, versionOf(standing))))
      return { code: 'catalog_changed', details: standing === null ? {} : { version: versionOf(standing) } };
    if (ifNoneMatch !== null && standing !== null && namesVersion(ifNoneMatch, versionOf(standing)))
      return { code: 'catalog_item_exists', details: {} };
    return null;
  };
}

/** The parts of a catalogue one by one, each with its version. */
export const catalogItemRoutes: readonly Route[] = [
  ...buildItemRoutes({
    ...{ list: 'services', field: 'service', words: { one: 'service', many: 'services' } },
    ...{ schema: serviceSchema, present: asItIs },
  }),
  ...buildItemRoutes({
    ...{ list: 'resources', field: 'resource', words: { one: 'person, room or desk', many: 'people, rooms and desks' } },
    ...{ schema: resourceSchema, present: asItIs },
  }),
  ...buildItemRoutes({
    ...{ list: 'schedules', field: 'schedule', words: { one: 'schedule', many: 'schedules' } },
    ...{ schema: scheduleSchema, present: asItIs },
  }),
  ...buildItemRoutes({
    ...{ list: 'locations', field: 'location', words: { one: 'location', many: 'locations' } },
    ...{ schema: locationSchema, present: asItIs },
  }),
  ...buildItemRoutes({
    ...{ list: 'codes', field: 'code', words: { one: 'code', many: 'codes' } },
    ...{ schema: codeSchema, present: presentCode, tellBeside: tellUsage },
    item: itemSchema.and(z.object({ usage: codeUsageSchema })),
  }),
  ...buildItemRoutes({
    ...{ list: 'priceRules', field: 'priceRule', words: { one: 'price rule', many: 'price rules' } },
    ...{ schema: priceRuleSchema, present: asItIs },
  }),
  ...buildItemRoutes({
    ...{ list: 'promotions', field: 'promotion', words: { one: 'promotion', many: 'promotions' } },
    ...{ schema: promotionSchema, present: presentPromotion },
  }),
];
