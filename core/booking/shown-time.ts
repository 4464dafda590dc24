import type { ResourceId } from '../ids.ts';
import type { EpochMillis, Interval } from '../time/instant.ts';
import type { Booking } from './booking.ts';

/** How a booking stands in the calendar of some of its resources. */
export type ShownTime = {
  readonly startsAt: EpochMillis;
  readonly endsAt: EpochMillis;
  /** The times in which they are taken, buffers left out, in order; more than one when they are free for others in between. */
  readonly taken: readonly Interval[];
};

/** Computes when a booking takes some of its resources, from what was booked. A seat in a class has the time of its session. */
export function computeShownTime(
  { startsAt, endsAt, claims }: Pick<Booking, 'startsAt' | 'endsAt' | 'claims'>,
  resourceIds: readonly ResourceId[],
): ShownTime {
  const own = claims
    .filter(({ resourceId }) => resourceIds.includes(resourceId))
    .map(({ during }) => ({ from: Math.max(during.from, startsAt), to: Math.min(during.to, endsAt) }));
  const taken = join(own.length === 0 ? [{ from: startsAt, to: endsAt }] : own);
  return { startsAt: taken[0]?.from ?? startsAt, endsAt: taken.at(-1)?.to ?? endsAt, taken };
}

function join(intervals: readonly Interval[]): readonly Interval[] {
  const joined: Interval[] = [];
  for (const { from, to } of intervals.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last === undefined || last.to < from) joined.push({ from, to });
    else joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, to) };
  }
  return joined;
}
