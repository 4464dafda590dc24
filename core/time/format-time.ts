import type { EpochMillis } from './instant.ts';

/**
 * Formats an instant for people in a zone and locale, with the zone named: "Thursday 14 January 2027, 14:30 (Stockholm)".
 * The one formatter of messages and calendars, so that no two texts show different times.
 */
export function formatWhen(at: EpochMillis, timeZone: string, locale: string): string {
  const options = {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  } as const;
  return `${new Intl.DateTimeFormat(locale, options).format(at)} (${nameZone(timeZone)})`;
}

/** Where somebody looked from, and how a text says that a time is his: "your time: Thu 04:00 (New York)". */
export type Looker = { readonly timeZone: string; readonly describe: (time: string) => string };

/** Formats when something happens; a customer who looked from another zone sees his own time beside the place's when the two differ. */
export function formatWhenFor(at: EpochMillis, timeZone: string, looker: Looker, locale: string): string {
  const there = formatWhen(at, timeZone, locale);
  const time = (zone: string): string =>
    new Intl.DateTimeFormat(locale, { weekday: 'short', hour: '2-digit', minute: '2-digit', timeZone: zone }).format(at);
  const own = time(looker.timeZone);
  return time(timeZone) === own ? there : `${there}; ${looker.describe(`${own} (${nameZone(looker.timeZone)})`)}`;
}

/** Names a zone by its city: "Europe/Stockholm" is Stockholm, "America/Argentina/Buenos_Aires" is Buenos Aires. */
export const nameZone = (timeZone: string): string => (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');

/** Formats a day with its weekday, month and year: "Thursday 14 January 2027". */
export const formatFullDay = (at: EpochMillis, timeZone: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone }).format(at);

/** Formats the time of day of an instant in a zone and locale: "14:30". */
export const formatClock = (at: EpochMillis, timeZone: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone }).format(at);
