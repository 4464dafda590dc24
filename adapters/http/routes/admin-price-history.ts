import { z } from 'zod';
import { accept, describePriceChange, formatInstant, listChangedFields } from '../../../core/index.ts';
import type { PriceVersion } from '../../../core/index.ts';
import { defineRoute } from '../route.ts';
import { instantTextSchema } from '../schemas/common.ts';

const changedSchema = z.array(z.object({ field: z.string(), from: z.unknown().optional(), to: z.unknown().optional() }));

/** Lists how prices were changed. */
export const priceHistoryRoute = defineRoute({
  method: 'get',
  path: '/admin/price-history',
  summary: 'What services, price rules, promotions, codes and taxes said of money, the newest first',
  access: { kind: 'owner' },
  query: z.object({
    item: z.string().max(64).optional().meta({ description: 'An id, the text of a code, tax, or order; all without it' }),
    before: z.coerce.number().int().min(1).optional().meta({ description: 'The next of the page before' }),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  body: null,
  status: 200,
  answer: z.object({
    changes: z.array(
      z.object({
        list: z.enum(['services', 'priceRules', 'promotions', 'codes', 'tax']),
        itemId: z.string(),
        version: z.int().min(1),
        at: instantTextSchema.nullable().meta({ description: 'Null for what stood before changes were noted' }),
        by: z
          .object({
            kind: z.enum(['operator', 'key', 'administrator']),
            id: z.string().optional(),
            siteId: z.string().optional(),
          })
          .nullable(),
        said: z.record(z.string(), z.unknown()).nullable().meta({ description: 'Null: it was retired' }),
        changed: changedSchema.meta({ description: 'The fields that differ from the version before it' }),
        message: z.string().meta({ description: 'For the owner, in English' }),
      }),
    ),
    next: z.int().nullable().meta({ description: 'For the page behind this one; null when there is none' }),
  }),
  refusals: [],
  handle: async ({ ports, query: { item = null, before = null, limit } }) => {
    const versions = await ports.catalog.listPriceVersions({ itemId: item, before, limit: limit + 1 });
    const changes = versions.slice(0, limit);
    return accept({
      changes: changes.map(presentVersion),
      next: versions.length > limit ? (changes.at(-1)?.sequence ?? null) : null,
    });
  },
});

const presentVersion = (entry: PriceVersion) => {
  const { list, itemId, version, said, previous, note } = entry;
  return {
    ...{ list, itemId, version, at: note === null ? null : formatInstant(note.at), by: note?.by ?? null, said },
    changed: listChangedFields(previous, said),
    message: describePriceChange(entry),
  };
};
