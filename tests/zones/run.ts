import fc from 'fast-check';
import { computeSlots } from '../../core/availability/compute-slots.ts';
import { compareScene, listMoments, scenes } from '../support/slot-oracle.ts';

/*
 * Compares the engine with the oracle in every zone that this Node knows, on every change of clocks of 2024–2030: `npm run test:zones -- [SEED] [SCENES]`.
 * A sample of it is in `npm test` (tests/property/core/slots.test.ts).
 */

const [seedText = '1', scenesText = '10'] = process.argv.slice(2);
const seed = Number(seedText);
const count = Number(scenesText);
if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(count) || count < 1) {
  throw new TypeError('Usage: npm run test:zones -- [SEED] [SCENES], both whole numbers.');
}

const timeZones = Intl.supportedValuesOf('timeZone');
let days = 0;
let slots = 0;
let mistakes = 0;
for (const [index, timeZone] of timeZones.entries()) {
  for (const moment of listMoments(timeZone)) {
    days += 1;
    for (const scene of fc.sample(scenes, { numRuns: count, seed: seed + days })) {
      const { found, expected } = compareScene(computeSlots, scene, { timeZone, moment });
      slots += found.length;
      if (found.join() === expected.join()) continue;
      mistakes += 1;
      console.log(JSON.stringify({ timeZone, moment, seed: seed + days, scene, found, expected }));
    }
  }
  if (index % 50 === 49) console.log(`${index + 1} of ${timeZones.length} zones, ${days} days, ${slots} slots`);
}
console.log(`${timeZones.length} zones, ${days} days, ${days * count} scenes, ${slots} slots, ${mistakes} mistakes`);
if (mistakes > 0 || slots === 0) process.exitCode = 1;
