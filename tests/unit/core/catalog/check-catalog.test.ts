import { describe, expect, test } from '@jest/globals';
import { findResource, findService, listNeededResources } from '../../../../core/catalog/catalog.ts';
import type { CatalogDocument } from '../../../../core/catalog/catalog.ts';
import { checkCatalog } from '../../../../core/catalog/check-catalog.ts';
import { normalizeCode } from '../../../../core/catalog/discount-code.ts';
import type { DiscountCode } from '../../../../core/catalog/discount-code.ts';
import type { Resource } from '../../../../core/catalog/resource.ts';
import type { Service } from '../../../../core/catalog/service.ts';
import { buildBusiness, buildCode, buildResource, buildService } from '../../../support/build-core.ts';
import { weekly } from '../../../support/weekly.ts';

const good: CatalogDocument = { services: [buildService()], resources: [buildResource()], codes: [buildCode()] };
const yoga: Partial<Service> = { kind: 'class', capacity: 12, sessions: [weekly(1, 600)] };
const extra = { id: 'ext_care', name: 'Care', price: { amountMinor: 900, currency: 'SEK' }, maximumQuantity: 2 } as const;
const need = { name: 'Stylist', anyOf: ['res_anna'], visitorMayChoose: true } as const;

const pathsOf = (document: CatalogDocument): readonly string[] => checkCatalog(document).map((mistake) => mistake.path);

test('a good catalogue has no mistakes', () => {
  expect(checkCatalog(good)).toEqual([]);
  expect(checkCatalog({ ...good, services: [buildService(yoga), buildService({ id: 'svc_two', extras: [extra] })] })).toEqual([]);
  expect(checkCatalog({ services: [], resources: [], codes: [] })).toEqual([]);
});

describe('a resource', () => {
  const rows: readonly (readonly [string, Partial<Resource>, readonly string[]])[] = [
    ['the id', { id: 'res_an na' }, ['resources.0.id', 'services.0.needs.0.anyOf']],
    ['the zone', { timeZone: 'Stockholm' }, ['resources.0.timeZone']],
    ['a calendar', { calendar: { calendarId: 'anna@salon.example', whenUnknown: 'open' } }, []],
    ['a calendar without an id', { calendar: { calendarId: '', whenUnknown: 'open' } }, ['resources.0.calendar.calendarId']],
    ['two calendars', { calendar: { calendarId: 'a@x.example b', whenUnknown: 'open' } }, ['resources.0.calendar.calendarId']],
    ['a control character', { calendar: { calendarId: 'a\u0007', whenUnknown: 'open' } }, ['resources.0.calendar.calendarId']],
    ['a long id', { calendar: { calendarId: 'a'.repeat(501), whenUnknown: 'open' } }, ['resources.0.calendar.calendarId']],
    ['an offset for a zone', { timeZone: '+01:00' }, ['resources.0.timeZone']],
    ['an eighth day', { weeklyHours: { '8': [] } }, ['resources.0.weeklyHours.8']],
    ['a day of zero', { weeklyHours: { '0': [] } }, ['resources.0.weeklyHours.0']],
    [
      'a window before midnight',
      { weeklyHours: { '1': [{ fromMinute: -1, toMinute: 60 }] } },
      ['resources.0.weeklyHours.1.0.fromMinute'],
    ],
    [
      'a window past the end of the next day',
      { weeklyHours: { '1': [{ fromMinute: 1_439, toMinute: 2_881 }] } },
      ['resources.0.weeklyHours.1.0.toMinute'],
    ],
    [
      'a window longer than a day',
      { weeklyHours: { '1': [{ fromMinute: 60, toMinute: 1_501 }] } },
      ['resources.0.weeklyHours.1.0'],
    ],
    [
      'half a minute',
      { weeklyHours: { '1': [{ fromMinute: 60.5, toMinute: 120 }] } },
      ['resources.0.weeklyHours.1.0.fromMinute'],
    ],
    ['backwards', { weeklyHours: { '1': [{ fromMinute: 120, toMinute: 60 }] } }, ['resources.0.weeklyHours.1.0']],
    ['empty', { weeklyHours: { '1': [{ fromMinute: 60, toMinute: 60 }] } }, ['resources.0.weeklyHours.1.0']],
    [
      'overlapping, in any order',
      {
        weeklyHours: {
          '1': [
            { fromMinute: 100, toMinute: 200 },
            { fromMinute: 60, toMinute: 101 },
          ],
        },
      },
      ['resources.0.weeklyHours.1'],
    ],
    [
      'touching is fine',
      {
        weeklyHours: {
          '1': [
            { fromMinute: 100, toMinute: 200 },
            { fromMinute: 60, toMinute: 100 },
          ],
        },
      },
      [],
    ],
    [
      'too many windows',
      { weeklyHours: { '1': Array.from({ length: 25 }, (_, index) => ({ fromMinute: index * 2, toMinute: index * 2 + 1 })) } },
      ['resources.0.weeklyHours.1'],
    ],
    ['a date that is none', { dateOverrides: { '2027-02-30': [] } }, ['resources.0.dateOverrides.2027-02-30']],
    [
      'a window of a date',
      { dateOverrides: { '2027-02-28': [{ fromMinute: 0, toMinute: 0 }] } },
      ['resources.0.dateOverrides.2027-02-28.0.toMinute', 'resources.0.dateOverrides.2027-02-28.0'],
    ],
  ];
  test.each(rows)('%s', (_name, changes, paths) => {
    expect(pathsOf({ ...good, resources: [buildResource(changes)] })).toEqual(paths);
  });

  test('too many dates', () => {
    const dates = Array.from({ length: 2_001 }, (_, index) => [
      new Date(Date.UTC(2027, 0, 1 + index)).toISOString().slice(0, 10),
      [],
    ]);
    expect(pathsOf({ ...good, resources: [buildResource({ dateOverrides: Object.fromEntries(dates) })] })).toEqual([
      'resources.0.dateOverrides',
    ]);
  });
});

const ninety = { durationMinutes: 90, price: { amountMinor: 60_000, currency: 'SEK' } };

describe('a service', () => {
  const rows: readonly (readonly [string, Partial<Service>, readonly string[]])[] = [
    ['id', { id: 'svc_cut!' }, ['id']],
    ['name', { name: '  ' }, ['name']],
    ['zone', { timeZone: 'CEST+1' }, ['timeZone']],
    ['duration of nothing', { durationMinutes: 0 }, ['durationMinutes']],
    ['duration past a month', { durationMinutes: 44_641 }, ['durationMinutes']],
    ['buffer before', { bufferBeforeMinutes: -1 }, ['bufferBeforeMinutes']],
    ['buffer after', { bufferAfterMinutes: 1_441 }, ['bufferAfterMinutes']],
    ['notice', { minimumNoticeMinutes: Number.NaN }, ['minimumNoticeMinutes']],
    ['horizon', { horizonDays: 731 }, ['horizonDays']],
    ['step', { stepMinutes: 0 }, ['stepMinutes']],
    ['hold', { holdMinutes: 31 }, ['holdMinutes']],
    ['smallest party', { minimumPartySize: 0 }, ['minimumPartySize']],
    ['largest party below the smallest', { minimumPartySize: 3, maximumPartySize: 2 }, ['maximumPartySize']],
    ['price below nothing', { price: { amountMinor: -1, currency: 'SEK' } }, ['price.amountMinor']],
    ['price in halves', { price: { amountMinor: 0.5, currency: 'SEK' } }, ['price.amountMinor']],
    ['currency', { price: { amountMinor: 1, currency: 'sek' } }, ['price.currency']],
    [
      'a further duration of nothing',
      { otherDurations: [{ ...ninety, durationMinutes: 0 }] },
      ['otherDurations.0.durationMinutes'],
    ],
    ['a duration like the first', { otherDurations: [{ ...ninety, durationMinutes: 60 }] }, ['otherDurations.0.durationMinutes']],
    ['a further duration twice', { otherDurations: [ninety, ninety] }, ['otherDurations.1.durationMinutes']],
    [
      'a duration in another currency',
      { otherDurations: [{ ...ninety, price: { amountMinor: 1, currency: 'EUR' } }] },
      ['otherDurations.0.price.currency'],
    ],
    [
      'too many durations',
      { otherDurations: Array.from({ length: 21 }, (_, index) => ({ ...ninety, durationMinutes: 61 + index })) },
      ['otherDurations'],
    ],
    ['extra’s id', { extras: [{ ...extra, id: 'ext_' }] }, ['extras.0.id']],
    ['extra’s quantity', { extras: [{ ...extra, maximumQuantity: 0 }] }, ['extras.0.maximumQuantity']],
    ['extra’s currency', { extras: [{ ...extra, price: { amountMinor: 1, currency: 'EUR' } }] }, ['extras.0.price.currency']],
    ['an extra twice', { extras: [extra, extra] }, ['extras.1']],
    ['an appointment without needs', { needs: [] }, ['needs']],
    ['a need of nobody', { needs: [need, { ...need, anyOf: [], visitorMayChoose: false }] }, ['needs.1.anyOf']],
    ['a resource that is not there', { needs: [{ ...need, anyOf: ['res_anna', 'res_none'] }] }, ['needs.0.anyOf']],
    ['two needs for the same', { needs: [need, { ...need, visitorMayChoose: false }] }, ['needs']],
    ['two choices', { needs: [need, { ...need, anyOf: ['res_anna'] }] }, ['needs', 'needs']],
    ['sessions of an appointment', { sessions: [weekly(1, 0)] }, ['sessions']],
    ['capacity of an appointment', { capacity: 3 }, ['sessions']],
    ['a class without seats', { ...yoga, capacity: null }, ['capacity']],
    ['a class with half a seat', { ...yoga, capacity: 1.5 }, ['capacity']],
    ['a class without sessions', { ...yoga, sessions: [] }, ['sessions']],
    ['a minute', { ...yoga, sessions: [weekly(1, 1_440)] }, ['sessions.0.startMinute']],
    [
      'a tier’s notice',
      { cancellationPolicy: { tiers: [{ minimumNoticeMinutes: -1, refundPercent: 50 }] } },
      ['cancellationPolicy.tiers.0.minimumNoticeMinutes'],
    ],
    [
      'a tier’s share',
      { cancellationPolicy: { tiers: [{ minimumNoticeMinutes: 1, refundPercent: 101 }] } },
      ['cancellationPolicy.tiers.0.refundPercent'],
    ],
    [
      'a tier’s share that is no number',
      { cancellationPolicy: { tiers: [{ minimumNoticeMinutes: 1, refundPercent: Number.NaN }] } },
      ['cancellationPolicy.tiers.0.refundPercent'],
    ],
  ];
  test.each(rows)('%s', (_name, changes, paths) => {
    expect(pathsOf({ ...good, services: [buildService(changes)] })).toEqual(paths.map((path) => `services.0.${path}`));
  });

  test('nine needs', () => {
    const resources = Array.from({ length: 9 }, (_, index) => buildResource({ id: `res_${index}` }));
    const needs = resources.map(({ id }) => ({ name: id, anyOf: [id], visitorMayChoose: false }));
    expect(pathsOf({ ...good, resources, services: [buildService({ needs })] })).toEqual(['services.0.needs']);
  });
});

describe('a code', () => {
  const rows: readonly (readonly [string, Partial<DiscountCode>, readonly string[]])[] = [
    ['small letters', { code: 'ten' }, ['code']],
    ['one letter', { code: 'T' }, ['code']],
    ['a space', { code: 'TEN OFF' }, ['code']],
    ['no per cent', { discount: { kind: 'percent', percent: 0 } }, ['discount.percent']],
    ['more than all', { discount: { kind: 'percent', percent: 100.5 } }, ['discount.percent']],
    ['no amount', { discount: { kind: 'fixed', amountMinor: 0, currency: 'SEK' } }, ['discount.amountMinor']],
    ['no currency', { discount: { kind: 'fixed', amountMinor: 1, currency: 'XYZ' } }, ['discount.amountMinor']],
    ['no use', { maximumRedemptions: 0 }, ['maximumRedemptions']],
    ['ends before it starts', { validFrom: 2, validUntil: 2 }, ['validUntil']],
    ['a service that is not there', { serviceIds: ['svc_none'] }, ['serviceIds']],
    ['a service that is', { serviceIds: ['svc_cut'] }, []],
  ];
  test.each(rows)('%s', (_name, changes, paths) => {
    expect(pathsOf({ ...good, codes: [buildCode(changes)] })).toEqual(paths.map((path) => `codes.0.${path}`));
  });
});

test.each([
  ['resources', { resources: [buildResource(), buildResource()] }],
  ['services', { services: [buildService(), buildService()] }],
  ['codes', { codes: [buildCode(), buildCode()] }],
] as const)('%s that are there twice', (path, changes) => {
  expect(pathsOf({ ...good, ...changes })).toEqual([`${path}.1`]);
});

test('all mistakes are told, each with words', () => {
  const mistakes = checkCatalog({ ...good, services: [buildService({ name: '', stepMinutes: 0, horizonDays: 0 })] });
  expect(mistakes.map((mistake) => mistake.path)).toEqual([
    'services.0.name',
    'services.0.horizonDays',
    'services.0.stepMinutes',
  ]);
  expect(mistakes.every((mistake) => mistake.message.length > 5)).toBe(true);
});

test('finding in a catalogue', () => {
  const room = buildResource({ id: 'res_room' });
  const catalog = { business: buildBusiness(), services: good.services, resources: [room, ...good.resources] };
  expect(findService(catalog, 'svc_cut')?.name).toBe('Cut');
  expect(findService(catalog, 'svc_none')).toBeUndefined();
  expect(findResource(catalog, 'res_room')).toBe(room);
  expect(listNeededResources(catalog, buildService()).map((resource) => resource.id)).toEqual(['res_anna']);
});

test.each([
  [' ten ', 'TEN'],
  ['Summer-27', 'SUMMER-27'],
  ['', ''],
])('"%s" is the code "%s"', (typed, code) => {
  expect(normalizeCode(typed)).toBe(code);
});
