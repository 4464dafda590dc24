import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { Money } from '../money/money.ts';
import type { Enrolment } from './course.ts';
import type { Service } from './service.ts';

/**
 * Answers the service as it is for an enrolment. Who drops in buys a session of a class: its price is that of dropping in, or, for a booking that stands and is not offered any more, its own.
 * What is no course is what it is, however one would enrol. Refuses `drop_in_not_offered`.
 */
export function chooseEnrolment(service: Service, enrolment: Enrolment, standingPrice?: Money): Outcome<Service> {
  if (enrolment === 'course') return accept(service);
  const price = service.dropIn?.price ?? standingPrice;
  if (service.kind !== 'course' || price === undefined) return refuse('drop_in_not_offered', { path: 'enrolment' });
  return accept({ ...service, kind: 'class', price, dropIn: undefined, lateJoining: undefined });
}
