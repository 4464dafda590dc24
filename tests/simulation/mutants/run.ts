// `npm run simulate:mutants`: breaks a copy of the code in one way after the other, plays stories until the simulation notices, and prints the score.
// Exit 1 when a break survives, or when a text to be replaced does not stand exactly once. `--seeds K` says how many stories each break may survive;
// `--only WORDS` chooses the breaks whose names contain them.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { buildCopy, copyTree, findMismatches } from './copy-tree.ts';
import type { Copy } from './copy-tree.ts';
import { mutants } from './mutants.ts';
import type { Mutant } from './mutants.ts';
import { playCopy } from './play-copy.ts';
import type { Played } from './play-copy.ts';

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '4000' }, only: { type: 'string', default: '' } },
});
const seeds = Number(values.seeds);
const chosen = mutants.filter(({ name }) => name.includes(values.only));

const describe = ({ name }: Mutant, played: Played): string => {
  switch (played.kind) {
    case 'caught':
      return `caught    ${name}  (seed ${played.seed}: ${played.rules})`;
    case 'clean':
      return `SURVIVED  ${name}  (${seeds} seeds)`;
    case 'broken':
      return `USELESS   ${name}  (the code does not run: ${played.words})`;
  }
};

async function work(copy: Copy, queue: Mutant[], results: Played[]): Promise<void> {
  for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
    await copy.apply(mutant);
    const played = await playCopy(copy.folder, seeds);
    await copy.restore(mutant);
    results.push(played);
    console.log(describe(mutant, played));
  }
}

async function main(): Promise<boolean> {
  const mismatches = await findMismatches(chosen);
  for (const words of mismatches) console.log(words);
  if (mismatches.length > 0) return false;
  const tree = await copyTree();
  try {
    const copies = await Promise.all(
      Array.from({ length: Math.min(availableParallelism(), chosen.length) }, () => buildCopy(tree)),
    );
    const [first] = copies;
    const unbroken = first === undefined ? null : await playCopy(first.folder, 500);
    if (unbroken?.kind !== 'clean') {
      console.log(`The code fails before anything is broken: ${JSON.stringify(unbroken)}`);
      return false;
    }
    const results: Played[] = [];
    const queue = [...chosen];
    await Promise.all(copies.map((copy) => work(copy, queue, results)));
    const caught = results.filter(({ kind }) => kind === 'caught').length;
    console.log(JSON.stringify({ mutants: chosen.length, caught, survived: chosen.length - caught }));
    return caught === chosen.length;
  } finally {
    await tree.remove();
  }
}

process.exitCode = (await main()) ? 0 : 1;
