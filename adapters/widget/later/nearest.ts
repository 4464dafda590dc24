import type { WireSlot } from '../wire-types.ts';

/** Computes the free times nearest to a wanted instant, in the order of the clock. */
export function computeNearest(slots: readonly WireSlot[], startsAt: string, count: number): readonly WireSlot[] {
  const distance = (slot: WireSlot): number => Math.abs(Date.parse(slot.startsAt) - Date.parse(startsAt));
  return [...slots]
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, count)
    .sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt));
}
