import type { Route } from '../route.ts';
import { listBookingsRoute, saveCatalogRoute, showCatalogRoute } from './admin-routes.ts';
import {
  calendarRoute,
  cancelRoute,
  changeRoute,
  checkoutRoute,
  holdRoute,
  rescheduleRoute,
  showBookingRoute,
} from './booking-routes.ts';
import { listDaysRoute, listServicesRoute, listSlotsRoute, quoteRoute, waitingListRoute } from './catalog-routes.ts';

/** Every JSON route of the service, in the order in which it is documented. */
export const allRoutes: readonly Route[] = [
  listServicesRoute,
  listSlotsRoute,
  listDaysRoute,
  quoteRoute,
  holdRoute,
  showBookingRoute,
  changeRoute,
  checkoutRoute,
  cancelRoute,
  rescheduleRoute,
  calendarRoute,
  waitingListRoute,
  showCatalogRoute,
  saveCatalogRoute,
  listBookingsRoute,
];
