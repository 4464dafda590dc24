/**
 * The scopes that are asked for, each the smallest that lets its calls through on a calendar somebody else shared:
 * `calendar.events.owned` would reach only calendars of the service account, and `calendar.events` may not ask for busy times.
 *
 * @see https://developers.google.com/workspace/calendar/api/auth
 */
export const googleScopes = {
  events: 'https://www.googleapis.com/auth/calendar.events',
  busyTimes: 'https://www.googleapis.com/auth/calendar.freebusy',
} as const;

/** One of the scopes that are asked for. */
export type GoogleScope = (typeof googleScopes)[keyof typeof googleScopes];
