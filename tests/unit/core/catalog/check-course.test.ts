import { expect, test } from '@jest/globals';
import { checkService } from '../../../../core/catalog/check-service.ts';
import type { Service } from '../../../../core/catalog/service.ts';
import { money } from '../../../../core/money/money.ts';
import { buildService } from '../../../support/build-core.ts';

const rule = (text: string) => ({ kind: 'recurring', startMinute: 600, startsOn: '2027-01-01', rule: text }) as const;
const six = rule('FREQ=WEEKLY;BYDAY=TU;COUNT=6');
const ids = new Set(['res_anna']);

const check = (changes: Partial<Service>): readonly string[] =>
  checkService(buildService({ kind: 'course', capacity: 12, sessions: [six], ...changes }), ids).map(({ path }) => path);

test.each<readonly [string, Partial<Service>, readonly string[]]>([
  ['a run that is counted', {}, []],
  ['a run until a date', { sessions: [rule('FREQ=WEEKLY;UNTIL=20270301')] }, []],
  ['a run of single dates', { sessions: [{ kind: 'dates', startMinute: 600, dates: ['2027-01-05', '2027-02-05'] }] }, []],
  ['a run with a date left out', { sessions: [{ ...six, except: ['2027-01-12'] }] }, []],
  ['two runs', { sessions: [six, rule('FREQ=WEEKLY;BYDAY=WE;COUNT=6')] }, []],
  [
    'late joining and dropping in',
    { lateJoining: { untilSession: 3, price: 'per_session' }, dropIn: { price: money(9_000, 'SEK') } },
    [],
  ],
  ['a run without an end', { sessions: [six, rule('FREQ=WEEKLY')] }, ['sessions.1.rule']],
  ['a run of 101 sessions', { sessions: [rule('FREQ=DAILY;COUNT=101')] }, ['sessions.0']],
  ['a run of years, counted', { sessions: [rule('FREQ=YEARLY;COUNT=4')] }, ['sessions.0']],
  ['a run of years, until a date', { sessions: [rule('FREQ=MONTHLY;UNTIL=20301231')] }, ['sessions.0']],
  [
    'a run of years, by dates',
    { sessions: [{ kind: 'dates', startMinute: 0, dates: ['2027-01-01', '2030-01-01'] }] },
    ['sessions.0'],
  ],
  ['a run of nothing', { sessions: [{ ...rule('FREQ=DAILY;COUNT=1'), except: ['2027-01-01'] }] }, ['sessions.0']],
  ['two runs that meet', { sessions: [six, rule('FREQ=DAILY;COUNT=7')] }, ['sessions.1']],
  ['joining late at the first session', { lateJoining: { untilSession: 1, price: 'full' } }, ['lateJoining.untilSession']],
  ['joining late at half a session', { lateJoining: { untilSession: 2.5, price: 'full' } }, ['lateJoining.untilSession']],
  ['dropping in for another currency', { dropIn: { price: money(1_000, 'EUR') } }, ['dropIn.price.currency']],
  ['dropping in for half a cent', { dropIn: { price: money(0.5, 'SEK') } }, ['dropIn.price.amountMinor']],
  ['no seats', { capacity: null }, ['capacity']],
  ['a class to join late', { kind: 'class', lateJoining: { untilSession: 2, price: 'full' } }, ['lateJoining']],
  ['a class to drop in to', { kind: 'class', dropIn: { price: money(1_000, 'SEK') } }, ['dropIn']],
  ['another length', { otherDurations: [{ durationMinutes: 90, price: money(1_000, 'SEK') }] }, ['otherDurations']],
])('%s', (_, changes, paths) => {
  expect(check(changes)).toEqual(paths);
});

test('an appointment is no course', () => {
  const changes = { kind: 'appointment', capacity: null, sessions: [], dropIn: { price: money(1_000, 'SEK') } } as const;
  expect(check(changes)).toEqual(['dropIn']);
});
