import { describe, expect, test } from '@jest/globals';
import { parseCatalogDocument } from '../../../adapters/http/schemas/catalog.ts';
import { checkCatalog } from '../../../core/index.ts';
import { writeDocument } from '../../../wordpress-plugin/src/model/catalog-document.ts';
import { putRecord } from '../../../wordpress-plugin/src/model/catalog-edits.ts';
import { createException, emptyException } from '../../../wordpress-plugin/src/model/date-rules.ts';
import type { TypedException, TypedHolidayRule } from '../../../wordpress-plugin/src/model/date-rules.ts';
import {
  holidaysPath,
  listNextHolidays,
  readAreas,
  readCountry,
  readHolidays,
} from '../../../wordpress-plugin/src/model/holiday-areas.ts';
import { readWeek } from '../../../wordpress-plugin/src/model/hours.ts';
import { findWeekday, monthPlaces, readRecurrence, writeRecurrence } from '../../../wordpress-plugin/src/model/recurrence.ts';
import type { Recurrence } from '../../../wordpress-plugin/src/model/recurrence.ts';
import { readScheduleForm, writeScheduleForm } from '../../../wordpress-plugin/src/model/schedule-form.ts';
import { createSession } from '../../../wordpress-plugin/src/model/sessions.ts';
import { createSpan, meetsSpan } from '../../../wordpress-plugin/src/model/schedule-uses.ts';
import { answer, catalog, recordOf } from './catalog-fixture.ts';

const summer = recordOf(catalog, 'sch_summer');
const form = readScheduleForm(summer);
const noon = [{ from: '10:00', to: '14:00' }];
const sweden: TypedHolidayRule = { country: 'SE', region: '', change: 'closed', windows: [], kept: {} };
const create = (changed: Partial<TypedException>) => createException({ ...emptyException, from: '2027-01-04', ...changed });

describe('the form of a schedule', () => {
  test.each(['sch_summer', 'sch_free'])('that is saved without a change gives the same %s', (id) => {
    const schedule = recordOf(catalog, id);
    expect(writeScheduleForm(schedule, readScheduleForm(schedule))).toEqual({ ok: true, record: schedule });
    expect(answer.schedules).toContainEqual(schedule);
  });

  test('what it writes is a schedule that the service takes', () => {
    const typed = [
      create({}),
      create({ from: '2027-02-01', to: '2027-02-03', change: 'hours', name: ' Fair ' }),
      create({ when: 'weekly', interval: '2', weekday: '5', change: 'extra', windows: [{ from: '22:00', to: '02:00' }] }),
      create({ when: 'monthly', place: -1, weekday: '7' }),
      create({ when: 'yearly' }),
    ];
    const exceptions = typed.flatMap((created) => (created.ok ? [created.exception] : []));
    expect(exceptions).toHaveLength(typed.length);
    const holidays = [sweden, { ...sweden, country: 'DE', region: 'BY', change: 'hours', windows: noon } as const];
    const week = readWeek({ '1': [{ fromMinute: 540, toMinute: 1_020 }] });
    const written = writeScheduleForm(summer, { name: ' High summer ', week, exceptions, holidays });
    if (!written.ok) throw new Error('it was refused');
    expect(written.record).toMatchObject({
      name: 'High summer',
      addedLater: 'kept',
      exceptions: [
        { dates: ['2027-01-04'], change: 'closed', windows: [] },
        { dates: ['2027-02-01', '2027-02-02', '2027-02-03'], name: 'Fair', windows: [{ fromMinute: 540, toMinute: 1_020 }] },
        { startsOn: '2027-01-04', rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR', windows: [{ fromMinute: 1_320, toMinute: 1_560 }] },
        { rule: 'FREQ=MONTHLY;BYDAY=-1SU' },
        { rule: 'FREQ=YEARLY' },
      ],
      holidays: [
        { country: 'SE', region: null, change: 'closed', windows: [] },
        { country: 'DE', region: 'BY', change: 'hours', windows: [{ fromMinute: 600, toMinute: 840 }] },
      ],
    });
    expect(checkCatalog(parseCatalogDocument(writeDocument(putRecord('schedules', written.record)(catalog))))).toEqual([]);
  });

  test.each([
    [{ name: ' ' }, { isNameEmpty: true }],
    [{ week: { ...readWeek({}), '2': [{ from: '', to: '10:00' }] } }, { hours: [{ weekday: '2', kind: 'unreadable' }] }],
    [{ holidays: [sweden, sweden] }, { holidays: [{ index: 1, kind: 'doubled' }] }],
    [{ holidays: [{ ...sweden, country: '' }] }, { holidays: [{ index: 0, kind: 'country' }] }],
    [{ holidays: [{ ...sweden, change: 'hours' as const }] }, { holidays: [{ index: 0, kind: 'windows_missing' }] }],
    [{ holidays: [{ ...sweden, change: 'hours' as const, windows: [...noon, ...noon] }] }, { holidays: [{ kind: 'overlap' }] }],
  ])('%j is refused where it stands', (changed, mistakes) => {
    expect(writeScheduleForm(summer, { ...form, ...changed })).toMatchObject({ ok: false, mistakes });
  });
});

describe('a special date', () => {
  test.each([
    [{ from: '' }, 'unreadable'],
    [{ to: '2027-01-03' }, 'backwards'],
    [{ to: '2028-01-05' }, 'too_many'],
    [{ when: 'weekly', interval: '0' }, 'interval'],
    [{ change: 'hours', windows: [] }, 'windows_missing'],
    [{ change: 'extra', windows: [{ from: '10:00', to: '' }] }, 'unreadable'],
    [{ change: 'extra', windows: [...noon, ...noon] }, 'overlap'],
  ] as const)('%j is told: %s', (changed, mistake) => {
    expect(create(changed)).toEqual({ ok: false, mistake });
  });

  test('that is closed has no hours, whatever was typed before', () => {
    expect(create({ windows: noon })).toMatchObject({ exception: { change: 'closed', windows: [] } });
  });
});

describe('dates that recur', () => {
  const all: readonly Recurrence[] = [
    ...[1, 2, 52].map((interval) => ({ kind: 'weekly', interval, weekday: '3' }) as const),
    ...monthPlaces.map((place) => ({ kind: 'monthly', place, weekday: '7' }) as const),
    { kind: 'yearly' },
  ];

  test.each(all)('%j comes out of its rule as it went in', (recurrence) => {
    expect(readRecurrence(writeRecurrence(recurrence))).toEqual(recurrence);
  });

  test.each([
    'FREQ=DAILY',
    'FREQ=WEEKLY;BYDAY=MO,TU',
    'FREQ=MONTHLY;BYDAY=5MO',
    'FREQ=YEARLY;BYMONTH=1',
    'FREQ=WEEKLY;BYDAY=XX',
    '',
  ])('"%s" is a rule of its own, which is kept as it is', (rule) => {
    expect(readRecurrence(rule)).toBeNull();
  });

  test('a weekly rule without a number is every week, and a date knows its weekday', () => {
    expect(readRecurrence('FREQ=WEEKLY;BYDAY=MO')).toEqual({ kind: 'weekly', interval: 1, weekday: '1' });
    expect(['1970-01-01', '2027-01-04', '1969-12-28', 'never'].map(findWeekday)).toEqual(['4', '1', '7', '1']);
  });
});

describe('when a class is held', () => {
  const typed = { ...emptyException, from: '2027-01-04', start: '18:30', count: '' };

  test.each([
    [{}, { kind: 'dates', startMinute: 1_110, dates: ['2027-01-04'] }],
    [
      { when: 'weekly', weekday: '1', interval: '2' },
      { kind: 'recurring', startMinute: 1_110, startsOn: '2027-01-04', rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO' },
    ],
    [
      { when: 'monthly', place: 2, weekday: '6' },
      { kind: 'recurring', rule: 'FREQ=MONTHLY;BYDAY=2SA' },
    ],
    [
      { when: 'weekly', weekday: '1', count: ' 8 ' },
      { kind: 'recurring', rule: 'FREQ=WEEKLY;INTERVAL=1;BYDAY=MO;COUNT=8' },
    ],
  ] as const)('%j is a rule that the service takes', (changed, expected) => {
    const created = createSession({ ...typed, ...changed });
    if (!created.ok) throw new Error(created.mistake);
    expect(created.session).toMatchObject(expected);
    const lesson = { ...recordOf(catalog, 'svc_class'), sessions: [created.session] };
    expect(checkCatalog(parseCatalogDocument(writeDocument(putRecord('services', lesson)(catalog))))).toEqual([]);
  });

  test.each([
    [{ from: '' }, 'unreadable'],
    [{ start: '' }, 'start'],
    [{ when: 'weekly', interval: 'x' }, 'interval'],
    [{ when: 'weekly', count: 'some' }, 'count'],
  ] as const)('%j is told: %s', (changed, mistake) => {
    expect(createSession({ ...typed, ...changed })).toEqual({ ok: false, mistake });
  });
});

describe('dates that somebody is away', () => {
  test('one date is enough, and the end is not before the beginning', () => {
    expect(createSpan('2027-01-04', '')).toEqual({ ok: true, from: '2027-01-04', until: '2027-01-04' });
    expect(createSpan('', '2027-01-04')).toEqual({ ok: false, mistake: 'unreadable' });
    expect(createSpan('2027-01-04', '2027-01-03')).toEqual({ ok: false, mistake: 'backwards' });
  });

  test('two journeys on one date are seen, neighbours are not', () => {
    const spans = [{ from: '2027-01-04', until: '2027-01-08' }];
    expect(meetsSpan(spans, '2027-01-08', '2027-01-09')).toBe(true);
    expect(meetsSpan(spans, '2027-01-09', '2027-01-09')).toBe(false);
  });
});

describe('public holidays', () => {
  test('are asked for by area and year, and the next ones are chosen from today', () => {
    expect(holidaysPath('DE', 'BY', 2027)).toBe('/admin/holidays?country=DE&region=BY&year=2027');
    expect(holidaysPath('SE', '', 2027)).toBe('/admin/holidays?country=SE&year=2027');
    const holidays = readHolidays({ holidays: [{ date: '2027-01-01', name: 'A' }, { date: '2027-01-06', name: 'B' }, 'x'] });
    expect(listNextHolidays(holidays, '2027-01-06', 5)).toEqual([{ date: '2027-01-06', name: 'B' }]);
    expect(readAreas({ areas: [{ country: 'SE', region: null, name: 'Sweden' }] })).toEqual([
      { country: 'SE', region: '', name: 'Sweden' },
    ]);
    expect([readAreas(null), readHolidays({})]).toEqual([[], []]);
  });

  test('the country of a business is read out of its language', () => {
    expect(['sv-SE', 'en', 'zh-Hant-TW', 'de-1996'].map(readCountry)).toEqual(['SE', '', 'TW', '']);
  });
});
