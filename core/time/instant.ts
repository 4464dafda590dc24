/** An instant: milliseconds since 1970-01-01T00:00Z. */
export type EpochMillis = number;

/** A half-open interval of time `[from, to)`. */
export type Interval = { readonly from: EpochMillis; readonly to: EpochMillis };

/** Milliseconds in a minute. */
export const MINUTE = 60_000;
/** Milliseconds in an hour. */
export const HOUR = 3_600_000;
/** Milliseconds in a civil day of 24 hours; local days can be shorter or longer. */
export const DAY = 86_400_000;

/** Whether two half-open intervals share an instant. */
export const isOverlapping = (a: Interval, b: Interval): boolean => a.from < b.to && b.from < a.to;
