import type { EpochMillis } from '../time/instant.ts';
import { MINUTE } from '../time/instant.ts';

/**
 * Computes until when (exclusive) times stay what they are by the clock alone.
 *
 * Starts, notice, horizons and midnights are whole minutes, so that nothing changes after one full minute up to and with the next.
 *
 * @see docs/algorithms/availability.md
 */
export const computeMinuteEnd = (now: EpochMillis): EpochMillis => Math.ceil(now / MINUTE) * MINUTE + 1;
