// `npm run -s simulate -- --from N --seeds K`: plays the stories of a range of seeds on all cores. Ends with one line of JSON; exit 1 when the checker found
// something. `--story` prints the story of a seed in words even when all is well.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { playRange } from './play-range.ts';
import type { FailedSeed } from './range.ts';
import { simulateSeed } from './simulate-seed.ts';
import { tellHowToRun, tellStory } from './tell-story.ts';

/** How many failing stories are told in full; of the others only the seeds and the rules. */
const TOLD_IN_FULL = 2;

const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1000' },
    story: { type: 'boolean', default: false },
    /** Ends at the first seed that breaks something. */
    bail: { type: 'boolean', default: false },
    workers: { type: 'string', default: String(availableParallelism()) },
  },
});

const readCount = (name: 'from' | 'seeds' | 'workers', least: number): number => {
  const count = Number(values[name]);
  if (!Number.isSafeInteger(count) || count < least) throw new TypeError(`--${name} must be a whole number of at least ${least}`);
  return count;
};

const tellFailure = ({ seed, rules, lines }: FailedSeed, index: number): readonly string[] =>
  index < TOLD_IN_FULL
    ? [...lines, `Again: ${tellHowToRun(seed)}`, '']
    : [`Seed ${seed} breaks ${rules.join(', ')}. Its story: ${tellHowToRun(seed)}`];

const from = readCount('from', 0);
const seeds = readCount('seeds', 1);
if (values.story && seeds === 1) console.log(tellStory(await simulateSeed(from)).join('\n'));
const { failed, ...counts } = await playRange(
  from,
  seeds,
  readCount('workers', 1),
  (result) => values.bail && result.violations > 0,
);
if (!values.story) for (const line of failed.flatMap(tellFailure)) console.log(line);
console.log(JSON.stringify(counts));
process.exitCode = counts.violations > 0 ? 1 : 0;
