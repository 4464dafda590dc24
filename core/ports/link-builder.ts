import type { Order } from '../order/order.ts';

/** Knows the addresses of pages that messages point to. */
export type LinkBuilder = {
  /** The page where the customer sees and cancels the booking; its secret stands in the fragment, which never reaches a server's log. */
  readonly manageUrl: (order: Order) => string;
  /** The page where times are booked, or null when it is not known. */
  readonly bookingPageUrl: () => string | null;
};
