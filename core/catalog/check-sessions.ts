import type { Money } from '../money/money.ts';
import { countEpochDays } from '../time/civil-date.ts';
import { parseRecurrence } from '../time/recurrence.ts';
import { isLocalDate } from '../time/time-zone.ts';
import { checkCourse } from './check-course.ts';
import { checkMinimumToRun } from './check-minimum-to-run.ts';
import { isWhole, when } from './mistakes.ts';
import type { Mistakes } from './mistakes.ts';
import type { Service } from './service.ts';
import { listSessionDays } from './session.ts';
import type { RecurringSessions, SessionRule } from './session.ts';

/** How many rules and single dates a service may have, and how many sessions they may come to within its horizon. */
const MAXIMUM = { rules: 100, dates: 1_000, sessions: 3_000 };

/** Checks an amount at a path; with a currency, that it is in it. */
type CheckPrice = (path: string, price: Money, currency?: string) => Mistakes;

/** Checks when a class or course is held and how many seats it has; paths begin inside the service. */
export function checkSessions(service: Service, checkPrice: CheckPrice): Mistakes {
  const { kind, sessions, capacity } = service;
  if (kind === 'appointment') {
    return [
      ...when(sessions.length > 0 || capacity !== null, 'sessions', 'an appointment has no sessions and no capacity'),
      ...checkMinimumToRun(service),
      ...checkCourse(service, (path, price) => checkPrice(path, price, service.price.currency)),
    ];
  }
  const found = [
    ...when(capacity === null || !isWhole(capacity, 1, 100_000), 'capacity', 'a class or course needs 1 to 100000 seats'),
    ...when(sessions.length === 0, 'sessions', 'a class or course needs a session'),
    ...when(sessions.length > MAXIMUM.rules, 'sessions', `at most ${MAXIMUM.rules} rules`),
    ...sessions.slice(0, MAXIMUM.rules).flatMap((rule, index) => checkRule(`sessions.${index}`, rule)),
  ];
  // What cannot be expanded cannot be counted.
  return found.length > 0
    ? found
    : [
        ...checkCount(service),
        ...checkMinimumToRun(service),
        ...checkCourse(service, (path, price) => checkPrice(path, price, service.price.currency)),
      ];
}

const checkRule = (path: string, rule: SessionRule): Mistakes => [
  ...when(!isWhole(rule.startMinute, 0, 1439), `${path}.startMinute`, 'must be 0 to 1439 minutes after midnight'),
  ...(rule.kind === 'recurring' ? checkRecurring(path, rule) : checkDates(`${path}.dates`, rule.dates, 1)),
];

function checkRecurring(path: string, { rule, startsOn, except = [] }: RecurringSessions): Mistakes {
  if (!isLocalDate(startsOn)) return when(true, `${path}.startsOn`, 'must be a date YYYY-MM-DD');
  const parsed = parseRecurrence(rule, startsOn);
  return [
    ...when(parsed.kind === 'mistake', `${path}.rule`, parsed.kind === 'mistake' ? parsed.message : ''),
    ...checkDates(`${path}.except`, except, 0),
  ];
}

const checkDates = (path: string, dates: readonly string[], minimum: number): Mistakes => [
  ...when(dates.length < minimum, path, 'must name a date'),
  ...when(dates.length > MAXIMUM.dates, path, `at most ${MAXIMUM.dates} dates`),
  ...dates.flatMap((date, index) => when(!isLocalDate(date), `${path}.${index}`, 'must be a date YYYY-MM-DD')),
];

/** Counts over one horizon from where a rule begins: a rule of whole days falls on any later stretch about as often. */
function checkCount({ sessions, horizonDays }: Service): Mistakes {
  const days = isWhole(horizonDays, 1, 730) ? horizonDays : 730;
  let count = 0;
  for (const [index, rule] of sessions.entries()) {
    count += countWithin(rule, days);
    if (count > MAXIMUM.sessions)
      return when(true, `sessions.${index}`, `with it there are more than ${MAXIMUM.sessions} sessions within the horizon`);
  }
  return [];
}

function countWithin(rule: SessionRule, days: number): number {
  if (rule.kind === 'dates') return rule.dates.length;
  const first = countEpochDays(rule.startsOn);
  return listSessionDays(rule, { first, last: first + days }).length;
}
