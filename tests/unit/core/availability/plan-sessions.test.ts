import { describe, expect, test } from '@jest/globals';
import { planSessions } from '../../../../core/availability/plan-sessions.ts';
import { formatInstant } from '../../../../core/time/time-zone.ts';
import { at, buildService, countIds } from '../../../support/build-core.ts';

describe('planSessions', () => {
  const yoga = buildService({ id: 'svc_yoga', kind: 'class', capacity: 12, sessions: [{ weekday: 4, startMinute: 1_080 }] });

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
    const night = { ...yoga, sessions: [{ weekday: 7, startMinute: 150 }], horizonDays: 7 };
    const planned = planSessions(night, at('2027-03-25T12:00Z'), () => nextId('ses'));
    expect(planned.map((one) => formatInstant(one.session.startsAt))).toEqual(['2027-03-28T01:30:00Z']);
  });
});
