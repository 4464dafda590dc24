import type { Money } from '../money/money.ts';
import { addDays } from '../time/time-zone.ts';
import { listRunDays, listRuns, MAXIMUM_RUN_DAYS } from './course-runs.ts';
import { isWhole, when } from './mistakes.ts';
import type { Mistakes } from './mistakes.ts';
import type { Service } from './service.ts';
import type { SessionRule } from './session.ts';

/** How many sessions one run of a course may have. */
const MAXIMUM_RUN_SESSIONS = 100;

/** Checks what only a course has; paths begin inside the service. `checkPrice` checks an amount at a path. Its rules were checked before. */
export function checkCourse(service: Service, checkPrice: (path: string, price: Money) => Mistakes): Mistakes {
  const { kind, lateJoining, dropIn, sessions } = service;
  if (kind !== 'course') {
    return [
      ...when(lateJoining !== undefined, 'lateJoining', 'only a course can be joined late'),
      ...when(dropIn !== undefined, 'dropIn', 'only a course has sessions to drop in to'),
    ];
  }
  return [
    ...when(
      lateJoining !== undefined && !isWhole(lateJoining.untilSession, 2, MAXIMUM_RUN_SESSIONS),
      'lateJoining.untilSession',
      `must be 2 to ${MAXIMUM_RUN_SESSIONS}; without late joining leave lateJoining out`,
    ),
    ...(dropIn === undefined ? [] : checkPrice('dropIn.price', dropIn.price)),
    ...sessions.flatMap((rule, index) => checkRun(`sessions.${index}`, rule)),
    ...findMeeting(service),
  ];
}

function checkRun(path: string, rule: SessionRule): Mistakes {
  const hasEnd = rule.kind === 'dates' || /(^|;)(COUNT|UNTIL)=/i.test(rule.rule.replace(/^RRULE:/i, ''));
  if (!hasEnd) return when(true, `${path}.rule`, 'a run of a course ends: add COUNT or UNTIL');
  const days = listRunDays(rule);
  return [
    ...when(days.length === 0, path, 'a run of a course has at least one session'),
    ...when(days.length > MAXIMUM_RUN_SESSIONS, path, `a run has at most ${MAXIMUM_RUN_SESSIONS} sessions`),
    ...when(isLonger(rule, days.length), path, `a run ends within ${MAXIMUM_RUN_DAYS} days`),
  ];
}

/** Whether something of a run lies behind the longest time that it may take. */
function isLonger(rule: SessionRule, kept: number): boolean {
  if (rule.kind === 'dates') return new Set(rule.dates).size > kept;
  const count = /(?:^|;)COUNT=(\d+)/i.exec(rule.rule)?.[1];
  const until = /(?:^|;)UNTIL=(\d{4})(\d{2})(\d{2})/i.exec(rule.rule);
  if (count !== undefined) return Number(count) > kept + (rule.except ?? []).length;
  return until !== null && `${until[1]}-${until[2]}-${until[3]}` > addDays(rule.startsOn, MAXIMUM_RUN_DAYS);
}

/** A seat is counted in one session, so two runs cannot have the same one. */
function findMeeting(service: Service): Mistakes {
  const taken = new Set<number>();
  return listRuns(service).flatMap((starts, index) => {
    const isMet = starts.some((startsAt) => taken.has(startsAt));
    for (const startsAt of starts) taken.add(startsAt);
    return when(isMet, `sessions.${index}`, 'has a session at the same time as another run; let them be one run');
  });
}
