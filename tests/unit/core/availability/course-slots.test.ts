import { describe, expect, test } from '@jest/globals';
import { computeSlots } from '../../../../core/availability/compute-slots.ts';
import type { SlotQuery } from '../../../../core/availability/compute-slots.ts';
import { coverRuns } from '../../../../core/availability/course-slots.ts';
import { planSessions } from '../../../../core/availability/plan-sessions.ts';
import { chooseDuration } from '../../../../core/catalog/choose-duration.ts';
import type { Service } from '../../../../core/catalog/service.ts';
import { describeObstacle } from '../../../../core/report/describe-obstacle.ts';
import { explainStart } from '../../../../core/report/explain-starts.ts';
import { formatInstant } from '../../../../core/time/time-zone.ts';
import { at, buildService, countIds, valueOf } from '../../../support/build-core.ts';

/** Four Tuesdays and three Thursdays of March 2027 at 18:00 UTC, ten seats each. */
const course = buildService({
  ...({ id: 'svc_course', kind: 'course', timeZone: 'UTC', capacity: 10, durationMinutes: 90, maximumPartySize: 12 } as const),
  ...{ minimumNoticeMinutes: 60, horizonDays: 60 },
  sessions: [
    { kind: 'recurring', startMinute: 1_080, startsOn: '2027-03-01', rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=4' },
    { kind: 'dates', startMinute: 1_080, dates: ['2027-03-04', '2027-03-11', '2027-03-18'] },
  ],
});
const late = { untilSession: 2, price: 'full' } as const;

type Row = {
  readonly name: string;
  readonly now?: string;
  readonly service?: Partial<Service>;
  readonly taken?: Readonly<Record<string, number>>;
  readonly missing?: string;
  readonly partySize?: number;
  readonly enrolment?: 'drop_in';
  readonly from?: string;
  readonly slots: readonly string[];
};

function ask({ now = '2027-03-01T08:00Z', service, taken = {}, missing, partySize = 1, enrolment, from }: Row): SlotQuery {
  const changed = { ...course, ...service };
  const nextId = countIds();
  const sessions = planSessions(changed, at('2027-02-01T00:00Z'), () => nextId('ses')).map(({ session }) => {
    const day = formatInstant(session.startsAt).slice(8, 10);
    return { ...session, seatsTaken: taken[day] ?? 0 };
  });
  const range = { from: at(from ?? '2027-03-01T00:00Z'), to: at('2027-04-01T00:00Z') };
  return {
    service: valueOf(chooseDuration(changed, { enrolment })),
    resources: [],
    occupancy: {
      busy: [],
      sessions: sessions.filter(({ startsAt }) => formatInstant(startsAt).slice(8, 10) !== missing),
    },
    ...{ closed: [], now: at(now), range, partySize, resourceId: null },
  };
}

/** A slot as the dates of its sessions and how many parties fit. */
const show = (query: SlotQuery): readonly string[] =>
  computeSlots(query).map(
    ({ sessions, remaining }) =>
      `${sessions.map(({ startsAt }) => Number(formatInstant(startsAt).slice(8, 10))).join(' ')} × ${remaining}`,
  );

// The rows of the table in docs/algorithms/availability.md.
const rows: readonly Row[] = [
  { name: 'two runs, nobody there', slots: ['2 9 16 23 × 10', '4 11 18 × 10'] },
  { name: 'a run has as many seats as its fullest session', taken: { '16': 7 }, slots: ['2 9 16 23 × 3', '4 11 18 × 10'] },
  { name: 'for parties of two', taken: { '16': 7 }, partySize: 2, slots: ['2 9 16 23 × 1', '4 11 18 × 5'] },
  { name: 'one session is full', taken: { '16': 10 }, slots: ['4 11 18 × 10'] },
  { name: 'begun, and nobody may join', now: '2027-03-03T08:00Z', slots: ['4 11 18 × 10'] },
  {
    name: 'begun, to be joined until the second session',
    now: '2027-03-03T08:00Z',
    service: { lateJoining: late },
    slots: ['4 11 18 × 10', '9 16 23 × 10'],
  },
  { name: 'past the second session', now: '2027-03-12T08:00Z', service: { lateJoining: late }, slots: [] },
  {
    name: 'what is past does not count, however full it was',
    now: '2027-03-03T08:00Z',
    service: { lateJoining: late },
    taken: { '02': 10 },
    slots: ['4 11 18 × 10', '9 16 23 × 10'],
  },
  { name: 'inside the notice it has begun', now: '2027-03-02T17:30Z', slots: ['4 11 18 × 10'] },
  { name: 'the horizon counts to the first session', service: { horizonDays: 2 }, slots: ['2 9 16 23 × 10'] },
  { name: 'asked about later dates', from: '2027-03-03T00:00Z', slots: ['4 11 18 × 10'] },
  { name: 'a session that could not be planned', missing: '16', slots: ['4 11 18 × 10'] },
  {
    name: 'dropping in',
    service: { dropIn: { price: course.price } },
    enrolment: 'drop_in',
    taken: { '16': 10, '23': 9 },
    slots: ['2 × 10', '4 × 10', '9 × 10', '11 × 10', '18 × 10', '23 × 1'],
  },
];

describe('the slots of a course', () => {
  test.each(rows)('$name', (row) => {
    expect(show(ask(row))).toEqual(row.slots);
  });

  test.each(rows)('every start is explained as it is offered: $name', (row) => {
    const query = ask(row);
    const offered = new Set(computeSlots(query).map(({ startsAt }) => startsAt));
    for (const { startsAt } of planSessions({ ...course, ...row.service }, at('2027-02-01T00:00Z'), () => 'ses_x').map(
      ({ session }) => session,
    )) {
      if (startsAt < query.range.from) continue;
      expect([formatInstant(startsAt), explainStart(query, startsAt, []).length === 0]).toEqual([
        formatInstant(startsAt),
        offered.has(startsAt),
      ]);
    }
  });

  test.each<readonly [string, Row, string, string]>([
    ['no session', { name: '', slots: [] }, '2027-03-03T18:00Z', 'There is no session then.'],
    ['a later session', { name: '', slots: [] }, '2027-03-09T18:00Z', 'joined at the first session that is left, Tue'],
    ['begun', { name: '', now: '2027-03-03T08:00Z', slots: [] }, '2027-03-09T18:00Z', 'would begin with session 2'],
    ['full later', { name: '', taken: { '16': 10 }, slots: [] }, '2027-03-02T18:00Z', '0 of 10 seats left'],
    ['missing', { name: '', missing: '16', slots: [] }, '2027-03-02T18:00Z', 'could not be planned'],
  ])('%s is said', (_, row, start, words) => {
    const said = explainStart(ask(row), at(start), []).map((one) =>
      describeObstacle(one, { timeZone: 'UTC', nameOf: (id) => id }),
    );
    expect(said.join(' ')).toContain(words);
  });

  test('a range is widened to each run that it touches', () => {
    const range = { from: at('2027-03-09T00:00Z'), to: at('2027-03-10T00:00Z') };
    expect(coverRuns(course, range)).toEqual({ from: at('2027-03-02T18:00Z'), to: at('2027-03-23T18:00Z') + 1 });
    const none = { from: at('2027-03-24T00:00Z'), to: at('2027-03-25T00:00Z') };
    expect(coverRuns(course, none)).toEqual(none);
  });
});
