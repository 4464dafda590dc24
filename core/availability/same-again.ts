import { findSameAgain } from '../catalog/choice.ts';
import type { LastWith } from '../catalog/choice.ts';
import type { ResourceNeed } from '../catalog/service.ts';
import { computeStarts } from './compute-slots.ts';
import type { SlotQuery } from './compute-slots.ts';
import type { Slot } from './slot.ts';

/** Marks the slots at which those whom the customer had the last time are free again, in every need that would take them. */
export function markSameAgain(query: SlotQuery, slots: readonly Slot[], lastWith: LastWith): readonly Slot[] {
  const { service } = query;
  if (service.needs.every((need) => findSameAgain(need, lastWith).length === 0)) return slots;
  const needs = service.needs.map((need) => narrow(need, lastWith));
  const starts = new Set(computeStarts({ ...query, service: { ...service, needs } }));
  return slots.map((slot) => (starts.has(slot.startsAt) ? { ...slot, isSameAgain: true } : slot));
}

function narrow(need: ResourceNeed, lastWith: LastWith): ResourceNeed {
  const anyOf = findSameAgain(need, lastWith);
  if (anyOf.length === 0) return need;
  const { quantity = 1 } = need;
  return { ...need, anyOf, quantity: quantity === 'all' ? quantity : Math.min(quantity, anyOf.length) };
}
