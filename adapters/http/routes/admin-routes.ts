import { accept, formatInstant, saveCatalog } from '../../../core/index.ts';
import { presentBooking, presentOrder } from '../present/present-order.ts';
import { presentInstant } from '../problem.ts';
import { defineRoute } from '../route.ts';
import { bookingsAnswerSchema } from '../schemas/answers.ts';
import { catalogAnswerSchema, catalogSchema } from '../schemas/catalog.ts';
import { bookingsQuerySchema } from '../schemas/requests.ts';
import { z } from 'zod';

const isOwner = { kind: 'owner' } as const;

/** The most bookings that one answer holds. */
const MAXIMUM_ORDERS = 500;

/** Gives the catalogue as its owner edits it. */
export const showCatalogRoute = defineRoute({
  method: 'get',
  path: '/admin/catalog',
  summary: 'Services, resources and codes as the owner edits them',
  access: isOwner,
  query: null,
  body: null,
  status: 200,
  answer: catalogAnswerSchema,
  refusals: [],
  handle: async ({ ports }) => {
    const { services, resources, codes, schedules = [] } = await ports.catalog.loadDocument();
    const presentedCodes = codes.map((code) => ({
      ...code,
      validFrom: presentInstant(code.validFrom),
      validUntil: presentInstant(code.validUntil),
    }));
    return accept({ services, resources, schedules, codes: presentedCodes });
  },
});

/** Replaces the catalogue. */
export const saveCatalogRoute = defineRoute({
  method: 'put',
  path: '/admin/catalog',
  summary: 'Replace services, resources, schedules and codes; what is missing is retired, old bookings keep it',
  access: isOwner,
  query: null,
  body: catalogSchema,
  status: 200,
  answer: z.object({ conflicts: z.array(z.object({ serviceId: z.string(), startsAt: z.string(), resourceId: z.string() })) }),
  refusals: ['catalog_invalid'],
  handle: async ({ ports, body }) => {
    const saved = await saveCatalog(ports, body);
    if (!saved.ok) return saved;
    const conflicts = saved.value.conflicts.map(({ session, resourceId }) => ({
      serviceId: session.serviceId,
      startsAt: formatInstant(session.startsAt),
      resourceId,
    }));
    return accept({ conflicts });
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
