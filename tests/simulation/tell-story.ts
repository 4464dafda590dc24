import type { SimulatedStory } from './simulate-seed.ts';
import { BEGINNING } from './world/business.ts';

const DAY = 86_400_000;

/** How a story is told in words: who did what when, what failed, what the checker says, and how to hear it again. */
export const tellStory = ({ seed, story, violations }: SimulatedStory): readonly string[] => [
  `The story of seed ${seed}`,
  ...story.map(({ at, who, what }) => `  ${tellTime(at - BEGINNING)}  ${who.padEnd(14)}  ${what}`),
  violations.length === 0 ? 'The checker finds nothing that cannot be.' : 'The checker says:',
  ...violations.map(({ rule, words }) => `  ${rule}: ${words}`),
];

/** How one seed is played alone. */
export const tellHowToRun = (seed: number): string => `npm run -s simulate -- --from ${seed} --seeds 1 --story`;

function tellTime(since: number): string {
  const part = (unit: number, limit: number, digits: number): string =>
    String(Math.floor(since / unit) % limit).padStart(digits, '0');
  return `day ${Math.floor(since / DAY)} ${part(3_600_000, 24, 2)}:${part(60_000, 60, 2)}:${part(1_000, 60, 2)}.${part(1, 1_000, 3)}`;
}
