import { describe, expect, test } from '@jest/globals';
import { parseCatalogDocument } from '../../../adapters/http/schemas/catalog.ts';
import { checkCatalog } from '../../../core/index.ts';
import { writeDocument } from '../../../wordpress-plugin/src/model/catalog-document.ts';
import { putRecord } from '../../../wordpress-plugin/src/model/catalog-edits.ts';
import type { Fields } from '../../../wordpress-plugin/src/model/fields.ts';
import { readServiceForm, writeServiceForm } from '../../../wordpress-plugin/src/model/service-form.ts';
import type { ServiceForm } from '../../../wordpress-plugin/src/model/service-form.ts';
import {
  applyStartRules,
  findStartMistakes,
  parseTimes,
  readStartRules,
} from '../../../wordpress-plugin/src/model/start-rules.ts';
import { catalog, recordOf } from './catalog-fixture.ts';

const cut = recordOf(catalog, 'svc_cut');
const none = readStartRules(cut);
const full: Fields = {
  ...cut,
  ...{
    horizonUnit: 'working_days',
    bookableFrom: '2027-01-01',
    bookableUntil: '2027-12-31',
    startTimes: [810, 540],
    gaps: 'avoid',
  },
};
const write = (service: Fields, changed: Partial<ServiceForm>) =>
  writeServiceForm(catalog, service, { ...readServiceForm(catalog, service, 'sv-SE', 'Staff'), ...changed });

describe('which starts are offered', () => {
  test.each([
    ['no rules', cut],
    ['all of them', full],
    ['what is said though it is usual', { ...cut, horizonUnit: 'days', grid: 'clock', gaps: 'allowed' }],
    ['steps from the opening', { ...cut, grid: 'window' }],
  ])('%s: saved without a change it is the same', (_name, service) => {
    expect(applyStartRules(service, readStartRules(service))).toEqual(service);
    expect(write(service, {})).toEqual({ ok: true, record: service });
  });

  test('what is typed is a service that can be sold, and what is taken away is gone', () => {
    const typed = { ...none, startTimes: ' 13:30 9:00', bookableUntil: '2027-06-30', avoidsGaps: true, grid: 'window' } as const;
    const written = write(cut, { startRules: typed });
    if (!written.ok) throw new Error('it was refused');
    expect(written.record).toMatchObject({ startTimes: [540, 810], bookableUntil: '2027-06-30', gaps: 'avoid' });
    expect(written.record).not.toHaveProperty('grid');
    expect(checkCatalog(parseCatalogDocument(writeDocument(putRecord('services', written.record)(catalog))))).toEqual([]);
    expect(applyStartRules(full, none)).toEqual(cut);
  });

  test.each([
    ['', []],
    ['9:00', [540]],
    ['13:30, 9:00;10:15', [540, 615, 810]],
    ['9:00, 09:00', null],
    ['9:00, noon', null],
  ])('"%s" are the times %p', (text, times) => {
    expect(parseTimes(text)).toEqual(times);
  });

  test('mistakes are told at their fields', () => {
    const wrong = { ...none, startTimes: 'noon', bookableFrom: '2027-02-01', bookableUntil: '2027-01-31' };
    expect(findStartMistakes(wrong)).toEqual(['startTimes', 'bookableUntil']);
    const written = write(cut, { startRules: wrong });
    expect(!written.ok && written.mistakes).toEqual([
      { field: 'startTimes', kind: 'times' },
      { field: 'bookableUntil', kind: 'backwards' },
    ]);
  });
});

describe('the limit of one customer', () => {
  const limited = { ...cut, limits: { perDay: 3, perCustomer: { maximum: 2, per: 'month', addedLater: 1 } } };

  test('comes out of the form as it went in, is changed and taken away', () => {
    expect(write(limited, {})).toEqual({ ok: true, record: limited });
    const changed = write(limited, { customerLimit: { maximum: ' 1 ', per: 'ever' } });
    expect(changed.ok && changed.record['limits']).toEqual({
      perDay: 3,
      perCustomer: { maximum: 1, per: 'ever', addedLater: 1 },
    });
    const gone = write(limited, { customerLimit: { maximum: '', per: 'ever' } });
    expect(gone.ok && gone.record['limits']).toEqual({ perDay: 3 });
    const first = write(cut, { customerLimit: { maximum: '1', per: 'day' } });
    if (!first.ok) throw new Error('it was refused');
    expect(first.record['limits']).toEqual({ perCustomer: { maximum: 1, per: 'day' } });
    expect(checkCatalog(parseCatalogDocument(writeDocument(putRecord('services', first.record)(catalog))))).toEqual([]);
  });

  test('is a number or nothing', () => {
    const written = write(cut, { customerLimit: { maximum: '0', per: 'day' } });
    expect(!written.ok && written.mistakes).toEqual([{ field: 'limits.perCustomer', kind: 'limit' }]);
  });
});

test('a service takes place at a location or at a place of its own', () => {
  const there = write(cut, { locationId: 'loc_studio' });
  expect(there.ok && there.record).toMatchObject({ locationId: 'loc_studio', place: null });
  const away = write({ ...cut, locationId: 'loc_studio', place: null }, { locationId: '', place: 'Storgatan 1' });
  expect(away.ok && away.record).toMatchObject({ locationId: null, place: 'Storgatan 1' });
});
