import type { ResourceNeed, Service } from '../catalog/service.ts';
import type { EpochMillis, Interval } from '../time/instant.ts';
import { computeSpanOccupied, computeSpanTime, listSpans } from './need-spans.ts';
import { computeEnd, computeOccupied } from './stay.ts';

/** When a need's resources are taken in one go: without the buffers, and with them. */
export type Part = { readonly time: Interval; readonly occupied: Interval };

/** Lists when an appointment from a start takes a need's resources; a stay takes them all of its time, however long its clocks make that. */
export function listParts(service: Service, need: Pick<ResourceNeed, 'steps'>, startsAt: EpochMillis): readonly Part[] {
  if (service.byDay !== undefined)
    return [{ time: { from: startsAt, to: computeEnd(service, startsAt) }, occupied: computeOccupied(service, startsAt) }];
  return listSpans(service, need).map((span) => ({
    time: computeSpanTime(span, startsAt),
    occupied: computeSpanOccupied(span, startsAt),
  }));
}
