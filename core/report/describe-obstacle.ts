import type { HoursRule } from '../availability/opening-hours.ts';
import type { GridRules } from '../availability/start-grid.ts';
import type { DayWindow } from '../catalog/schedule.ts';
import { formatWhen } from '../time/format-time.ts';
import type { EpochMillis, Interval } from '../time/instant.ts';
import { MINUTE } from '../time/instant.ts';
import { computeLocalDate, computeWallTime } from '../time/time-zone.ts';
import type { Obstacle, ResourceObstacle } from './obstacle.ts';

/** What the words about obstacles need: the clock of the reader, and the names of things by id. */
export type ObstacleWords = { readonly timeZone: string; readonly nameOf: (id: string) => string };

/** Describes an obstacle to the owner in plain English: what it is, and what would change it. */
export function describeObstacle(obstacle: Obstacle, words: ObstacleWords): string {
  switch (obstacle.code) {
    case 'past':
      return 'This time has passed.';
    case 'too_soon':
      return `Inside the minimum notice: it can be booked from ${when(obstacle.bookableFrom, words)} on. Shorten the notice of the service to offer it.`;
    case 'too_far':
      return `Beyond the horizon: it can be booked until ${when(obstacle.bookableUntil, words)}. Lengthen the horizon of the service to offer it.`;
    case 'limit_reached':
      return `As many bookings start ${writePeriod(obstacle.during, words)} as the service takes. Raise its limit to offer more.`;
    case 'no_stay':
      return `Stays begin at ${writeMinute(obstacle.fromMinute)}${obstacle.startWeekdays === null ? '' : `, on weekday ${obstacle.startWeekdays.join(', ')} of the week`}.`;
    case 'no_session':
      return 'There is no session then. Add one to its sessions to offer it.';
    case 'session_cancelled':
      return 'The session was cancelled.';
    case 'too_few_people':
      return 'The session was cancelled, since fewer people were booked than it needs to run. Lower the minimum of the service to hold later ones with fewer.';
    case 'undecided':
      return `Whether enough people are booked is decided at ${when(obstacle.decideAt, words)}, and has not been yet. It is within moments, as long as the service runs.`;
    case 'session_full':
      return `The session has ${obstacle.seatsLeft} of ${obstacle.capacity} seats left, too few for the party.`;
    case 'course_begun':
      return `The course has begun: whoever joined now would begin with session ${obstacle.joinsAt}. Allow late joining until then to offer it.`;
    case 'not_first_session':
      return `A course is joined at the first session that is left, ${when(obstacle.startsAt, words)}. Allow dropping in to offer this one by itself.`;
    case 'session_missing':
      return 'A session of the course was cancelled, or could not be planned, since its teacher or room is occupied then. Free them, and save the catalogue again.';
    case 'nobody_free':
      return `Nobody is free for “${obstacle.need}”.`;
  }
}

/** Describes what keeps one resource from taking an appointment. */
export function describeResourceObstacle(obstacle: ResourceObstacle, words: ObstacleWords): string {
  const name = words.nameOf(obstacle.resourceId);
  switch (obstacle.code) {
    case 'not_chosen':
      return `${name} was not asked for.`;
    case 'closed':
      return `${name}: ${describeHours(obstacle)}`;
    case 'off_grid':
      return `${name}: starts lie ${describeGrid(obstacle.rules)}, and this is none of them.`;
    case 'leaves_gap':
      return `${name}: free, but another start leaves less time that is too short to be booked. Allow gaps in the service to offer it.`;
    case 'calendar_unknown':
      return `${name}: nothing recent is known of the calendar, and you want it closed then. See the calendar’s state in the settings.`;
    case 'limit_reached':
      return `${name}: as many bookings start ${writePeriod(obstacle.during, words)} as may. Raise the limit to offer more.`;
    case 'busy':
      return `${name}: ${describeOccupant(obstacle, words)}.`;
    case 'travel':
      return `${name}: too far from what is at another place: ${describeOccupant(obstacle, words)}. With the way it lasts ${writeSpan(obstacle.during.from, obstacle.during.to, words.timeZone)}.`;
    case 'buffer':
      return `${name}: the time kept free around the appointment meets what is there: ${describeOccupant(obstacle, words)}.`;
  }
}

/** A day or a week on the clock that counts for the limit, told by its first and last date there. */
const writePeriod = ({ from, to }: Interval, { timeZone }: ObstacleWords): string => {
  const [first, last] = [computeLocalDate(from, timeZone), computeLocalDate(to - MINUTE, timeZone)];
  return first === last ? `on ${first}` : `from ${first} to ${last}`;
};

function describeGrid({ grid, startTimes, stepMinutes }: GridRules): string {
  if (startTimes !== undefined) return `at ${startTimes.map(writeClock).join(', ')}`;
  return `every ${stepMinutes} minutes${grid === 'window' ? ' from the beginning of its hours' : ''}`;
}

const when = (at: EpochMillis, { timeZone }: ObstacleWords): string => formatWhen(at, timeZone, 'en-GB');

const rules: Readonly<Record<HoursRule | 'service_hours', string>> = {
  time_off: 'away',
  override: 'that date has hours of its own',
  holiday: 'a holiday',
  exception: 'an exception that recurs',
  schedule: 'the schedule',
  weekly_hours: 'the weekly hours',
  service_hours: 'the hours of the service',
};

function describeHours({ date, windows, rule }: Extract<ResourceObstacle, { readonly code: 'closed' }>): string {
  if (rule === 'time_off') return `away on ${date} (time off).`;
  if (windows.length === 0) return `closed on ${date} (${rules[rule]}).`;
  return `open ${windows.map(writeWindow).join(', ')} on ${date} (${rules[rule]}), and the appointment does not fit into that.`;
}

const writeWindow = ({ fromMinute, toMinute }: DayWindow): string => `${writeMinute(fromMinute)}–${writeMinute(toMinute)}`;

const writeMinute = (minute: number): string =>
  minute > 1_440 ? `${writeClock(minute - 1_440)} the next day` : writeClock(minute);

const writeClock = (minute: number): string => [Math.floor(minute / 60), minute % 60].map(pad).join(':');

const pad = (part: number): string => String(part).padStart(2, '0');

function describeOccupant(
  { by, during }: Extract<ResourceObstacle, { readonly code: 'busy' | 'buffer' | 'travel' }>,
  words: ObstacleWords,
): string {
  const { timeZone, nameOf } = words;
  if (by === null) return `busy ${writeSpan(during.from, during.to, timeZone)} in the calendar`;
  const span = writeSpan(by.startsAt, by.endsAt, timeZone);
  if (by.kind === 'session') return `${nameOf(by.serviceId)}, a session ${span}`;
  return `${nameOf(by.serviceId)}, ${by.state === 'held' || by.state === 'awaiting_payment' ? 'held' : 'booked'} ${span} (${by.reference})`;
}

/** A date is told where the end lies on another one. */
function writeSpan(from: EpochMillis, to: EpochMillis, timeZone: string): string {
  const [start, end] = [from, to].map((at) => computeWallTime(at, timeZone).slice(11, 16));
  const isOneDate = computeLocalDate(from, timeZone) === computeLocalDate(to - MINUTE, timeZone);
  return isOneDate
    ? `${start}–${end}`
    : `${computeLocalDate(from, timeZone)} ${start} – ${computeLocalDate(to, timeZone)} ${end}`;
}
