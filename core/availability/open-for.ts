import type { Service } from '../catalog/service.ts';
import type { Interval } from '../time/instant.ts';
import { computeOpenWindows } from './open-windows.ts';
import { compileOpeningHours } from './opening-hours.ts';
import { isOpenForStay } from './stay.ts';
import type { ScheduledResource } from './timetable.ts';

/** Whether a resource's hours hold a part of an appointment of a service: one window all of it, or for a stay hours on its dates. */
export function isOpenFor(service: Service, resource: ScheduledResource, { from, to }: Interval): boolean {
  if (service.byDay !== undefined) return isOpenForStay(service, compileOpeningHours(resource), from);
  return computeOpenWindows(resource, { from, to }).some((window) => window.from <= from && to <= window.to);
}
