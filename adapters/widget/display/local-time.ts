import type { PlainDate } from '../calendar/plain-date.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
  });
  formats.set(timeZone, format);
  return format;
}

/** What a clock on the wall of a zone shows: the date and the hour (0–23). */
export function computeLocalTime(
  instant: string | number,
  timeZone: string,
): { readonly date: PlainDate; readonly hour: number } {
  const parts = formatOf(timeZone).formatToParts(typeof instant === 'number' ? instant : Date.parse(instant));
  const value = (type: string): string => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return { date: `${value('year').padStart(4, '0')}-${value('month')}-${value('day')}`, hour: Number(value('hour')) };
}

/** The visitor's own zone as the browser tells it. */
export const readVisitorTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
