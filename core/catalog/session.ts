import type { ResourceId, ServiceId, SessionId } from '../ids.ts';
import { countEpochDays } from '../time/civil-date.ts';
import type { LocalDate } from '../time/civil-date.ts';
import type { EpochMillis } from '../time/instant.ts';
import { expandRecurrence } from '../time/recurrence.ts';
import type { EpochDays } from '../time/recurrence.ts';

/** Sessions on dates that recur by an RRULE of whole days, counted from `startsOn`; those in `except` are left out. */
export type RecurringSessions = {
  readonly kind: 'recurring';
  /** Wall-clock start in the service's zone, minutes after midnight. */
  readonly startMinute: number;
  readonly startsOn: LocalDate;
  /** RFC 5545 without times, such as `FREQ=WEEKLY;BYDAY=TU`; without an end it goes on to the horizon. @see `parseRecurrence` */
  readonly rule: string;
  readonly except?: readonly LocalDate[] | undefined;
};

/** Sessions on dates that are named one by one. */
export type DatedSessions = { readonly kind: 'dates'; readonly startMinute: number; readonly dates: readonly LocalDate[] };

/** When a class is held. */
export type SessionRule = RecurringSessions | DatedSessions;

/** How many people have to be booked for a session to take place, and how long before its start that is decided. */
export type MinimumToRun = { readonly people: number; readonly decidedHoursBefore: number };

/** Whether enough people are booked for a session to take place. */
export type SessionDecision = 'runs' | 'too_few';

/** Which session, and when it is. */
export type SessionTime = { readonly id: SessionId; readonly startsAt: EpochMillis; readonly endsAt: EpochMillis };

/** One date of a class. Seats are counted on it; its teacher and room are occupied by its own claims. */
export type Session = SessionTime & {
  readonly serviceId: ServiceId;
  readonly capacity: number;
  /** Seats taken by bookings and live holds. */
  readonly seatsTaken: number;
  readonly resourceIds: readonly ResourceId[];
  /** That the business has cancelled it: it takes nobody any more. */
  readonly isCancelled?: true | undefined;
  /** That the rules of its service no longer give it: it takes nobody any more, and stands for those who are in it. */
  readonly isWithdrawn?: true | undefined;
  /** When it is decided whether enough people come; missing for one that takes place in any case. */
  readonly decideAt?: EpochMillis | undefined;
  /** What was decided then; too few cancelled it. */
  readonly decision?: SessionDecision | undefined;
  /** Seats of confirmed bookings; told of sessions that are decided by them. */
  readonly confirmedSeats?: number | undefined;
};

/** Whether a session takes place. */
export const isHeld = ({ isCancelled }: Session): boolean => isCancelled !== true;

/** Lists the dates of a rule in a range, as days after 1970-01-01 and in order, each once. */
export function listSessionDays(rule: SessionRule, days: EpochDays): readonly number[] {
  if (rule.kind === 'recurring') {
    const except = new Set((rule.except ?? []).map(countEpochDays));
    return expandRecurrence(rule.rule, rule.startsOn, days).filter((day) => !except.has(day));
  }
  const named = new Set(rule.dates.map(countEpochDays));
  return [...named].filter((day) => day >= days.first && day <= days.last).toSorted((a, b) => a - b);
}
