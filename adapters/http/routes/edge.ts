import { computeInstant } from '../../../core/index.ts';
import type { EpochMillis } from '../../../core/index.ts';

/** Reads where a range begins or ends: a date begins at its midnight in the zone, an instant is itself. */
export const readEdge = (edge: string | EpochMillis, timeZone: string): EpochMillis =>
  typeof edge === 'number' ? edge : computeInstant(edge, 0, timeZone);
