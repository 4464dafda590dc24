import type { HoursRule } from '../availability/opening-hours.ts';
import type { GridRules } from '../availability/start-grid.ts';
import type { DayWindow } from '../catalog/schedule.ts';
import type { ResourceId } from '../ids.ts';
import type { EpochMillis, Interval } from '../time/instant.ts';
import type { LocalDate } from '../time/time-zone.ts';
import type { Occupant } from './held-claim.ts';

/** What keeps one resource from taking an appointment at a start. */
export type ResourceObstacle =
  /** The visitor asked for another one. */
  | { readonly code: 'not_chosen'; readonly resourceId: ResourceId }
  /** The appointment does not lie inside one of its windows. Told are the date on its clock, that date's windows and what decides them. */
  | {
      readonly code: 'closed';
      readonly resourceId: ResourceId;
      readonly date: LocalDate;
      readonly windows: readonly DayWindow[];
      readonly rule: HoursRule | 'service_hours';
    }
  /** Starts lie on the steps of its clock or of its window, or at times of their own, and this one does not. */
  | { readonly code: 'off_grid'; readonly resourceId: ResourceId; readonly rules: GridRules }
  /** It is free, and another start in that stretch of free time leaves less time that nobody can book. */
  | { readonly code: 'leaves_gap'; readonly resourceId: ResourceId }
  /**
   * Something occupies it; `buffer` when only the time kept free around the appointment meets it, `travel` when only the way there and back does. By nobody we
   * know: an event in its calendar.
   */
  | {
      readonly code: 'busy' | 'buffer' | 'travel';
      readonly resourceId: ResourceId;
      readonly during: Interval;
      readonly by: Occupant | null;
    }
  /** Nothing recent is known of its calendar, and its owner wants it closed then. */
  | { readonly code: 'calendar_unknown'; readonly resourceId: ResourceId }
  /** As many of its bookings start in that day or week as may. */
  | { readonly code: 'limit_reached'; readonly resourceId: ResourceId; readonly during: Interval };

/** Why a start is not offered. */
export type Obstacle =
  | { readonly code: 'past' }
  | { readonly code: 'too_soon'; readonly bookableFrom: EpochMillis }
  | { readonly code: 'too_far'; readonly bookableUntil: EpochMillis }
  /** As many bookings of the service start in that day or week as may. */
  | { readonly code: 'limit_reached'; readonly during: Interval }
  /** Stays begin at one time of the day, perhaps on some weekdays only, and this is another. */
  | { readonly code: 'no_stay'; readonly fromMinute: number; readonly startWeekdays: readonly number[] | null }
  /** A class that has no session at that start, or none with the resource that was asked for. */
  | { readonly code: 'no_session' }
  /** It was cancelled. */
  | { readonly code: 'session_cancelled' }
  /** It was cancelled when fewer people were booked than it needs. */
  | { readonly code: 'too_few_people' }
  /** Whether enough people are booked was to be decided then, and is not yet. */
  | { readonly code: 'undecided'; readonly decideAt: EpochMillis }
  | { readonly code: 'session_full'; readonly seatsLeft: number; readonly capacity: number }
  /** A course that has begun and cannot be joined at the session that would be the first now, counted from 1. */
  | { readonly code: 'course_begun'; readonly joinsAt: number }
  /** A course is joined at the first session that is left, and this is a later one. */
  | { readonly code: 'not_first_session'; readonly startsAt: EpochMillis }
  /** A session of the course could not be planned, so that it is not sold. */
  | { readonly code: 'session_missing' }
  /** Of everything that could serve a need nothing can, or not as much as it takes; told is why not, one by one. */
  | { readonly code: 'nobody_free'; readonly need: string; readonly resources: readonly ResourceObstacle[] };

/** Starts in a row that are offered or refused for the same reasons: the first, the last, and how many. */
export type ExplainedStarts = {
  readonly from: EpochMillis;
  readonly to: EpochMillis;
  readonly count: number;
  readonly offered: boolean;
  /** None when offered; at least one otherwise. */
  readonly obstacles: readonly Obstacle[];
};
