import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { countEpochDays } from './civil-date.ts';
import type { LocalDate } from './civil-date.ts';
import { DAY } from './instant.ts';

/** The most dates that a rule may count up to. */
export const MAXIMUM_RECURRENCES = 1_000;

/** The longest text of a rule. */
const MAXIMUM_RULE_LENGTH = 500;

/** Days after 1970-01-01, both included. */
export type EpochDays = { readonly first: number; readonly last: number };

/** A rule that can be expanded, or what is wrong with it in words. */
export type ParsedRecurrence =
  { readonly kind: 'recurrence'; readonly rule: string } | { readonly kind: 'mistake'; readonly message: string };

const signed = (maximum: number) => (text: string) => /^[+-]?\d{1,3}$/.test(text) && isWithin(Math.abs(Number(text)), 1, maximum);
const unsigned = (maximum: number) => (text: string) => /^\d{1,4}$/.test(text) && isWithin(Number(text), 1, maximum);
const isWithin = (value: number, from: number, to: number): boolean => value >= from && value <= to;

/** The parts that a rule of whole days may have, and what each of their values may be. */
const parts: Readonly<Record<string, (value: string) => boolean>> = {
  FREQ: (value) => /^(DAILY|WEEKLY|MONTHLY|YEARLY)$/.test(value),
  INTERVAL: unsigned(MAXIMUM_RECURRENCES),
  COUNT: unsigned(MAXIMUM_RECURRENCES),
  UNTIL: (value) => isUntil(value),
  BYDAY: (value) => /^([+-]?([1-9]|[1-4]\d|5[0-3]))?(MO|TU|WE|TH|FR|SA|SU)$/.test(value),
  BYMONTH: unsigned(12),
  BYMONTHDAY: signed(31),
  BYYEARDAY: signed(366),
  BYWEEKNO: signed(53),
  BYSETPOS: signed(366),
  WKST: (value) => /^(MO|TU|WE|TH|FR|SA|SU)$/.test(value),
};

const single = new Set(['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'WKST']);

/**
 * Reads an RRULE of whole days. A rule without an end is fine: it is only ever expanded over the dates that somebody asks about.
 *
 * Hours, minutes and seconds are a mistake, as is a COUNT above 1,000 or one that the rule does not reach within 10,000 periods.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5545#section-3.3.10
 */
export function parseRecurrence(text: string, startsOn: LocalDate): ParsedRecurrence {
  if (text.length > MAXIMUM_RULE_LENGTH) return mistake(`must be at most ${MAXIMUM_RULE_LENGTH} characters`);
  const values = new Map<string, string>();
  for (const part of text
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .split(';')) {
    const [name = '', ...rest] = part.split('=');
    const value = rest.join('=');
    const message = values.has(name) ? `${name} is there twice` : findMistake(name, value);
    if (message !== null) return mistake(message);
    values.set(name, name === 'UNTIL' ? `${value.slice(0, 8)}T000000Z` : value);
  }
  if (!values.has('FREQ')) return mistake('FREQ is missing');
  if (values.has('COUNT') && values.has('UNTIL')) return mistake('COUNT and UNTIL exclude each other');
  const rule = [...values].map(([name, value]) => `${name}=${value}`).join(';');
  return tryOut(rule, startsOn);
}

/**
 * Expands a rule that `parseRecurrence` gave to the dates on which it falls in a range, as days after 1970-01-01 and in order.
 * Dates have no zone: whose dates they are is said by whoever asks.
 */
export function expandRecurrence(rule: string, startsOn: LocalDate, { first, last }: EpochDays): readonly number[] {
  const begins = countEpochDays(startsOn);
  if (last < begins || last < first) return [];
  // At midnight UTC, where every day has 24 hours, so that dates stay dates.
  const recurrence = buildRecurrence(rule, begins);
  const found = recurrence.between(atMidnight(Math.max(first, begins)), atMidnight(last), true);
  return [...new Set(found.map(({ epochMilliseconds }) => Math.floor(epochMilliseconds / DAY)))].filter(
    (epochDay) => epochDay >= first && epochDay <= last,
  );
}

const mistake = (message: string): ParsedRecurrence => ({ kind: 'mistake', message });

function findMistake(name: string, value: string): string | null {
  if (/^BY(HOUR|MINUTE|SECOND)$/.test(name)) return `${name} is not for whole days: say the time of day in windows`;
  const isRight = Object.hasOwn(parts, name) ? parts[name] : undefined;
  if (isRight === undefined) return `"${name}" is not a part of an RRULE`;
  const listed = single.has(name) ? [value] : value.split(',');
  return listed.every(isRight) ? null : explainValue(name);
}

const explainValue = (name: string): string => {
  if (name === 'FREQ') return 'FREQ must be DAILY, WEEKLY, MONTHLY or YEARLY';
  if (name === 'COUNT' || name === 'INTERVAL') return `${name} must be 1 to ${MAXIMUM_RECURRENCES}`;
  return `the value of ${name} is not one that RFC 5545 knows`;
};

function isUntil(value: string): boolean {
  const match = /^(\d{4})(\d{2})(\d{2})(T\d{6}Z?)?$/.exec(value);
  if (match === null) return false;
  try {
    Temporal.PlainDate.from(`${match[1]}-${match[2]}-${match[3]}`);
    return true;
  } catch {
    return false;
  }
}

/** What the parts cannot say shows when the rule is used: a combination that is not allowed, a count that is never reached. */
function tryOut(rule: string, startsOn: LocalDate): ParsedRecurrence {
  try {
    const begins = countEpochDays(startsOn);
    // What is counted is counted from the start, whatever is asked later: all of it has to be within reach.
    if (rule.includes('COUNT=')) buildRecurrence(rule, begins).all();
    expandRecurrence(rule, startsOn, { first: begins, last: begins + 366 });
    return { kind: 'recurrence', rule };
  } catch (error) {
    return mistake(`is not a rule that can be followed: ${error instanceof Error ? error.message : 'it fails'}`);
  }
}

const buildRecurrence = (rule: string, begins: number) => new RRuleTemporal({ rruleString: rule, dtstart: atMidnight(begins) });

const atMidnight = (epochDay: number): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(epochDay * DAY).toZonedDateTimeISO('UTC');
