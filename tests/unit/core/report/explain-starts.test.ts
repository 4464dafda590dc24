import { describe, expect, test } from '@jest/globals';
import { buildTimetables } from '../../../../core/availability/timetable.ts';
import type { SlotQuery } from '../../../../core/availability/compute-slots.ts';
import type { Catalog } from '../../../../core/catalog/catalog.ts';
import { describeObstacle, describeResourceObstacle } from '../../../../core/report/describe-obstacle.ts';
import { explainStart, explainStarts, listStartsToExplain } from '../../../../core/report/explain-starts.ts';
import type { HeldClaim } from '../../../../core/report/held-claim.ts';
import { HOUR } from '../../../../core/time/instant.ts';
import { at, buildBusiness, buildResource, buildService, everyDay, hours } from '../../../support/build-core.ts';
import { buildSession } from '../../../support/fixtures-core.ts';

const zone = 'Europe/Stockholm';
const words = { timeZone: zone, nameOf: (id: string) => ({ res_anna: 'Anna', res_ben: 'Ben', svc_1: 'Cut' })[id] ?? id };

/** Anna and Ben, open nine to five on weekdays, a cut of an hour every half-hour; Thursday, 14 January 2027. */
function ask(
  changes: Partial<Omit<SlotQuery, 'service'>> & { readonly service?: Partial<SlotQuery['service']> } = {},
): SlotQuery {
  const weeklyHours = { ...everyDay(hours(9, 17)), '6': [], '7': [] };
  return {
    resources: [buildResource({ weeklyHours }), buildResource({ id: 'res_ben', name: 'Ben', weeklyHours })],
    occupancy: { busy: [], sessions: [] },
    ...{ closed: [], partySize: 1, resourceId: null },
    now: at('2027-01-11T08:00Z'),
    range: { from: at('2027-01-13T23:00Z'), to: at('2027-01-15T23:00Z') },
    ...changes,
    service: buildService({
      ...{ id: 'svc_1', timeZone: zone, durationMinutes: 60, stepMinutes: 30, minimumNoticeMinutes: 120, horizonDays: 30 },
      needs: [{ name: 'Stylist', anyOf: ['res_anna', 'res_ben'], visitorMayChoose: true }],
      ...changes.service,
    }),
  };
}

const busy = (who: 'res_anna' | 'res_ben', from: string, to: string) => ({
  resourceId: who,
  during: { from: at(from), to: at(to) },
});

/** All that is said about a start, in a line. */
const say = (query: SlotQuery, start: string, held: readonly HeldClaim[] = []): string =>
  explainStart(query, at(start), held)
    .flatMap((obstacle) => [
      describeObstacle(obstacle, words),
      ...('resources' in obstacle ? obstacle.resources.map((one) => describeResourceObstacle(one, words)) : []),
    ])
    .join(' ');

test.each([
  {
    ...{ rules: { startTimes: [540, 845] }, start: '2027-01-14T09:00Z' },
    said: 'Nobody is free for “Stylist”. Anna: starts lie at 09:00, 14:05, and this is none of them. Ben was not asked for.',
  },
  {
    ...{ rules: { grid: 'window', stepMinutes: 25 } as const, start: '2027-01-14T08:30Z' },
    said: 'Nobody is free for “Stylist”. Anna: starts lie every 25 minutes from the beginning of its hours, and this is none of them. Ben was not asked for.',
  },
  {
    ...{ rules: { gaps: 'avoid' } as const, start: '2027-01-14T08:30Z' },
    said: 'Nobody is free for “Stylist”. Anna: free, but another start leaves less time that is too short to be booked. Allow gaps in the service to offer it. Ben was not asked for.',
  },
])('the rule of a service that keeps a start away is told: $rules', ({ rules, start, said }) => {
  expect(say(ask({ service: rules, resourceId: 'res_anna' }), start)).toBe(said);
});

// The rows of the table in docs/algorithms/availability.md.
describe('why a start is not offered', () => {
  const anna = busy('res_anna', '2027-01-14T09:00Z', '2027-01-14T10:00Z');
  const ben = busy('res_ben', '2027-01-14T09:30Z', '2027-01-14T10:00Z');
  const booking = {
    ...({ kind: 'booking', bookingId: 'bkg_1', reference: 'ABC2345', serviceId: 'svc_1', state: 'confirmed' } as const),
    startsAt: anna.during.from,
    endsAt: anna.during.to,
  };
  const session = {
    ...({ kind: 'session', sessionId: 'ses_1', serviceId: 'svc_yoga' } as const),
    startsAt: ben.during.from,
    endsAt: ben.during.to,
  };
  test.each([
    ['offered', ask(), '2027-01-14T09:00Z', [], ''],
    ['over', ask({ now: at('2027-01-14T10:00Z') }), '2027-01-14T09:00Z', [], 'This time has passed.'],
    [
      'notice',
      ask({ now: at('2027-01-14T08:00Z') }),
      '2027-01-14T09:00Z',
      [],
      'Inside the minimum notice: it can be booked from Thursday, 14 January 2027 at 11:00 (Stockholm) on. Shorten the notice of the service to offer it.',
    ],
    [
      'horizon',
      ask({ service: { horizonDays: 3 } }),
      '2027-01-14T09:00Z',
      [],
      'Beyond the horizon: it can be booked until Thursday, 14 January 2027 at 09:00 (Stockholm). Lengthen the horizon of the service to offer it.',
    ],
    [
      'before opening, and off the step',
      ask({ resourceId: 'res_anna' }),
      '2027-01-14T07:50Z',
      [],
      'Nobody is free for “Stylist”. Anna: starts lie every 30 minutes, and this is none of them. Anna: open 09:00–17:00 on 2027-01-14 (the weekly hours), and the appointment does not fit into that. Ben was not asked for.',
    ],
    [
      'one booked, the other in a session that its buffer meets',
      ask({ occupancy: { busy: [anna, ben], sessions: [] }, service: { bufferAfterMinutes: 45 } }),
      '2027-01-14T08:00Z',
      [
        { ...anna, by: booking },
        { ...ben, by: session },
      ],
      'Nobody is free for “Stylist”. Anna: the time kept free around the appointment meets what is there: Cut, booked 10:00–11:00 (ABC2345). Ben: the time kept free around the appointment meets what is there: svc_yoga, a session 10:30–11:00.',
    ],
    [
      'an event in the calendar, and a calendar that is not known',
      ask({ occupancy: { busy: [anna], sessions: [] }, closed: [ben] }),
      '2027-01-14T09:00Z',
      [],
      'Nobody is free for “Stylist”. Anna: busy 10:00–11:00 in the calendar. Ben: nothing recent is known of the calendar, and you want it closed then. See the calendar’s state in the settings.',
    ],
    [
      'a service that takes no more that day, and people who take no more that week',
      {
        ...ask(),
        refused: [
          { reason: 'limit', during: { from: at('2027-01-13T23:00Z'), to: at('2027-01-14T23:00Z') } },
          { reason: 'limit', resourceId: 'res_anna', during: { from: at('2027-01-10T23:00Z'), to: at('2027-01-17T23:00Z') } },
          { reason: 'limit', resourceId: 'res_ben', during: { from: at('2027-01-10T23:00Z'), to: at('2027-01-17T23:00Z') } },
        ],
      },
      '2027-01-14T09:00Z',
      [],
      'As many bookings start on 2027-01-14 as the service takes. Raise its limit to offer more. Nobody is free for “Stylist”. Anna: as many bookings start from 2027-01-11 to 2027-01-17 as may. Raise the limit to offer more. Ben: as many bookings start from 2027-01-11 to 2027-01-17 as may. Raise the limit to offer more.',
    ],
  ] as const)('%s', (_name, query, start, held, expected) => {
    expect(say(query, start, held)).toBe(expected);
  });

  test('what decides the hours of a date is told by name', () => {
    const { service } = ask();
    const resources = [
      buildResource({ timeOff: [{ from: '2027-01-14', until: '2027-01-14', name: 'Dentist' }] }),
      buildResource({ id: 'res_ben', name: 'Ben', dateOverrides: { '2027-01-14': [hours(13, 15)] } }),
      buildResource({ id: 'res_holiday', holidays: [{ country: 'SE', region: null, change: 'closed', windows: [] }] }),
      buildResource({
        id: 'res_recurring',
        exceptions: [{ kind: 'recurring', name: '', startsOn: '2027-01-07', rule: 'FREQ=WEEKLY', change: 'closed', windows: [] }],
      }),
      buildResource({ id: 'res_scheduled', schedules: [{ scheduleId: 'sch_1', from: null, until: null }] }),
      buildResource({ id: 'res_limited', weeklyHours: everyDay(hours(9, 17)) }),
    ];
    const limited = { ...service, schedules: [{ scheduleId: 'sch_2', from: null, until: null }] } as const;
    const schedules = [
      { id: 'sch_1', name: 'Late', weeklyHours: everyDay(hours(16, 20)) },
      { id: 'sch_2', name: 'Afternoons', weeklyHours: everyDay(hours(12, 20)) },
    ] as const;
    const catalog: Catalog = { business: buildBusiness(), services: [limited], resources, schedules };
    const holidays = new Map([['SE', ['2027-01-14']]]);
    const days = { first: 20_000, last: 22_000 };
    const timed = buildTimetables({ catalog, holidays, days }, limited, resources);
    const needs = [{ name: 'Anybody', anyOf: resources.map(({ id }) => id), visitorMayChoose: false }];
    const query = { ...ask({ resources: timed }), service: { ...limited, needs } };
    const [obstacle] = explainStart(query, at('2027-01-14T09:00Z'), []);
    const told = obstacle?.code === 'nobody_free' ? obstacle.resources : [];
    expect(told.map((one) => ('rule' in one ? one.rule : one.code))).toEqual([
      ...['time_off', 'override', 'holiday', 'exception', 'schedule', 'service_hours'],
    ]);
  });

  test('a class: no session, the other teacher’s, too few seats', () => {
    const yoga = buildSession({
      id: 'ses_1',
      serviceId: 'svc_1',
      startsAt: at('2027-01-14T17:00Z'),
      capacity: 10,
      seatsTaken: 8,
    });
    const query = ask({
      partySize: 3,
      occupancy: { busy: [], sessions: [yoga] },
      service: { kind: 'class', maximumPartySize: 5 },
    });
    expect(say(query, '2027-01-14T18:00Z')).toBe('There is no session then. Add one to its sessions to offer it.');
    expect(say({ ...query, resourceId: 'res_nobody' }, '2027-01-14T17:00Z')).toBe(
      'There is no session then. Add one to its sessions to offer it.',
    );
    expect(say(query, '2027-01-14T17:00Z')).toBe('The session has 2 of 10 seats left, too few for the party.');
    expect(say({ ...query, partySize: 2 }, '2027-01-14T17:00Z')).toBe('');
    const midnight = at('2027-01-13T23:00Z');
    expect(listStartsToExplain(query, midnight, midnight + 24 * HOUR)).toEqual([yoga.startsAt]);
  });

  test('a whole date is told in rows', () => {
    const query = ask({ occupancy: { busy: [busy('res_anna', '2027-01-14T09:00Z', '2027-01-14T10:00Z')], sessions: [] } });
    const midnight = at('2027-01-13T23:00Z');
    const starts = listStartsToExplain(query, midnight, midnight + 24 * HOUR);
    expect(starts).toHaveLength(48);
    const rows = explainStarts(query, starts, []).map(({ from, count, offered }) => [
      new Date(from).toISOString(),
      count,
      offered,
    ]);
    expect(rows).toEqual([
      ['2027-01-13T23:00:00.000Z', 18, false],
      ['2027-01-14T08:00:00.000Z', 15, true],
      ['2027-01-14T15:30:00.000Z', 15, false],
    ]);
  });
});
