import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { at } from '../../support/build-core.ts';
import { playScene } from '../../support/combined/play.ts';
import type { End } from '../../support/combined/play.ts';
import { businesses, wishes } from '../../support/combined/scenes.ts';

/** An ordinary date, and the night in which the clocks of Europe change (those of New York have already). */
const midnights = [at('2027-01-14T00:00+01:00'), at('2027-03-27T00:00+01:00')];

/** How many scenes are played; HOLDFAST_SCENES asks for more. */
const SCENES = Number(process.env.HOLDFAST_SCENES ?? 80);

/** Milliseconds. A failure is made smaller until then. */
const TIME_LIMIT = Math.max(240_000, SCENES * 500);

test(
  'whatever rules are combined, what is offered can be held, what is not is refused, and what is held is offered no more',
  async () => {
    const ends = new Map<End, number>();
    const play = fc.asyncProperty(businesses, wishes, fc.constantFrom(...midnights), async (document, asked, midnight) => {
      for (const end of await playScene(document, asked, midnight)) ends.set(end, (ends.get(end) ?? 0) + 1);
    });
    await fc.assert(play, { numRuns: SCENES, interruptAfterTimeLimit: TIME_LIMIT, markInterruptAsFailure: true });
    for (const end of ['ok', 'slot_taken', 'slot_not_offered', 'limit_reached', 'outside_area'] as const)
      expect([end, (ends.get(end) ?? 0) > SCENES / 75]).toEqual([end, true]);
  },
  TIME_LIMIT + 30_000,
);
