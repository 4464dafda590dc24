import { isLocalDate } from '../time/time-zone.ts';
import { findDoubled, isWhole, when } from './mistakes.ts';
import type { Mistakes } from './mistakes.ts';
import type { Service } from './service.ts';

/** How many start times a service may name: one every five minutes. */
export const MAXIMUM_START_TIMES = 288;

/** Checks the rules that say which starts of a service are offered. */
export function checkStartRules(service: Service): Mistakes {
  const { bookableFrom, bookableUntil } = service;
  return [
    ...checkDate('bookableFrom', bookableFrom),
    ...checkDate('bookableUntil', bookableUntil),
    ...when(
      bookableFrom !== undefined && bookableUntil !== undefined && bookableUntil < bookableFrom,
      'bookableUntil',
      'ends before it begins',
    ),
    ...checkStartTimes(service),
    ...(service.kind !== 'appointment' ? checkClass(service) : []),
  ];
}

const checkDate = (path: string, date: string | undefined): Mistakes =>
  when(date !== undefined && !isLocalDate(date), path, 'must be a date YYYY-MM-DD');

function checkStartTimes({ startTimes, grid }: Service): Mistakes {
  if (startTimes === undefined) return [];
  return [
    ...when(startTimes.length === 0, 'startTimes', 'must name a time; leave it out to have steps'),
    ...when(startTimes.length > MAXIMUM_START_TIMES, 'startTimes', `at most ${MAXIMUM_START_TIMES} start times`),
    ...startTimes.flatMap((minute, index) =>
      when(!isWhole(minute, 0, 1_439), `startTimes.${index}`, 'must be 0 to 1439 minutes after midnight'),
    ),
    ...findDoubled('startTimes', startTimes.map(String)),
    ...when(grid === 'window', 'grid', 'start times lie on the clock: leave one of both out'),
  ];
}

/** Its sessions are its starts; they are written for a number of days ahead. */
const checkClass = ({ horizonUnit, startTimes, grid, gaps }: Service): Mistakes => [
  ...when(horizonUnit === 'working_days', 'horizonUnit', 'a class is planned by days'),
  ...when(startTimes !== undefined, 'startTimes', 'a class starts at its sessions'),
  ...when(grid === 'window', 'grid', 'a class starts at its sessions'),
  ...when(gaps === 'avoid', 'gaps', 'a class starts at its sessions'),
];
