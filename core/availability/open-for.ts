import type { Service } from '../catalog/service.ts';
import type { EpochMillis } from '../time/instant.ts';
import { computeOpenWindows } from './open-windows.ts';
import { compileOpeningHours } from './opening-hours.ts';
import { computeEnd, isOpenForStay } from './stay.ts';
import type { ScheduledResource } from './timetable.ts';

/** Whether a resource's hours hold an appointment of a service: one window all of it, or for a stay hours on its dates. */
export function isOpenFor(service: Service, resource: ScheduledResource, startsAt: EpochMillis): boolean {
  if (service.byDay !== undefined) return isOpenForStay(service, compileOpeningHours(resource), startsAt);
  const endsAt = computeEnd(service, startsAt);
  return computeOpenWindows(resource, { from: startsAt, to: endsAt }).some(({ from, to }) => from <= startsAt && endsAt <= to);
}
