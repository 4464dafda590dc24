import { z } from 'zod';
import { accept } from '../../../core/index.ts';
import { defineRoute } from '../route.ts';

const isOwner = { kind: 'owner' } as const;

const countrySchema = z.string().regex(/^[A-Z]{2}$/, 'must be the two capital letters of a country');

/** Lists countries, or the regions of one, whose holidays are known. */
export const listHolidayAreasRoute = defineRoute({
  method: 'get',
  path: '/admin/holiday-areas',
  summary: 'Countries whose public holidays are known, or the regions of one, by name',
  access: isOwner,
  query: z.object({ country: countrySchema.optional() }),
  body: null,
  status: 200,
  answer: z.object({ areas: z.array(z.object({ country: z.string(), region: z.string().nullable(), name: z.string() })) }),
  refusals: [],
  handle: async ({ ports, query }) => {
    const { business } = await ports.catalog.loadCatalog();
    return accept({ areas: await ports.holidays.listAreas(query.country ?? null, business.locale) });
  },
});

/** Lists the public holidays of a year in an area. */
export const listHolidaysRoute = defineRoute({
  method: 'get',
  path: '/admin/holidays',
  summary: 'The public holidays of a year in a country or region, by date',
  access: isOwner,
  query: z.object({
    country: countrySchema,
    region: z.string().max(20).optional(),
    year: z.coerce.number().int().min(1900).max(2200),
  }),
  body: null,
  status: 200,
  answer: z.object({ holidays: z.array(z.object({ date: z.string(), name: z.string() })) }),
  refusals: [],
  handle: async ({ ports, query: { country, region = null, year } }) => {
    const { business } = await ports.catalog.loadCatalog();
    const area = { country, region };
    return accept({ holidays: await ports.holidays.nameHolidays(area, `${year}-01-01`, `${year}-12-31`, business.locale) });
  },
});
