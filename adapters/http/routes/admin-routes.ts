import { accept, refuse, saveCatalog } from '../../../core/index.ts';
import { computeVersion, namesVersion } from '../entity-version.ts';
import { presentCatalog, presentSaved } from '../present/present-catalog.ts';
import { presentBooking, presentOrder } from '../present/present-order.ts';
import { nameAuthor } from '../principal.ts';
import { defineRoute } from '../route.ts';
import { bookingsAnswerSchema } from '../schemas/answers.ts';
import { catalogAnswerSchema, catalogSchema, conflictsSchema, outOfRuleSchema } from '../schemas/catalog.ts';
import { bookingsQuerySchema } from '../schemas/requests.ts';
import { z } from 'zod';

const isOwner = { kind: 'owner' } as const;

/** The most bookings that one answer holds. */
const MAXIMUM_ORDERS = 500;

const listVersions = (catalog: ReturnType<typeof presentCatalog>) => ({
  services: listItemVersions(catalog.services),
  resources: listItemVersions(catalog.resources),
  schedules: listItemVersions(catalog.schedules),
  locations: listItemVersions(catalog.locations),
  codes: Object.fromEntries(catalog.codes.map((item) => [item.code, computeVersion(item)])),
  priceRules: listItemVersions(catalog.priceRules),
  promotions: listItemVersions(catalog.promotions),
});

const listItemVersions = (items: readonly { readonly id: string }[]) =>
  Object.fromEntries(items.map((item) => [item.id, computeVersion(item)]));

/** Gives the catalogue as its owner edits it. */
export const showCatalogRoute = defineRoute({
  method: 'get',
  path: '/admin/catalog',
  summary: 'Services, resources, schedules, places, codes and prices as the owner edits them',
  access: isOwner,
  query: null,
  body: null,
  status: 200,
  isConditional: true,
  answer: catalogAnswerSchema,
  refusals: [],
  handle: async ({ ports }) => {
    const catalog = presentCatalog(await ports.catalog.loadDocument());
    return accept({ ...catalog, version: computeVersion(catalog), versions: listVersions(catalog) });
  },
});

/** Replaces the catalogue. */
export const saveCatalogRoute = defineRoute({
  method: 'put',
  path: '/admin/catalog',
  summary: 'Replace services, resources, schedules, places, codes and prices; what is missing is retired, old bookings keep it',
  access: isOwner,
  query: null,
  body: catalogSchema,
  status: 200,
  isConditional: true,
  answer: z.object({ version: z.string(), conflicts: conflictsSchema, outOfRule: outOfRuleSchema }),
  refusals: ['catalog_invalid', 'catalog_changed'],
  handle: async ({ ports, body, conditions: { ifMatch }, principal }) => {
    const standing = ifMatch === null ? undefined : await ports.catalog.loadDocument();
    const version = standing === undefined ? '' : computeVersion(presentCatalog(standing));
    if (ifMatch !== null && !namesVersion(ifMatch, version)) return refuse('catalog_changed', { version });
    const saved = await saveCatalog(ports, body, standing, nameAuthor(principal));
    if (!saved.ok) return saved;
    return accept({ version: computeVersion(presentCatalog(body)), ...presentSaved(saved.value) });
  },
});

/** Lists bookings by start. */
export const listBookingsRoute = defineRoute({
  method: 'get',
  path: '/admin/bookings',
  summary: 'Bookings that start in a range, in order of start (at most 500)',
  access: isOwner,
  query: bookingsQuerySchema,
  body: null,
  status: 200,
  answer: bookingsAnswerSchema,
  refusals: [],
  handle: async ({ ports, query }) => {
    const catalog = await ports.catalog.loadCatalog();
    const orders = await ports.bookings.listOrders(query, MAXIMUM_ORDERS);
    const bookings = orders.flatMap((order) =>
      order.bookings
        .filter((booking) => booking.startsAt >= query.from && booking.startsAt < query.to)
        .map((booking) => ({ booking: presentBooking(catalog, order, booking), order: presentOrder(order, true) })),
    );
    return accept({ bookings });
  },
});
