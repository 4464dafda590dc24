import { expect, test } from '@jest/globals';
import { checkCatalog } from '../../../../core/catalog/check-catalog.ts';
import { checkLimits, checkServiceLimits } from '../../../../core/catalog/check-limits.ts';
import type { DateLimits } from '../../../../core/catalog/limits.ts';
import { buildResource, buildService } from '../../../support/build-core.ts';

const rows: readonly (readonly [string, DateLimits | undefined, readonly string[]])[] = [
  ['no limits', undefined, []],
  ['none of them', {}, []],
  ['the lowest', { perDay: 1, perWeek: 1 }, []],
  ['the highest', { perDay: 100_000, perWeek: 100_000 }, []],
  ['a week that takes fewer than a day', { perDay: 5, perWeek: 2 }, []],
  ['nothing a day, which is a closed service', { perDay: 0 }, ['limits.perDay']],
  ['less than nothing', { perWeek: -1 }, ['limits.perWeek']],
  ['a half', { perDay: 1.5, perWeek: Number.NaN }, ['limits.perDay', 'limits.perWeek']],
  ['more than there can be', { perWeek: 100_001 }, ['limits.perWeek']],
];

test.each(rows)('limits of a service and a resource: %s', (_, limits, paths) => {
  expect(checkLimits({ limits }).map(({ path }) => path)).toEqual(paths);
  const document = { services: [buildService({ limits })], resources: [buildResource({ limits })], codes: [] };
  const expected = ['resources.0', 'services.0'].flatMap((place) => paths.map((path) => `${place}.${path}`));
  expect(checkCatalog(document).map(({ path }) => path)).toEqual(expected);
});

test('a limit per customer is at least one', () => {
  const pathsOf = (maximum: number) =>
    checkServiceLimits({ limits: { perCustomer: { maximum, per: 'month' } } }).map(({ path }) => path);
  expect([pathsOf(1), pathsOf(0), pathsOf(0.5)]).toEqual([[], ['limits.perCustomer.maximum'], ['limits.perCustomer.maximum']]);
  const services = [buildService({ limits: { perWeek: 0, perCustomer: { maximum: 0, per: 'ever' } } })];
  expect(checkCatalog({ services, resources: [buildResource()], codes: [] }).map(({ path }) => path)).toEqual([
    'services.0.limits.perWeek',
    'services.0.limits.perCustomer.maximum',
  ]);
});
