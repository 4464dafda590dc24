import { connectRoute } from '../connect-route.ts';
import { feedRoute } from '../feed-route.ts';
import type { DocumentedRoute, Route } from '../route.ts';
import { explainRoute } from './admin-explain.ts';
import { attentionRoute, reconcileRoute } from './admin-attention.ts';
import { noShowRoute, waiveRoute } from './admin-no-shows.ts';
import { bookByOwnerRoute, onSiteRoute, refundRoute, releaseRoute, showOrderRoute } from './admin-orders.ts';
import { cancelSessionRoute, listSessionsRoute } from './admin-sessions.ts';
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
import { listMoveDaysRoute, listMoveSlotsRoute, movePriceRoute } from './move-routes.ts';
import { orderRoute } from './order-routes.ts';
import { priceHistoryRoute } from './admin-price-history.ts';
import { priceCheckRoute } from './admin-price-check.ts';
import { catalogItemRoutes } from './catalog-items.ts';
import { feedRoutes } from './feed-routes.ts';
import { listHolidayAreasRoute, listHolidaysRoute } from './holiday-routes.ts';
import { disconnectRoute, replaceKeyRoute, tickRoute } from './connection-routes.ts';
import { listDaysRoute, listServicesRoute, listSlotsRoute, quoteRoute, waitingListRoute } from './catalog-routes.ts';
import { saveBusinessRoute, showBusinessRoute } from './settings-business.ts';
import { choosePaymentModeRoute, saveLiveKeysRoute, saveTestKeysRoute, showPaymentsRoute } from './settings-payments.ts';
import { showStatusRoute } from './settings-status.ts';

/** Every JSON route of the service, in the order in which it is documented. */
export const allRoutes: readonly Route[] = [
  listServicesRoute,
  listSlotsRoute,
  listDaysRoute,
  quoteRoute,
  holdRoute,
  orderRoute,
  showBookingRoute,
  changeRoute,
  checkoutRoute,
  cancelRoute,
  listMoveSlotsRoute,
  listMoveDaysRoute,
  movePriceRoute,
  rescheduleRoute,
  calendarRoute,
  waitingListRoute,
  showCatalogRoute,
  saveCatalogRoute,
  ...catalogItemRoutes,
  listHolidayAreasRoute,
  listHolidaysRoute,
  listBookingsRoute,
  listSessionsRoute,
  cancelSessionRoute,
  explainRoute,
  priceCheckRoute,
  priceHistoryRoute,
  bookByOwnerRoute,
  releaseRoute,
  noShowRoute,
  showOrderRoute,
  refundRoute,
  onSiteRoute,
  waiveRoute,
  attentionRoute,
  reconcileRoute,
  ...feedRoutes,
  showStatusRoute,
  showBusinessRoute,
  saveBusinessRoute,
  showPaymentsRoute,
  choosePaymentModeRoute,
  saveTestKeysRoute,
  saveLiveKeysRoute,
  replaceKeyRoute,
  disconnectRoute,
  tickRoute,
];

/** The same with those that are mounted by themselves. */
export const documentedRoutes: readonly DocumentedRoute[] = [...allRoutes, connectRoute, feedRoute];
