import {
  addDays,
  computeInstant,
  countDays,
  DAY,
  expandRecurrence,
  HOUR,
  isTimeZone,
  MINUTE,
  parseRecurrence,
} from '../../core/index.ts';
import type { EpochMillis } from '../../core/index.ts';
import { findProperty, listProperties } from './read-components.ts';
import type { IcalComponent, IcalProperty } from './read-components.ts';
import { findWindowsZone } from './windows-zones.ts';

/** Turns a wall time, as milliseconds since 1970-01-01T00:00 on that wall, into the instant. */
export type Zone = (wall: number) => EpochMillis;

/** A time as it is written: where on the wall it is, on which wall, and whether it is a whole day. */
export type WallTime = { readonly wall: number; readonly zone: Zone; readonly isDate: boolean };

/** Where walls are counted from. */
const FIRST = '1970-01-01';

const utc: Zone = (wall) => wall;

/** Builds a zone of an IANA name. */
export const openZone =
  (timeZone: string): Zone =>
  (wall) => {
    const days = Math.floor(wall / DAY);
    return computeInstant(addDays(FIRST, days), (wall - days * DAY) / MINUTE, timeZone);
  };

/**
 * Prepares the reading of times of a calendar. Times without a zone, and whole days, are on the wall of `ownZone`. A zone is known by its IANA name, as Windows calls it, by the name that its definition
 * says stands behind it (`X-LIC-LOCATION`), or by its definition itself. Throws `SyntaxError` for a zone that nobody knows, and for a time that is none.
 */
export function prepareTimes(calendar: IcalComponent, ownZone: string): (property: IcalProperty) => readonly WallTime[] {
  const own = openZone(ownZone);
  const known = new Map<string, Zone>();
  const find = (name: string): Zone => {
    const zone = known.get(name) ?? findZone(calendar, name);
    known.set(name, zone);
    return zone;
  };
  return ({ value, parameters: { TZID } }) =>
    value.split(',').map((text) => {
      // A period says its beginning first.
      const { wall, isDate, isUtc } = parseWall(text.split('/')[0] ?? '');
      return { wall, isDate, zone: isUtc ? utc : isDate || TZID === undefined ? own : find(TZID) };
    });
}

/** Parses `20270328` or `20270328T003000`, with `Z` or without. Throws `SyntaxError`. */
export function parseWall(text: string): { readonly wall: number; readonly isDate: boolean; readonly isUtc: boolean } {
  const [, year, month, day, time, hour, minute, second, z] =
    /^\s*(\d{4})(\d\d)(\d\d)(T(\d\d)(\d\d)(\d\d)(Z)?)?\s*$/i.exec(text) ?? [];
  const date = `${year ?? ''}-${month ?? ''}-${day ?? ''}`;
  const rest = (Number(hour ?? 0) * 60 + Number(minute ?? 0)) * MINUTE + Math.min(59, Number(second ?? 0)) * 1_000;
  const days = countDays(FIRST, date);
  // A day that does not exist comes back as another one.
  if (addDays(FIRST, days) !== date || rest >= DAY) throw new SyntaxError(`no time: ${text.slice(0, 30)}`);
  return { wall: days * DAY + rest, isDate: time === undefined, isUtc: z !== undefined };
}

function findZone(calendar: IcalComponent, name: string): Zone {
  const definition = calendar.components.find(
    (component) => component.name === 'VTIMEZONE' && findProperty(component, 'TZID')?.value.trim() === name,
  );
  const location = definition === undefined ? undefined : findProperty(definition, 'X-LIC-LOCATION')?.value.trim();
  // Some programs write a path before the name: /freeassociation.sourceforge.net/Europe/Berlin.
  const parts = name.split('/');
  const tails = [2, 3].map((count) => parts.slice(-count).join('/'));
  const named = [name, location, findWindowsZone(name), ...tails].find((one) => one !== undefined && isTimeZone(one));
  if (named !== undefined) return openZone(named);
  if (definition === undefined) throw new SyntaxError(`an unknown time zone: ${name.slice(0, 60)}`);
  return defineZone(definition);
}

/** A change of a clock: from which wall time on (by the clock before it) which offset holds. */
type Change = { readonly wall: number; readonly offset: number };

/** No zone has changed its clocks as often as this until anything that is asked for here. */
const LAST_YEARS = 140;

/** Builds a zone from its own definition. */
function defineZone(definition: IcalComponent): Zone {
  const changes = definition.components.flatMap(listChanges).toSorted((a, b) => a.wall - b.wall);
  const [first] = changes;
  if (first === undefined) throw new SyntaxError('a time zone without offsets');
  return (wall) => wall - (changes.findLast((change) => change.wall <= wall) ?? first).offset;
}

function listChanges(observance: IcalComponent): readonly Change[] {
  const begins = findProperty(observance, 'DTSTART')?.value ?? '';
  const { wall } = parseWall(begins);
  const offset = parseOffset(findProperty(observance, 'TZOFFSETTO')?.value ?? '');
  const dates = listProperties(observance, 'RDATE').flatMap(({ value }) => value.split(',').map((text) => parseWall(text).wall));
  const rules = listProperties(observance, 'RRULE').flatMap(({ value }) => expandWall(value, wall));
  return [wall, ...dates, ...rules].map((at) => ({ wall: at, offset }));
}

function expandWall(rule: string, wall: number): readonly number[] {
  const first = Math.floor(wall / DAY);
  const startsOn = addDays(FIRST, first);
  const parsed = parseRecurrence(rule, startsOn);
  if (parsed.kind === 'mistake') throw new SyntaxError(`a time zone whose rule ${parsed.message}`);
  const days = expandRecurrence(parsed.rule, startsOn, { first, last: Math.max(first, 0) + LAST_YEARS * 366 });
  return days.map((day) => day * DAY + (wall - first * DAY));
}

function parseOffset(text: string): number {
  const [, sign, hours, minutes, seconds] = /^\s*([+-])(\d\d)(\d\d)(\d\d)?\s*$/.exec(text) ?? [];
  if (sign === undefined) throw new SyntaxError('a time zone without an offset');
  const offset = Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds ?? 0) * 1_000;
  return sign === '-' ? -offset : offset;
}
