import type { ResourceNeed, Service } from '../catalog/service.ts';
import type { EpochMillis, Interval } from '../time/instant.ts';
import { MINUTE } from '../time/instant.ts';

/** A part of an appointment for which a need's resources are taken in one go. Minutes; the offset is counted from the start of the appointment. */
export type Span = {
  readonly offsetMinutes: number;
  readonly durationMinutes: number;
  readonly bufferBeforeMinutes: number;
  readonly bufferAfterMinutes: number;
};

type Shape = Pick<Service, 'durationMinutes' | 'bufferBeforeMinutes' | 'bufferAfterMinutes' | 'steps'>;

/**
 * Lists the parts of an appointment in which a need is needed, in order; steps that follow each other are one. The service's buffers belong to the
 * beginning and the end of the whole appointment: only a part that begins or ends there has them.
 */
export function listSpans(service: Shape, need: Pick<ResourceNeed, 'steps'>): readonly Span[] {
  const { durationMinutes, bufferBeforeMinutes, bufferAfterMinutes, steps = [] } = service;
  if (need.steps === undefined || steps.length === 0)
    return [{ offsetMinutes: 0, durationMinutes, bufferBeforeMinutes, bufferAfterMinutes }];
  return joinSteps(steps, new Set(need.steps)).map(({ from, to }) => ({
    offsetMinutes: from,
    durationMinutes: to - from,
    bufferBeforeMinutes: from === 0 ? bufferBeforeMinutes : 0,
    bufferAfterMinutes: to === durationMinutes ? bufferAfterMinutes : 0,
  }));
}

function joinSteps(steps: NonNullable<Service['steps']>, needed: ReadonlySet<number>): readonly Interval[] {
  const joined: Interval[] = [];
  let from = 0;
  for (const [index, { durationMinutes }] of steps.entries()) {
    const to = from + durationMinutes;
    const last = joined.at(-1);
    if (needed.has(index) && last?.to === from) joined[joined.length - 1] = { from: last.from, to };
    else if (needed.has(index)) joined.push({ from, to });
    from = to;
  }
  return joined;
}

/** When a part of an appointment is, without its buffers. */
export function computeSpanTime({ offsetMinutes, durationMinutes }: Span, startsAt: EpochMillis): Interval {
  const from = startsAt + offsetMinutes * MINUTE;
  return { from, to: from + durationMinutes * MINUTE };
}

/** When a part of an appointment occupies what it needs, buffers included. */
export function computeSpanOccupied(span: Span, startsAt: EpochMillis): Interval {
  const { from, to } = computeSpanTime(span, startsAt);
  return { from: from - span.bufferBeforeMinutes * MINUTE, to: to + span.bufferAfterMinutes * MINUTE };
}
