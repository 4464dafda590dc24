import { isWhole, when } from './mistakes.ts';
import type { Mistakes } from './mistakes.ts';
import type { Service } from './service.ts';

/** The longest time before a session at which it may be decided, in hours: 30 days. */
const MAXIMUM_HOURS = 720;

/** Checks how many people a class or course needs to run; paths begin inside the service. Its seats were checked before. */
export function checkMinimumToRun({ kind, capacity, minimumToRun, horizonDays }: Service): Mistakes {
  if (minimumToRun === undefined) return [];
  if (kind === 'appointment') return when(true, 'minimumToRun', 'only a class or course needs people to run');
  const { people, decidedHoursBefore } = minimumToRun;
  const isHours = isWhole(decidedHoursBefore, 1, MAXIMUM_HOURS);
  return [
    ...when(!isWhole(people, 1, capacity ?? 0), 'minimumToRun.people', `must be 1 to ${capacity ?? 0}, the seats`),
    ...when(!isHours, 'minimumToRun.decidedHoursBefore', `must be 1 to ${MAXIMUM_HOURS} hours`),
    ...when(
      isHours && decidedHoursBefore >= horizonDays * 24,
      'minimumToRun.decidedHoursBefore',
      `must be less than the horizon of ${horizonDays} days, or nobody could book before it is decided`,
    ),
  ];
}
