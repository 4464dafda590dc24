import { describe, expect, test } from '@jest/globals';
import { computeOpenWindows } from '../../../../core/availability/open-windows.ts';
import { compileOpeningHours } from '../../../../core/availability/opening-hours.ts';
import { buildTimetables, listHolidayAreas } from '../../../../core/availability/timetable.ts';
import type { ScheduledResource } from '../../../../core/availability/timetable.ts';
import type { Catalog } from '../../../../core/catalog/catalog.ts';
import type { Resource } from '../../../../core/catalog/resource.ts';
import type { Schedule, ScheduleException } from '../../../../core/catalog/schedule.ts';
import type { Service } from '../../../../core/catalog/service.ts';
import { countEpochDays } from '../../../../core/time/civil-date.ts';
import { formatInstant } from '../../../../core/time/time-zone.ts';
import { at, buildBusiness, buildResource, buildService, everyDay, hours } from '../../../support/build-core.ts';

const THURSDAY = '2027-01-14';
const FRIDAY = '2027-01-15';

const schedules: readonly Schedule[] = [
  { id: 'sch_evening', name: 'Evening', weeklyHours: everyDay(hours(12, 20)) },
  { id: 'sch_night', name: 'Night', weeklyHours: everyDay(hours(22, 30)) },
  { id: 'sch_friday', name: 'Friday', weeklyHours: { '5': [hours(9, 17)] } },
  {
    id: 'sch_shop',
    name: 'Shop',
    weeklyHours: everyDay(hours(8, 18)),
    exceptions: [{ kind: 'dates', name: 'Stocktaking', dates: [THURSDAY], change: 'closed', windows: [] }],
    holidays: [{ country: 'SE', region: null, change: 'hours', windows: [hours(11, 13)] }],
  },
  { id: 'sch_late', name: 'Late morning', weeklyHours: everyDay(hours(11, 15)) },
  { id: 'sch_always', name: 'Always', weeklyHours: everyDay(hours(0, 24)) },
];

const keep = (scheduleId: Schedule['id'], from: string | null = null, until: string | null = null) => ({
  schedules: [{ scheduleId, from, until }],
});
const on = (change: ScheduleException['change'], ...windows: ScheduleException['windows']): ScheduleException => ({
  ...{ kind: 'dates', name: '', dates: [THURSDAY], change, windows },
});
const weekly = (change: ScheduleException['change'], ...windows: ScheduleException['windows']): ScheduleException => ({
  ...{ kind: 'recurring', name: '', startsOn: '2026-01-01', rule: 'FREQ=WEEKLY;BYDAY=TH', change, windows },
});
const holiday = { country: 'NO', region: null, change: 'closed', windows: [] } as const;
const shortHoliday = { country: 'NO', region: null, change: 'hours', windows: [hours(11, 13)] } as const;

type Said = { readonly resource?: Partial<Resource>; readonly service?: Partial<Service> };

function schedule({ resource = {}, service = {} }: Said): ScheduledResource {
  const catalog: Catalog = { business: buildBusiness(), services: [], resources: [], schedules };
  const days = { first: countEpochDays('2026-01-01'), last: countEpochDays('2028-01-01') };
  const holidays = new Map([
    ['NO', [THURSDAY]],
    ['SE', [FRIDAY]],
  ]);
  const [found] = buildTimetables({ catalog, holidays, days }, buildService(service), [buildResource(resource)]);
  if (found === undefined) throw new Error('no resource');
  return found;
}

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}${minute % 60 === 0 ? '' : `:${minute % 60}`}`;

/** Windows of a date as the algorithm page writes them: "09–17 18–20", or "closed". */
function show(said: Said, date: string): string {
  const windows = compileOpeningHours(schedule(said)).windowsOf(countEpochDays(date));
  return windows.map(({ fromMinute, toMinute }) => `${clock(fromMinute)}–${clock(toMinute)}`).join(' ') || 'closed';
}

const extras: readonly ScheduleException[] = [on('closed'), on('extra', hours(18, 20))];

describe('what counts on a date (Anna works 09–17 every day; Thursday 2027-01-14 is a holiday in NO, the Friday in SE)', () => {
  test.each<readonly [string, Said, string, string]>([
    ['nothing else is said', {}, '09–17', '09–17'],
    ['a schedule takes the place of the weekly hours', { resource: keep('sch_evening') }, '12–20', '12–20'],
    ['it holds from its first date', { resource: keep('sch_evening', FRIDAY) }, '09–17', '12–20'],
    ['and until its last, which is included', { resource: keep('sch_evening', null, THURSDAY) }, '12–20', '09–17'],
    [
      'of two that hold, the first counts',
      { resource: { schedules: [...keep('sch_evening', null, THURSDAY).schedules, ...keep('sch_late').schedules] } },
      '12–20',
      '11–15',
    ],
    ['a weekday that its schedule does not have is closed', { resource: keep('sch_friday') }, 'closed', '09–17'],
    ['a recurring exception', { resource: { exceptions: [weekly('hours', hours(10, 12))] } }, '10–12', '09–17'],
    ['a recurring closure', { resource: { exceptions: [weekly('closed')] } }, 'closed', '09–17'],
    [
      'of two recurring ones, the first counts',
      { resource: { exceptions: [weekly('hours', hours(10, 12)), weekly('closed')] } },
      '10–12',
      '09–17',
    ],
    [
      'a holiday before it',
      { resource: { exceptions: [weekly('hours', hours(10, 12))], holidays: [holiday] } },
      'closed',
      '09–17',
    ],
    ['a holiday with hours', { resource: { holidays: [shortHoliday] } }, '11–13', '09–17'],
    [
      'an override before the holiday',
      { resource: { exceptions: [on('hours', hours(14, 15))], holidays: [holiday] } },
      '14–15',
      '09–17',
    ],
    [
      'an override of the older form',
      { resource: { dateOverrides: { [THURSDAY]: [hours(14, 15)] }, holidays: [holiday] } },
      '14–15',
      '09–17',
    ],
    ['an override that closes', { resource: { exceptions: [on('closed')] } }, 'closed', '09–17'],
    ['extra hours that touch', { resource: { exceptions: [on('extra', hours(17, 19))] } }, '09–19', '09–17'],
    ['extra hours that overlap', { resource: { exceptions: [on('extra', hours(8, 10))] } }, '08–17', '09–17'],
    ['extra hours apart', { resource: { exceptions: [on('extra', hours(18, 20))] } }, '09–17 18–20', '09–17'],
    ['extra hours on a date that is closed', { resource: { exceptions: extras } }, '18–20', '09–17'],
    [
      'extra hours on a holiday',
      { resource: { exceptions: [on('extra', hours(18, 20))], holidays: [holiday] } },
      '18–20',
      '09–17',
    ],
    ['recurring extra hours', { resource: { exceptions: [weekly('extra', hours(17, 19))] } }, '09–19', '09–17'],
    ['not on a holiday', { resource: { exceptions: [weekly('extra', hours(17, 19))], holidays: [holiday] } }, 'closed', '09–17'],
    [
      'time off before everything',
      { resource: { timeOff: [{ from: '2027-01-10', until: THURSDAY, name: 'Away' }], exceptions: extras } },
      'closed',
      '09–17',
    ],
    [
      'an override of the schedule before an own exception that recurs',
      { resource: { ...keep('sch_shop'), exceptions: [weekly('hours', hours(10, 12))] } },
      'closed',
      '11–13',
    ],
    [
      'an own override before the schedule’s',
      { resource: { ...keep('sch_shop'), exceptions: [on('hours', hours(10, 12))] } },
      '10–12',
      '11–13',
    ],
    [
      'own extra hours on a date that the schedule closes',
      { resource: { ...keep('sch_shop'), exceptions: [on('extra', hours(10, 12))] } },
      '10–12',
      '11–13',
    ],
    ['a window across midnight belongs to the date it begins on', { resource: keep('sch_night') }, '22–30', '22–30'],
    [
      'so time off on the next date leaves it',
      { resource: { ...keep('sch_night'), timeOff: [{ from: FRIDAY, until: FRIDAY, name: '' }] } },
      '22–30',
      'closed',
    ],
    ['the service’s schedule cuts', { service: keep('sch_late') }, '11–15', '11–15'],
    ['where the service has none of its windows, nothing is left', { service: keep('sch_friday') }, 'closed', '09–17'],
    ['outside the dates of its schedules a service is closed', { service: keep('sch_late', FRIDAY) }, 'closed', '11–15'],
    ['a service’s exceptions and holidays count like others', { service: keep('sch_shop') }, 'closed', '11–13'],
    [
      'a service that is always open cuts nothing at midnight',
      { resource: keep('sch_night'), service: keep('sch_always') },
      '22–30',
      '22–30',
    ],
    [
      'the night of a service reaches into the next date',
      { resource: keep('sch_always'), service: keep('sch_night') },
      '00–06 22–24',
      '00–06 22–24',
    ],
    [
      'a service’s hours are read on its own clock',
      { service: { ...keep('sch_late'), timeZone: 'Europe/London' } },
      '12–16',
      '12–16',
    ],
    [
      'also across the date line',
      { service: { ...keep('sch_late'), timeZone: 'Asia/Tokyo' }, resource: keep('sch_always') },
      '03–07',
      '03–07',
    ],
  ])('%s', (_name, said, thursday, friday) => {
    expect([show(said, THURSDAY), show(said, FRIDAY)]).toEqual([thursday, friday]);
  });

  test('areas are asked for once, and only where a rule of a schedule in use or of a resource names them', () => {
    const catalog: Catalog = { business: buildBusiness(), services: [], resources: [], schedules };
    const anna = buildResource({ ...keep('sch_shop'), holidays: [holiday] });
    expect(listHolidayAreas(catalog, buildService(), [anna, anna])).toEqual([
      { country: 'SE', region: null },
      { country: 'NO', region: null },
    ]);
    expect(listHolidayAreas(catalog, buildService(), [buildResource()])).toEqual([]);
  });
});

describe('as instants', () => {
  const show = (said: Said, from: string, to: string): readonly string[] =>
    computeOpenWindows(schedule(said), { from: at(from), to: at(to) }).map(
      (window) => `${formatInstant(window.from).slice(5, 16)}/${formatInstant(window.to).slice(5, 16)}`,
    );

  test('a night is an hour shorter or longer when the clocks change in it', () => {
    const night = { resource: keep('sch_night') };
    expect(show(night, '2027-01-14T12:00Z', '2027-01-15T12:00Z')).toEqual(['01-14T21:00/01-15T05:00']);
    expect(show(night, '2027-03-27T12:00Z', '2027-03-28T12:00Z')).toEqual(['03-27T21:00/03-28T04:00']);
    expect(show(night, '2027-10-30T12:00Z', '2027-10-31T12:00Z')).toEqual(['10-30T20:00/10-31T05:00']);
  });

  test('a window that ends at a wall time that the next day skips ends that much later on the clock', () => {
    const said = { resource: { weeklyHours: everyDay({ fromMinute: 22 * 60, toMinute: 24 * 60 + 150 }) } };
    expect(show(said, '2027-03-27T12:00Z', '2027-03-28T12:00Z')).toEqual(['03-27T21:00/03-28T01:30']);
  });

  test('whoever travels is open on the clock of where he is, on the dates of that clock', () => {
    const said = { resource: { travel: [{ from: THURSDAY, until: FRIDAY, timeZone: 'Asia/Tokyo' }] } };
    expect(show(said, '2027-01-12T23:30Z', '2027-01-16T20:00Z')).toEqual([
      '01-13T08:00/01-13T16:00',
      '01-14T00:00/01-14T08:00',
      '01-15T00:00/01-15T08:00',
      '01-16T08:00/01-16T16:00',
    ]);
  });

  test('a service that opens in an hour that the resource’s clock shows twice is open there when that hour is over', () => {
    // Stockholm puts its clocks back at 01:00Z, Reykjavík never does.
    const service = { ...keep('sch_always'), timeZone: 'Atlantic/Reykjavik' };
    const during = (fromMinute: number, toMinute: number): string => {
      const limited = { ...schedules[0], id: 'sch_x', name: 'x', weeklyHours: everyDay({ fromMinute, toMinute }) } as const;
      const catalog: Catalog = { business: buildBusiness(), services: [], resources: [], schedules: [limited] };
      const days = { first: 0, last: -1 };
      const named = buildService({ ...service, schedules: [{ scheduleId: 'sch_x', from: null, until: null }] });
      const open = buildResource({ weeklyHours: everyDay(hours(0, 24)) });
      const [found] = buildTimetables({ catalog, holidays: new Map(), days }, named, [open]);
      if (found === undefined) throw new Error('no resource');
      const range = { from: at('2027-10-30T22:00Z'), to: at('2027-10-31T23:00Z') };
      return computeOpenWindows(found, range)
        .map((window) => `${formatInstant(window.from).slice(11, 16)}–${formatInstant(window.to).slice(11, 16)}`)
        .join(' ');
    };
    expect(during(30, 180)).toBe('00:30–03:00');
    expect(during(90, 180)).toBe('02:00–03:00');
    expect(during(0, 90)).toBe('00:00–00:30');
  });
});
