import { Worker } from 'node:worker_threads';
import { addResults, nothing } from './range.ts';
import type { RangeResult } from './range.ts';

/** How many seeds a worker is given at a time: few, so that all end at about the same moment. */
const PORTION = 25;

/** Plays a range of seeds on several cores; `isEnough` may end it early. The result does not depend on how many there are. */
export async function playRange(
  from: number,
  seeds: number,
  workers: number,
  isEnough: (result: RangeResult) => boolean = () => false,
): Promise<RangeResult> {
  let next = from;
  let result = nothing;
  const work = (worker: Worker): Promise<void> =>
    new Promise((resolve, reject) => {
      const give = (): void => {
        const count = Math.min(PORTION, from + seeds - next);
        if (count <= 0 || isEnough(result)) return resolve();
        worker.postMessage({ from: next, seeds: count });
        next += count;
      };
      worker.on('message', (played: RangeResult) => {
        result = addResults(result, played);
        give();
      });
      worker.once('error', reject);
      give();
    });
  const team = Array.from(
    { length: Math.min(workers, Math.ceil(seeds / PORTION)) },
    () => new Worker(new URL('./range-worker.ts', import.meta.url)),
  );
  try {
    await Promise.all(team.map(work));
  } finally {
    await Promise.all(team.map((worker) => worker.terminate()));
  }
  return { ...result, failed: result.failed.toSorted((a, b) => a.seed - b.seed) };
}
