import { describe, expect, test } from '@jest/globals';
import { STARTS, buildBooking, buildEvidence, buildOrder } from '../../../support/checker/build-evidence.ts';
import type { EvidenceBooking, SoldLimit, SoldRule, SoldRules } from '../../../support/checker/evidence.ts';
import { findViolations } from '../../../support/checker/find-violations.ts';
import { checkSold } from '../../../support/checker/check-sold.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

// STARTS is Sunday 17 January 2027, 09:00 in Stockholm.
const rules: SoldRules = { timeZone: 'Europe/Stockholm', limits: [], courses: [], stays: [], steps: [] };
const limited = (changes: Omit<SoldLimit, 'of'>, of = 'svc_cut'): SoldRules => ({ ...rules, limits: [{ of, ...changes }] });

/** Bookings that begin so many hours after STARTS, each of an order of its own. */
const listRules = (sold: SoldRules, bookings: readonly Partial<EvidenceBooking>[]): readonly string[] => {
  const orders = bookings.map((changes, index) =>
    buildOrder({ bookings: [buildBooking({ id: `bkg_${index + 1}`, ...changes })] }),
  );
  return checkSold({ orders, sold }).map(({ rule, about }) => `${rule} ${about}`);
};
const later = (hours: number, changes: Partial<EvidenceBooking> = {}): Partial<EvidenceBooking> => ({
  startsAt: STARTS + hours * HOUR,
  endsAt: STARTS + (hours + 1) * HOUR,
  ...changes,
});

const course: SoldRules = {
  ...rules,
  courses: [{ serviceId: 'svc_cut', runs: [[STARTS, STARTS + DAY, STARTS + 2 * DAY]], joinsUntil: 2 }],
};
const seats = (...days: readonly number[]) => ({
  sessions: days.map((day) => ({ id: `ses_${day}`, startsAt: STARTS + day * DAY })),
});
const stay: SoldRules = { ...rules, stays: [{ serviceId: 'svc_cut', changeoverMinutes: 60 }] };
const steps: SoldRules = {
  ...rules,
  steps: [
    {
      ...{ serviceId: 'svc_cut', anyOf: ['res_anna', 'res_bo'] },
      parts: [
        { fromMinute: 0, toMinute: 20 },
        { fromMinute: 40, toMinute: 60 },
      ],
    },
  ],
};
const part = (resourceId: string, minute: number) => ({
  ...{ resourceId, during: { from: STARTS + minute * MINUTE, to: STARTS + (minute + 20) * MINUTE } },
});

const broken: readonly (readonly [SoldRule, string, SoldRules, readonly Partial<EvidenceBooking>[], string])[] = [
  ['limits_are_kept', 'two on a day that takes one', limited({ perDay: 1 }), [{}, later(2)], 'svc_cut'],
  ['limits_are_kept', 'two with somebody who takes one', limited({ perDay: 1 }, 'res_anna'), [{}, later(2)], 'res_anna'],
  ['limits_are_kept', 'from Tuesday to Sunday one too many', limited({ perWeek: 1 }), [{}, later(-5 * 24)], 'svc_cut'],
  ['limits_are_kept', 'a customer twice', limited({ perCustomer: { maximum: 1, per: 'month' } }), [{}, later(48)], 'svc_cut'],
  ['courses_are_whole', 'a session is missing', course, [seats(0, 2)], 'bkg_1'],
  ['courses_are_whole', 'the last session is missing', course, [seats(0, 1)], 'bkg_1'],
  ['courses_are_whole', 'he came too late', course, [seats(2)], 'bkg_1'],
  ['courses_are_whole', 'none at all', course, [{}], 'bkg_1'],
  ['stays_keep_apart', 'nobody made the room ready', stay, [{}, later(1.5)], 'bkg_2'],
  ['steps_are_served', 'the second part is missing', steps, [{ claims: [part('res_anna', 0)] }], 'bkg_1'],
  ['steps_are_served', 'somebody else has it', steps, [{ claims: [part('res_anna', 0), part('res_bo', 40)] }], 'bkg_1'],
  ['steps_are_served', 'a stranger has both', steps, [{ claims: [part('res_cleo', 0), part('res_cleo', 40)] }], 'bkg_1'],
];

const sound: readonly (readonly [string, SoldRules, readonly Partial<EvidenceBooking>[]])[] = [
  ['as many as may be', limited({ perDay: 1, perWeek: 1 }), [{}, later(24), { state: 'cancelled' }]],
  ['more, by the owner', limited({ perDay: 1 }), [{}, later(2, { override: true })]],
  ['more with somebody else', limited({ perDay: 1 }, 'res_anna'), [{}, later(2, { resourceIds: ['res_bo'] })]],
  ['a customer on two days', limited({ perCustomer: { maximum: 1, per: 'day' } }), [{}, later(24)]],
  ['a course from its beginning, and late', course, [seats(0, 1, 2), seats(1, 2)]],
  ['stays with time between them, and in two rooms', stay, [{}, later(2), later(0, { resourceIds: ['res_bo'] })]],
  ['one person in both parts', steps, [{ claims: [part('res_bo', 0), part('res_bo', 40)] }]],
];

describe('what is sold', () => {
  test.each(broken)('%s: %s', (rule, _, sold, bookings, about) => {
    expect(listRules(sold, bookings)).toEqual([`${rule} ${about}`]);
  });

  test.each(sound)('passes: %s', (_, sold, bookings) => {
    expect(listRules(sold, bookings)).toEqual([]);
  });

  test('every rule is broken here, and all of them are part of the checker', () => {
    const all: Readonly<Record<SoldRule, true>> = {
      limits_are_kept: true,
      courses_are_whole: true,
      steps_are_served: true,
      stays_keep_apart: true,
    };
    expect([...new Set(broken.map(([rule]) => rule))].toSorted()).toEqual(Object.keys(all).toSorted());
    expect(findViolations(buildEvidence({ sold: course })).map(({ rule }) => rule)).toEqual(['courses_are_whole']);
    expect(checkSold({ orders: [buildOrder()] })).toEqual([]);
  });
});
