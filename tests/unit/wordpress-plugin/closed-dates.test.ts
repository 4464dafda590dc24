import { describe, expect, test } from '@jest/globals';
import { closeDates, listDateRuns, MAXIMUM_DATES, openDates } from '../../../wordpress-plugin/src/model/closed-dates.ts';

const short = [{ fromMinute: 540, toMinute: 720 }];
const overrides = { '2026-12-24': [], '2026-12-26': [], '2026-12-25': [], '2026-12-31': short };

describe('dates that are not like other weeks', () => {
  test('are shown as runs of equal days, in order', () => {
    expect(listDateRuns(overrides)).toEqual([
      { from: '2026-12-24', to: '2026-12-26', windows: [] },
      { from: '2026-12-31', to: '2026-12-31', windows: short },
    ]);
  });

  test('make no run across a gap, or where their hours differ', () => {
    const runs = listDateRuns({ '2027-01-01': [], '2027-01-02': short, '2027-01-04': short });
    expect(runs.map(({ from, to }) => [from, to])).toEqual([
      ['2027-01-01', '2027-01-01'],
      ['2027-01-02', '2027-01-02'],
      ['2027-01-04', '2027-01-04'],
    ]);
  });

  test('run over the end of a month, of a year and of February in a leap year', () => {
    expect(listDateRuns({ '2026-12-31': [], '2027-01-01': [] })).toHaveLength(1);
    expect(listDateRuns({ '2028-02-28': [], '2028-02-29': [], '2028-03-01': [] })).toHaveLength(1);
    expect(listDateRuns({ '2027-02-28': [], '2027-03-01': [] })).toHaveLength(1);
  });

  test('are there when something that is no list of dates came', () => {
    expect(listDateRuns([])).toEqual([]);
    expect(listDateRuns(undefined)).toEqual([]);
  });
});

describe('closing dates', () => {
  test('adds each of them and keeps what was there', () => {
    expect(closeDates(overrides, '2026-12-30', '2027-01-02')).toEqual({
      ok: true,
      dateOverrides: { ...overrides, '2026-12-30': [], '2026-12-31': [], '2027-01-01': [], '2027-01-02': [] },
    });
  });

  test('closes one date when there is no last one', () => {
    expect(closeDates({}, '2027-05-01', '')).toEqual({ ok: true, dateOverrides: { '2027-05-01': [] } });
  });

  test.each([
    ['', '', 'unreadable'],
    ['2027-02-30', '', 'unreadable'],
    ['2027-05-01', 'soon', 'unreadable'],
    ['2027-05-02', '2027-05-01', 'backwards'],
    ['2027-01-01', '2028-01-02', 'too_many'],
  ])('from "%s" to "%s" is refused: %s', (from, to, mistake) => {
    expect(closeDates(overrides, from, to)).toEqual({ ok: false, mistake });
  });

  test('closes a whole leap year at once and no day more', () => {
    const closed = closeDates({}, '2028-01-01', '2028-12-31');
    expect(closed.ok && Object.keys(closed.dateOverrides)).toHaveLength(MAXIMUM_DATES);
  });

  test('is taken back for a whole run, and the other dates stay', () => {
    const [run] = listDateRuns(overrides);
    expect(run && openDates(overrides, run)).toEqual({ '2026-12-31': short });
  });
});
