import { randomBytes } from 'node:crypto';
import { build } from 'esbuild';
import { launchBrowser } from '../support/browser.ts';

/*
 * Measures how long the puzzles of docs/algorithms/holds.md take in Chromium, at full speed and slowed down as a phone is: `npm run bench:proof`.
 * Read it on an idle machine.
 */

const RUNS = 40;
const speeds = [
  { name: 'this machine', slowdown: 1 },
  { name: '4 times slower', slowdown: 4 },
] as const;

const { outputFiles } = await build({
  stdin: {
    contents: `export { solveChallenge } from './adapters/widget/later/proof-of-work.ts'`,
    resolveDir: process.cwd(),
  },
  bundle: true,
  write: false,
  minify: true,
  format: 'iife',
  globalName: 'widget',
});
const script = outputFiles[0]?.text ?? '';

/** Solves puzzles in the page, and answers the milliseconds that each took. */
const solveAll = (tokens: readonly string[], bits: number): string =>
  `(async () => {
    const times = [];
    for (const token of ${JSON.stringify(tokens)}) {
      const begun = performance.now();
      await widget.solveChallenge({ token, bits: ${bits} });
      times.push(performance.now() - begun);
    }
    return times;
  })()`;

const { browser, close } = await launchBrowser();
try {
  const page = await browser.newPage();
  await page.addScriptTag({ content: script });
  const session = await page.context().newCDPSession(page);
  for (const { name, slowdown } of speeds) {
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    for (const bits of [14, 17]) {
      const tokens = Array.from({ length: RUNS }, () => `${bits}.mf3k2l9a.abcdefgh.${randomBytes(16).toString('base64url')}`);
      const times = (await page.evaluate<number[]>(solveAll(tokens, bits))).toSorted((a, b) => a - b);
      const at = (share: number): string => String(Math.round(times[Math.min(RUNS - 1, Math.floor(share * RUNS))] ?? Number.NaN));
      console.log(`${name}, ${bits} bits: median ${at(0.5)} ms, 90 % within ${at(0.9)} ms, slowest ${at(1)} ms`);
    }
  }
} finally {
  await close();
}
