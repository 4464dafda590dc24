import { describe, expect, test } from '@jest/globals';
import { planSessions } from '../../../../core/availability/plan-sessions.ts';
import { checkService } from '../../../../core/catalog/check-service.ts';
import { countMissing, decideSessions, isUndecided } from '../../../../core/catalog/minimum-to-run.ts';
import type { Service } from '../../../../core/catalog/service.ts';
import type { Session } from '../../../../core/catalog/session.ts';
import { DAY, HOUR } from '../../../../core/time/instant.ts';
import { formatInstant } from '../../../../core/time/time-zone.ts';
import { at, buildService, countIds } from '../../../support/build-core.ts';
import { weekly } from '../../../support/weekly.ts';

const course = buildService({
  ...({ id: 'svc_course', kind: 'course', timeZone: 'UTC', capacity: 10, maximumPartySize: 10, horizonDays: 60 } as const),
  sessions: [
    { kind: 'recurring', startMinute: 1_080, startsOn: '2027-03-02', rule: 'FREQ=WEEKLY;COUNT=3' },
    { kind: 'dates', startMinute: 1_080, dates: ['2027-03-04', '2027-03-11'] },
  ],
  minimumToRun: { people: 4, decidedHoursBefore: 48 },
});
const first = at('2027-03-02T18:00Z');
const moment = first - 48 * HOUR;

const buildOne = (confirmedSeats: number, changes: Partial<Session> = {}): Session => ({
  ...({ id: 'ses_1', serviceId: 'svc_course', startsAt: first, endsAt: first + HOUR, capacity: 10, seatsTaken: 5 } as const),
  ...{ resourceIds: [], decideAt: moment, confirmedSeats },
  ...changes,
});
const later = (confirmedSeats: number, changes: Partial<Session> = {}): Session =>
  buildOne(confirmedSeats, { id: 'ses_2', startsAt: first + 7 * DAY, ...changes });

type Row = {
  readonly name: string;
  readonly sessions: readonly Session[];
  readonly people?: number | null;
  readonly now?: number;
  readonly missing: number;
  readonly decision: string;
};

// The rows of the table in docs/algorithms/availability.md.
const rows: readonly Row[] = [
  { name: '3 of 4 people', sessions: [buildOne(3)], missing: 1, decision: 'too_few' },
  { name: '4 of 4 people', sessions: [buildOne(4)], missing: 0, decision: 'runs' },
  { name: 'nobody', sessions: [buildOne(0)], missing: 4, decision: 'too_few' },
  {
    name: 'a course with 5 people in one session and 3 in the next',
    sessions: [buildOne(5), later(3)],
    missing: 1,
    decision: 'too_few',
  },
  { name: 'a course with 4 and 6', sessions: [buildOne(4), later(6)], missing: 0, decision: 'runs' },
  {
    name: 'a session that the owner has cancelled does not count',
    sessions: [buildOne(4), later(0, { isCancelled: true })],
    missing: 0,
    decision: 'runs',
  },
  { name: 'planned with 3 seats, and all of them taken', sessions: [buildOne(3, { capacity: 3 })], missing: 0, decision: 'runs' },
  { name: 'nobody decided until it began', sessions: [buildOne(3)], now: first, missing: 1, decision: 'runs' },
  { name: 'the owner asks for no minimum any more', sessions: [buildOne(0)], people: null, missing: 4, decision: 'runs' },
];

describe('how many people a session needs', () => {
  test.each(rows)('$name: $missing missing, $decision', ({ sessions, people = 4, now = moment, missing, decision }) => {
    const held = sessions.filter(({ isCancelled }) => isCancelled !== true);
    expect(held.map((session) => countMissing(course, session, sessions))).toEqual(held.map(() => missing));
    expect(decideSessions(held, () => people, now).map((group) => group.decision)).toEqual([decision]);
  });

  test('it takes nobody between its moment and the decision', () => {
    expect([moment - 1, moment].map((now) => isUndecided(buildOne(0), now))).toEqual([false, true]);
    expect(isUndecided(buildOne(4, { decision: 'runs' }), moment)).toBe(false);
    expect(isUndecided(buildOne(4, { decideAt: undefined }), moment)).toBe(false);
  });

  test('once it is decided nobody is missing', () => {
    const decided = buildOne(1, { decision: 'runs' });
    expect(countMissing(course, decided, [decided])).toBe(0);
  });

  test('what is not decided together is told apart', () => {
    const other = later(0, { decideAt: moment + DAY });
    expect(decideSessions([buildOne(4), other], () => 4, moment + DAY)).toEqual([
      { sessions: [buildOne(4)], decision: 'runs' },
      { sessions: [other], decision: 'too_few' },
    ]);
  });
});

describe('when it is decided', () => {
  const plan = (service: Service, now: string): readonly string[] => {
    const nextId = countIds();
    return planSessions(service, at(now), () => nextId('ses')).map(
      ({ session: { startsAt, decideAt } }) =>
        `${formatInstant(startsAt).slice(5, 10)} ${decideAt === undefined ? 'runs' : formatInstant(decideAt).slice(5, 13)}`,
    );
  };

  test.each<readonly [string, Service, string, readonly string[]]>([
    [
      'the sessions of a run all before its first',
      course,
      '2027-02-20T00:00Z',
      ['03-02 02-28T18', '03-04 03-02T18', '03-09 02-28T18', '03-11 03-02T18', '03-16 02-28T18'],
    ],
    [
      'a run whose moment has passed when it is planned runs',
      course,
      '2027-02-28T18:00Z',
      ['03-02 runs', '03-04 03-02T18', '03-09 runs', '03-11 03-02T18', '03-16 runs'],
    ],
    [
      'each session of a class before itself',
      { ...course, kind: 'class', sessions: [weekly(2, 1_080)], horizonDays: 8 },
      '2027-03-01T00:00Z',
      ['03-02 runs', '03-09 03-07T18'],
    ],
    [
      'nothing without a minimum',
      { ...course, minimumToRun: undefined, sessions: course.sessions.slice(1) },
      '2027-02-20T00:00Z',
      ['03-04 runs', '03-11 runs'],
    ],
  ])('%s', (_, service, now, planned) => {
    expect(plan(service, now)).toEqual(planned);
  });
});

test.each<readonly [string, Partial<Service>, readonly string[]]>([
  ['as many people as there are seats', { minimumToRun: { people: 10, decidedHoursBefore: 1 } }, []],
  ['more people than seats', { minimumToRun: { people: 11, decidedHoursBefore: 1 } }, ['minimumToRun.people']],
  ['nobody', { minimumToRun: { people: 0, decidedHoursBefore: 720 } }, ['minimumToRun.people']],
  ['at its start', { minimumToRun: { people: 2, decidedHoursBefore: 0 } }, ['minimumToRun.decidedHoursBefore']],
  ['half an hour before', { minimumToRun: { people: 2, decidedHoursBefore: 0.5 } }, ['minimumToRun.decidedHoursBefore']],
  ['a month and an hour before', { minimumToRun: { people: 2, decidedHoursBefore: 721 } }, ['minimumToRun.decidedHoursBefore']],
  ['before anybody could book', { horizonDays: 2 }, ['minimumToRun.decidedHoursBefore']],
  ['within the horizon', { horizonDays: 3 }, []],
  ['an appointment', { kind: 'appointment', capacity: null, sessions: [] }, ['minimumToRun']],
])('%s', (_, changes, paths) => {
  const found = checkService({ ...course, needs: [], ...changes }, new Set());
  expect(found.map(({ path }) => path).filter((path) => path.startsWith('minimumToRun'))).toEqual(paths);
});
