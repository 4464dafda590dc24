import type { ByDay } from './by-day.ts';
import { computeStayMinutes } from './by-day.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import { chooseEnrolment } from './choose-enrolment.ts';
import type { Enrolment } from './course.ts';
import type { Duration, Service } from './service.ts';

/** How long a booking shall be: as asked for, or as it stands already. */
export type WantedDuration = {
  /** One of the service's durations in minutes; null or missing for the first. */
  readonly durationMinutes?: number | null | undefined;
  /** How many days or nights a stay has; null or missing for the fewest. */
  readonly days?: number | null | undefined;
  /** The length of a booking that stands, with its price: kept also when it is not offered any more. */
  readonly standing?: Standing | undefined;
  /** How somebody takes part in a course; missing for the whole of it, or as the booking stands. */
  readonly enrolment?: Enrolment | undefined;
};

/** The length of a booking that stands, with its price, and how it takes part in a course. */
export type Standing = Duration & {
  readonly enrolment?: Enrolment | undefined;
  /** By how many minutes its extras make it longer, beside `durationMinutes`; missing when that is to be computed anew. */
  readonly extraMinutes?: number | undefined;
};

/** Lists the durations that a service is offered in, each with its price; the first is what it takes when nobody names one. */
export const listDurations = ({ durationMinutes, price, otherDurations = [] }: Service): readonly Duration[] => [
  { durationMinutes, price },
  ...otherDurations,
];

/**
 * Answers the service as it is for one duration: with its minutes and its price, and otherwise unchanged. The length of a booking that stands is kept at
 * today's price for it, or at its own when it is not offered any more; a class and a course have the length of their sessions, and a
 * service with steps that of its steps.
 * A service that is sold by the day is answered with `byDay.minimum` as its length and with the minutes that it has when no clock changes.
 * Refuses `drop_in_not_offered` and `duration_not_offered`, naming the field and what is offered.
 */
export function chooseDuration(sold: Service, wanted: WantedDuration): Outcome<Service> {
  const { durationMinutes = null, days = null, standing } = wanted;
  const enrolled = chooseEnrolment(sold, wanted.enrolment ?? standing?.enrolment ?? 'course', standing?.price);
  if (!enrolled.ok) return enrolled;
  const service = enrolled.value;
  if (service.byDay !== undefined) return chooseDays(service, service.byDay, wanted);
  if (days !== null) return refuse('duration_not_offered', { path: 'days' });
  const offered = listDurations(service);
  const find = (minutes: number): Duration | undefined => offered.find((duration) => duration.durationMinutes === minutes);
  if (durationMinutes !== null) {
    const found = find(durationMinutes);
    const offeredMinutes = offered.map((duration) => duration.durationMinutes);
    return found === undefined
      ? refuse('duration_not_offered', { path: 'durationMinutes', offeredMinutes })
      : accept({ ...service, ...found });
  }
  if (standing === undefined || service.kind !== 'appointment' || service.steps !== undefined) return accept(service);
  const { durationMinutes: minutes, price } = standing;
  return accept({ ...service, ...(find(minutes) ?? { durationMinutes: minutes, price }) });
}

/** A stay that stands keeps its length also when it is not offered any more, at its own price then. */
function chooseDays(
  service: Service,
  byDay: ByDay,
  { durationMinutes = null, days = null, standing }: WantedDuration,
): Outcome<Service> {
  if (durationMinutes !== null) return refuse('duration_not_offered', { path: 'durationMinutes' });
  const { minimum, maximum } = byDay;
  const length = days ?? standing?.days ?? minimum;
  const isOffered = length >= minimum && length <= maximum;
  if (!isOffered && days !== null) return refuse('duration_not_offered', { path: 'days', minimum, maximum });
  const price = isOffered || standing === undefined ? service.price : standing.price;
  return accept({
    ...{ ...service, price, durationMinutes: computeStayMinutes(byDay, length) },
    byDay: { ...byDay, minimum: length, maximum: length },
  });
}
