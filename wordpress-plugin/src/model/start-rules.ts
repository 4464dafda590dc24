import { listOf, mergeFields, numberOf, textOf } from './fields.ts';
import type { Fields } from './fields.ts';
import { formatClock, parseClock } from './hours.ts';

/** Which starts of a service are offered, as its form shows it; empty dates and times ask for nothing. */
export type TypedStartRules = {
  readonly horizonUnit: 'days' | 'working_days';
  readonly bookableFrom: string;
  readonly bookableUntil: string;
  /** Times of day, divided by commas. */
  readonly startTimes: string;
  readonly grid: 'clock' | 'window';
  readonly avoidsGaps: boolean;
};

/** Reads the rules of a service. */
export const readStartRules = (service: Fields): TypedStartRules => ({
  horizonUnit: service['horizonUnit'] === 'working_days' ? 'working_days' : 'days',
  bookableFrom: textOf(service['bookableFrom']),
  bookableUntil: textOf(service['bookableUntil']),
  startTimes: listOf(service['startTimes'])
    .map((minute) => formatClock(numberOf(minute)))
    .join(', '),
  grid: service['grid'] === 'window' ? 'window' : 'clock',
  avoidsGaps: service['gaps'] === 'avoid',
});

/** Parses times of day that are divided by commas or spaces; null when one of them is none or is there twice. */
export function parseTimes(text: string): readonly number[] | null {
  const times = text
    .split(/[\s,;]+/)
    .filter((part) => part !== '')
    .map(parseClock);
  const known = times.flatMap((time) => time ?? []);
  return known.length === times.length && new Set(known).size === known.length ? known.toSorted((a, b) => a - b) : null;
}

/** Finds the fields whose rule cannot be. */
export const findStartMistakes = (typed: TypedStartRules): readonly ('startTimes' | 'bookableUntil')[] => [
  ...(parseTimes(typed.startTimes) === null ? (['startTimes'] as const) : []),
  ...(typed.bookableFrom !== '' && typed.bookableUntil !== '' && typed.bookableUntil < typed.bookableFrom
    ? (['bookableUntil'] as const)
    : []),
];

/** What a record says for a rule; undefined for what asks for nothing. Start times lie on the clock. */
function listRules(typed: TypedStartRules): Fields {
  const startTimes = parseTimes(typed.startTimes) ?? [];
  const hasTimes = startTimes.length > 0;
  return {
    horizonUnit: typed.horizonUnit === 'days' ? undefined : typed.horizonUnit,
    bookableFrom: typed.bookableFrom === '' ? undefined : typed.bookableFrom,
    bookableUntil: typed.bookableUntil === '' ? undefined : typed.bookableUntil,
    startTimes: hasTimes ? startTimes : undefined,
    grid: typed.grid === 'clock' || hasTimes ? undefined : typed.grid,
    gaps: typed.avoidsGaps ? 'avoid' : undefined,
  };
}

/** Writes the rules into their service: what nobody changed stays as it came, and what asks for nothing any more is taken out. */
export const applyStartRules = (service: Fields, typed: TypedStartRules): Fields =>
  mergeFields(service, listRules(readStartRules(service)), listRules(typed));
