import { expect, test } from '@jest/globals';
import { checkSessions } from '../../../../core/catalog/check-sessions.ts';
import type { Service } from '../../../../core/catalog/service.ts';
import type { SessionRule } from '../../../../core/catalog/session.ts';
import { buildService } from '../../../support/build-core.ts';

const tuesdays = { kind: 'recurring', startMinute: 600, startsOn: '2027-01-01', rule: 'FREQ=WEEKLY;BYDAY=TU' } as const;
const daily = { ...tuesdays, rule: 'FREQ=DAILY' } as const;
const dates = (count: number): readonly string[] => Array.from({ length: count }, () => '2027-01-05');

const check = (sessions: readonly SessionRule[], changes: Partial<Service> = {}): readonly string[] =>
  checkSessions(buildService({ kind: 'class', capacity: 12, horizonDays: 730, sessions, ...changes }), () => []).map(
    ({ path }) => path,
  );

test.each<readonly [string, readonly SessionRule[], readonly string[]]>([
  ['a weekly rule without an end', [tuesdays], []],
  ['single dates', [{ kind: 'dates', startMinute: 0, dates: ['2027-02-28'] }], []],
  ['a rule with dates left out', [{ ...tuesdays, except: ['2027-01-05'] }], []],
  ['no rule', [], ['sessions']],
  ['101 rules', Array.from({ length: 101 }, () => tuesdays), ['sessions']],
  ['a minute', [{ ...tuesdays, startMinute: 1_440 }], ['sessions.0.startMinute']],
  ['a minute that is not whole', [tuesdays, { ...tuesdays, startMinute: 0.5 }], ['sessions.1.startMinute']],
  ['a rule of hours', [{ ...tuesdays, rule: 'FREQ=HOURLY' }], ['sessions.0.rule']],
  ['a rule with a time', [{ ...tuesdays, rule: 'FREQ=DAILY;BYHOUR=9' }], ['sessions.0.rule']],
  ['a count that is never reached', [{ ...tuesdays, rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3' }], ['sessions.0.rule']],
  ['a start that is no date', [{ ...tuesdays, startsOn: '2027-02-30' }], ['sessions.0.startsOn']],
  ['a date left out that is none', [{ ...tuesdays, except: ['2027-01-05', 'x'] }], ['sessions.0.except.1']],
  ['a date that is none', [{ kind: 'dates', startMinute: 0, dates: ['2027-13-01'] }], ['sessions.0.dates.0']],
  ['no date', [{ kind: 'dates', startMinute: 0, dates: [] }], ['sessions.0.dates']],
  ['too many dates', [{ kind: 'dates', startMinute: 0, dates: dates(1_001) }], ['sessions.0.dates']],
  ['every day for two years', [daily], []],
  ['as many sessions as there may be', [daily, daily, daily, daily], []],
  ['more sessions than there may be', [daily, daily, daily, daily, daily, tuesdays], ['sessions.4']],
])('%s', (_, sessions, paths) => {
  expect(check(sessions)).toEqual(paths);
});

test('an appointment has none, and a class has seats', () => {
  expect(check([tuesdays], { kind: 'appointment', capacity: null })).toEqual(['sessions']);
  expect(check([tuesdays], { capacity: null })).toEqual(['capacity']);
});
