import { expect, test } from '@jest/globals';
import { money } from '../../../../core/money/money.ts';
import { priceEnrolment } from '../../../../core/pricing/price-enrolment.ts';
import { at, buildService } from '../../../support/build-core.ts';

const course = (price: 'full' | 'per_session' | null, amountMinor: number) =>
  buildService({
    ...({ kind: 'course', timeZone: 'UTC', capacity: 10, price: money(amountMinor, 'SEK') } as const),
    sessions: [{ kind: 'dates', startMinute: 600, dates: ['2027-03-02', '2027-03-09', '2027-03-16'] }],
    lateJoining: price === null ? undefined : { untilSession: 3, price },
  });

// The rows of the table in docs/algorithms/pricing.md.
test.each([
  [1_000, 'per_session', '2027-03-02', 1_000, 'course of 3 sessions'],
  [1_000, 'per_session', '2027-03-09', 666, '2 of 3 sessions, beginning with session 2'],
  [1_000, 'per_session', '2027-03-16', 333, '1 of 3 sessions, beginning with session 3'],
  [1_001, 'per_session', '2027-03-09', 667, '2 of 3 sessions, beginning with session 2'],
  [1_000, 'full', '2027-03-09', 1_000, '2 of 3 sessions, beginning with session 2'],
  [1_000, null, '2027-03-09', 1_000, '2 of 3 sessions, beginning with session 2'],
  [0, 'per_session', '2027-03-09', 0, '2 of 3 sessions, beginning with session 2'],
  [1_000, 'per_session', null, 1_000, 'the whole course'],
  [1_000, 'per_session', '2027-03-10', 1_000, 'the whole course'],
] as const)('%i joined at %s from %s costs %i', (amountMinor, late, date, expected, sessions) => {
  const startsAt = date === null ? null : at(`${date}T10:00Z`);
  expect(priceEnrolment(course(late, amountMinor), startsAt)).toMatchObject({ price: money(expected, 'SEK'), sessions });
});

test('what is no course costs what it costs', () => {
  const service = buildService();
  expect(priceEnrolment(service, at('2027-03-02T10:00Z'))).toEqual({ price: service.price, sessions: null });
});

test('whoever joins late is told with which session of how many he begins, nobody else is', () => {
  const joins = (date: string) => priceEnrolment(course('per_session', 1_000), at(`${date}T10:00Z`)).joins;
  expect(['2027-03-02', '2027-03-09', '2027-03-16'].map(joins)).toEqual([
    undefined,
    { session: 2, of: 3 },
    { session: 3, of: 3 },
  ]);
});
