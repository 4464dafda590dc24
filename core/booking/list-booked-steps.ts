import type { Service } from '../catalog/service.ts';
import type { EpochMillis } from '../time/instant.ts';
import { MINUTE } from '../time/instant.ts';
import type { BookedStep } from './booking.ts';

/** Lists the steps of a service as an appointment from a start has them. */
export function listBookedSteps({ steps = [] }: Pick<Service, 'steps'>, startsAt: EpochMillis): readonly BookedStep[] {
  let at = startsAt;
  return steps.map(({ name, durationMinutes }) => {
    const step = { name, startsAt: at, endsAt: at + durationMinutes * MINUTE };
    at = step.endsAt;
    return step;
  });
}
