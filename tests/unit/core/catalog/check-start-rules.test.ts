import { expect, test } from '@jest/globals';
import { checkCatalog } from '../../../../core/catalog/check-catalog.ts';
import type { Service } from '../../../../core/catalog/service.ts';
import { buildResource, buildService } from '../../../support/build-core.ts';
import { weekly } from '../../../support/weekly.ts';

const yoga = { kind: 'class', capacity: 12, sessions: [weekly(1, 600)] } as const;

const rows: readonly (readonly [string, Partial<Service>, readonly string[]])[] = [
  [
    'all of them',
    {
      horizonUnit: 'working_days',
      bookableFrom: '2027-01-01',
      bookableUntil: '2027-01-01',
      startTimes: [0, 1_439],
      gaps: 'avoid',
    },
    [],
  ],
  ['steps from the window', { grid: 'window' }, []],
  ['steps from the clock beside start times', { grid: 'clock', startTimes: [600] }, []],
  ['fixed dates of a class', { ...yoga, bookableFrom: '2027-01-01' }, []],
  ['a date that does not exist', { bookableFrom: '2027-02-29' }, ['bookableFrom']],
  ['no date', { bookableUntil: 'soon' }, ['bookableUntil']],
  ['dates backwards', { bookableFrom: '2027-01-02', bookableUntil: '2027-01-01' }, ['bookableUntil']],
  ['no start time', { startTimes: [] }, ['startTimes']],
  ['too many start times', { startTimes: Array.from({ length: 289 }, (_, index) => index) }, ['startTimes']],
  ['the next midnight', { startTimes: [600, 1_440] }, ['startTimes.1']],
  ['half a minute', { startTimes: [0.5, -1] }, ['startTimes.0', 'startTimes.1']],
  ['one twice', { startTimes: [600, 660, 600] }, ['startTimes.2']],
  ['start times and steps from the window', { startTimes: [600], grid: 'window' }, ['grid']],
  [
    'rules of appointments for a class',
    { ...yoga, horizonUnit: 'working_days', startTimes: [600], gaps: 'avoid' },
    ['horizonUnit', 'startTimes', 'gaps'],
  ],
  ['steps from the window for a class', { ...yoga, grid: 'window' }, ['grid']],
];

test.each(rows)('%s', (_, changes, paths) => {
  const mistakes = checkCatalog({ services: [buildService(changes)], resources: [buildResource()], codes: [] });
  expect(mistakes.map(({ path }) => path)).toEqual(paths.map((path) => `services.0.${path}`));
});
