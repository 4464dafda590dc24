/** How many bookings a date, or a week from Monday to Sunday, takes; absent is without a limit. At least 1. */
export type DateLimits = { readonly perDay?: number | undefined; readonly perWeek?: number | undefined };

/** How many bookings of a service one customer may have that start on one date, in one week or month, or at all. */
export type CustomerLimit = { readonly maximum: number; readonly per: 'day' | 'week' | 'month' | 'ever' };

/** How many bookings of a service start on one date or in one week, on the clock of the service's zone. Bookings count, not people. */
export type ServiceLimits = DateLimits & { readonly perCustomer?: CustomerLimit | undefined };

/** How many bookings that occupy a resource start on one date or in one week, on the clock of its own zone. A session of a class is no booking. */
export type ResourceLimits = DateLimits;
