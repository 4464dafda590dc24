import { describe, expect, test } from '@jest/globals';
import { planSessions } from '../../../../core/availability/plan-sessions.ts';
import type { SessionRule } from '../../../../core/catalog/session.ts';
import { formatInstant } from '../../../../core/time/time-zone.ts';
import { at, buildService, countIds } from '../../../support/build-core.ts';
import { weekly } from '../../../support/weekly.ts';

describe('planSessions', () => {
  const yoga = buildService({ id: 'svc_yoga', kind: 'class', capacity: 12, sessions: [weekly(4, 1_080)] });

  test('sessions are planned on the wall clock, over a change of clocks, to a day past the horizon', () => {
    const nextId = countIds();
    const planned = planSessions({ ...yoga, horizonDays: 21, bufferAfterMinutes: 15 }, at('2027-03-18T17:00Z'), () =>
      nextId('ses'),
    );
    expect(planned.map((one) => formatInstant(one.session.startsAt))).toEqual([
      '2027-03-25T17:00:00Z',
      '2027-04-01T16:00:00Z',
      '2027-04-08T16:00:00Z',
    ]);
    const [first] = planned;
    expect(first?.claims).toEqual([
      { resourceId: 'res_anna', during: { from: at('2027-03-25T17:00Z'), to: at('2027-03-25T18:15Z') } },
    ]);
    expect(first?.session).toMatchObject({ capacity: 12, seatsTaken: 0, serviceId: 'svc_yoga', resourceIds: ['res_anna'] });
    expect(planned.at(-1)?.session.endsAt).toBe(at('2027-04-08T17:00Z'));
  });

  test('a start that a gap swallows moves forward by it', () => {
    const nextId = countIds();
    const night = { ...yoga, sessions: [weekly(7, 150)], horizonDays: 7 };
    const planned = planSessions(night, at('2027-03-25T12:00Z'), () => nextId('ses'));
    expect(planned.map((one) => formatInstant(one.session.startsAt))).toEqual(['2027-03-28T01:30:00Z']);
  });

  // The same rows stand in docs/algorithms/availability.md.
  const recurring = { kind: 'recurring', startMinute: 1_080, startsOn: '2027-03-01' } as const;
  test.each<readonly [string, readonly SessionRule[], readonly string[]]>([
    ['weekly', [{ ...recurring, rule: 'FREQ=WEEKLY;BYDAY=TU' }], ['03-02T18', '03-09T18', '03-16T18', '03-23T18']],
    ['every other week', [{ ...recurring, rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU' }], ['03-02T18', '03-16T18']],
    ['twice, then over', [{ ...recurring, rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=2' }], ['03-02T18', '03-09T18']],
    ['until a date, that included', [{ ...recurring, rule: 'FREQ=DAILY;UNTIL=20270303' }], ['03-01T18', '03-02T18', '03-03T18']],
    ['the last Friday of a month', [{ ...recurring, rule: 'FREQ=MONTHLY;BYDAY=-1FR' }], ['03-26T18']],
    [
      'a date left out',
      [{ ...recurring, rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=3', except: ['2027-03-09'] }],
      ['03-02T18', '03-16T18'],
    ],
    ['it begins later', [{ ...recurring, startsOn: '2027-03-20', rule: 'FREQ=WEEKLY;BYDAY=TU' }], ['03-23T18']],
    [
      'single dates, in any order, once each',
      [{ kind: 'dates', startMinute: 600, dates: ['2027-03-08', '2027-03-05', '2027-03-08', '2027-02-01', '2028-01-01'] }],
      ['03-05T10', '03-08T10'],
    ],
    [
      'two rules that meet in one start',
      [
        { ...recurring, rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=1' },
        { kind: 'dates', startMinute: 1_080, dates: ['2027-03-02'] },
      ],
      ['03-02T18'],
    ],
  ])('%s', (_, sessions, starts) => {
    const nextId = countIds();
    const planned = planSessions({ ...yoga, timeZone: 'UTC', sessions, horizonDays: 26 }, at('2027-03-01T08:00Z'), () =>
      nextId('ses'),
    );
    expect(planned.map((one) => formatInstant(one.session.startsAt))).toEqual(starts.map((start) => `2027-${start}:00:00Z`));
  });
});
