import type { Resource } from '../catalog/resource.ts';
import type { EpochMillis, Interval } from '../time/instant.ts';
import { DAY, MINUTE } from '../time/instant.ts';
import { computeNextTransition, computeOffset } from '../time/time-zone.ts';
import { computeOpenWindows } from './open-windows.ts';

/** How an appointment lies on the clock. Minutes. */
export type AppointmentShape = {
  readonly durationMinutes: number;
  readonly bufferBeforeMinutes: number;
  readonly bufferAfterMinutes: number;
  readonly stepMinutes: number;
};

/**
 * Computes the starts at which one resource can take an appointment, in order.
 *
 * A start is given when it lies in `range`, the appointment lies inside one open window, and the appointment with its
 * buffers meets no busy interval. On the resource's own clock it is a multiple of the step after midnight. A wall time that
 * exists twice gives two starts. `busy` may be in any order and may overlap itself.
 *
 * @see docs/algorithms/availability.md
 */
export function computeResourceStarts(
  resource: Resource,
  shape: AppointmentShape,
  range: Interval,
  busy: readonly Interval[],
): readonly EpochMillis[] {
  const length = shape.durationMinutes * MINUTE;
  const before = shape.bufferBeforeMinutes * MINUTE;
  const after = shape.bufferAfterMinutes * MINUTE;
  // A busy [b, e) refuses every start in the open interval (b − length − after, e + before).
  const refused = busy
    .map(({ from, to }) => ({ from: from - length - after, to: to + before }))
    .toSorted((a, b) => a.from - b.from);
  const starts: EpochMillis[] = [];
  const remaining = refused[Symbol.iterator]();
  let next = remaining.next();
  let refusedUntil = Number.NEGATIVE_INFINITY;
  for (const candidate of listGridStarts(resource, shape, range, length)) {
    for (; next.done !== true && next.value.from < candidate; next = remaining.next())
      refusedUntil = Math.max(refusedUntil, next.value.to);
    if (candidate >= refusedUntil) starts.push(candidate);
  }
  return starts;
}

/** Lists every start on the grid whose appointment lies in one window, in order and once each. */
function listGridStarts(resource: Resource, shape: AppointmentShape, range: Interval, length: number): readonly EpochMillis[] {
  const step = shape.stepMinutes * MINUTE;
  const starts = computeOpenWindows(resource, range).flatMap((window) => {
    const from = Math.max(window.from, range.from);
    const to = Math.min(window.to - length, range.to - 1);
    return from <= to ? listStepsOnClock(resource.timeZone, step, from, to) : [];
  });
  return [...new Set(starts)].toSorted((a, b) => a - b);
}

/** Lists the instants in `[from, to]` whose wall clock shows a multiple of the step after midnight; offsets may change on the way. */
function listStepsOnClock(timeZone: string, step: number, from: EpochMillis, to: EpochMillis): readonly EpochMillis[] {
  const found: EpochMillis[] = [];
  for (let segment = from; segment <= to;) {
    const offset = computeOffset(segment, timeZone);
    const segmentEnd = computeNextTransition(segment, timeZone) ?? Number.POSITIVE_INFINITY;
    let at = segment;
    while (at <= to && at < segmentEnd) {
      const sinceMidnight = (((at + offset) % DAY) + DAY) % DAY;
      const missing = (step - (sinceMidnight % step)) % step;
      // The grid starts anew at each midnight, also when the step does not divide the day.
      const toMidnight = DAY - sinceMidnight;
      if (missing === 0) found.push(at);
      at += missing === 0 ? Math.min(step, toMidnight) : Math.min(missing, toMidnight);
    }
    segment = segmentEnd;
  }
  return found;
}
