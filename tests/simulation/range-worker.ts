// Plays the ranges that it is given, one message each.
import { parentPort } from 'node:worker_threads';
import { simulateRange } from './range.ts';
import type { RangeResult } from './range.ts';

const port = parentPort;
if (port === null) throw new Error('this is a worker of tests/simulation/run.ts');

port.on('message', ({ from, seeds }: { readonly from: number; readonly seeds: number }) => {
  void simulateRange(from, seeds).then((result: RangeResult) => port.postMessage(result));
});
