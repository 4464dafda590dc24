import type { Service } from './service.ts';
import { computeStayMinutes } from './by-day.ts';
import { isWhole, prefix, when } from './mistakes.ts';
import type { Mistakes } from './mistakes.ts';

/** The longest stay, in days or nights. */
const MAXIMUM_STAY = 90;

/** Checks what a service says about days; nothing when it is not sold by the day. */
export function checkByDay(service: Service): Mistakes {
  const { kind, byDay, durationMinutes, otherDurations = [] } = service;
  if (byDay === undefined) return [];
  const { unit, fromMinute, toMinute, minimum, maximum, startWeekdays } = byDay;
  const isDay = unit === 'day';
  const lasts = computeStayMinutes(byDay, 1);
  return [
    ...when(kind !== 'appointment', 'byDay', 'only an appointment is sold by the day'),
    ...when(otherDurations.length > 0, 'otherDurations', 'a stay is as long as its days'),
    ...(['startTimes', 'grid', 'gaps', 'steps'] as const).flatMap((path) =>
      when(service[path] !== undefined, path, 'a stay begins at its own time of the day'),
    ),
    ...prefix('byDay', [
      ...when(!isWhole(fromMinute, 0, 1_439), 'fromMinute', 'must be 0 to 1439 minutes after midnight'),
      ...when(
        !isWhole(toMinute, isDay ? fromMinute + 1 : 0, isDay ? 1_440 : fromMinute),
        'toMinute',
        isDay
          ? 'must be after the beginning, and at most at 24:00 (1440)'
          : 'must not be after the beginning, so that one stay can follow another',
      ),
      ...when(!isWhole(minimum, 1, MAXIMUM_STAY), 'minimum', `must be 1 to ${MAXIMUM_STAY}`),
      ...when(!isWhole(maximum, minimum, MAXIMUM_STAY), 'maximum', `must be at least the minimum, and at most ${MAXIMUM_STAY}`),
      ...when(
        startWeekdays !== undefined && (startWeekdays.length === 0 || !startWeekdays.every((day) => isWhole(day, 1, 7))),
        'startWeekdays',
        'must name weekdays, 1 (Monday) to 7 (Sunday), or be left out',
      ),
    ]),
    ...when(isWhole(lasts, 1, 1_440) && durationMinutes !== lasts, 'durationMinutes', `must be ${lasts}, what one ${unit} lasts`),
  ];
}
