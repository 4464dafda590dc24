import { describe, expect, test } from '@jest/globals';
import { listConditions } from '../../../../wordpress-plugin/src/model/prices/conditions.ts';
import { findScopeMistakes, readScope, writeScope } from '../../../../wordpress-plugin/src/model/prices/scope.ts';
import type { TypedScope } from '../../../../wordpress-plugin/src/model/prices/scope.ts';

const all = { serviceIds: null };
const full = {
  serviceIds: ['svc_cut'],
  when: {
    weekdays: [1, 2, 3, 6],
    times: { fromMinute: 1_320, toMinute: 1_440 },
    dates: [
      { from: '2027-01-01', to: '2027-01-14' },
      { from: '12-15', to: '01-15' },
    ],
    minimumLeadMinutes: 4_320,
    maximumLeadMinutes: 90,
    minimumPeople: 2,
    maximumPeople: 2,
    maximumSeatsLeft: 3,
    maximumSeatsTaken: 0,
    resourceIds: ['res_ada'],
    addedLater: 'kept',
  },
};
const read = readScope(full);

describe('what a price is for', () => {
  test('is shown as it is typed', () => {
    expect(read).toMatchObject({ isForAll: false, weekdays: ['1', '2', '3', '6'], from: '22:00', to: '00:00' });
    expect(read).toMatchObject({ minimumLead: { amount: '3', unit: 'days' }, maximumLead: { amount: '90', unit: 'minutes' } });
    expect(read.dates).toEqual([
      { isYearly: false, from: '2027-01-01', to: '2027-01-14' },
      { isYearly: true, from: '12-15', to: '01-15' },
    ]);
  });

  test.each([
    ['everything', full],
    ['nothing', all],
    ['no conditions, said so', { serviceIds: null, when: {} }],
    ['a time until midnight in the other word', { serviceIds: null, when: { times: { fromMinute: 600, toMinute: 0 } } }],
  ])('that says %s is written as it came when nothing was typed', (_name, record) => {
    const { when, ...others } = writeScope(record, readScope(record));
    expect({ ...others, ...(when === undefined ? {} : { when }) }).toEqual(record);
  });

  test('is written as it was typed, and what was emptied is left out', () => {
    const typed: TypedScope = {
      ...{ ...readScope(all), weekdays: ['4'], from: '10:00', to: '12:00', minimumPeople: ' 2 ' },
      ...{ minimumLead: { amount: '2', unit: 'hours' }, dates: [{ isYearly: false, from: '2027-06-01', to: '' }] },
    };
    expect(writeScope(all, typed)).toEqual({
      serviceIds: null,
      when: {
        ...{ weekdays: [4], times: { fromMinute: 600, toMinute: 720 }, dates: [{ from: '2027-06-01', to: '2027-06-01' }] },
        ...{ minimumLeadMinutes: 120, minimumPeople: 2 },
      },
    });
    expect(writeScope(full, { ...readScope(all), isForAll: true })).toEqual({ serviceIds: null, when: { addedLater: 'kept' } });
  });

  test.each([
    [{ isForAll: false, serviceIds: [] }, ['serviceIds: services']],
    [{ from: '10:00' }, ['when.times: clock']],
    [{ from: '10:00', to: '10:00' }, ['when.times: clock']],
    [{ from: '00:00', to: '00:00' }, []],
    [{ dates: [{ isYearly: false, from: '', to: '' }] }, ['when.dates.0: date']],
    [{ dates: [{ isYearly: false, from: '2027-02-30', to: '' }] }, ['when.dates.0: date']],
    [{ dates: [{ isYearly: true, from: '02-29', to: '02-30' }] }, ['when.dates.0: date']],
    [{ dates: [{ isYearly: false, from: '2027-02-02', to: '2027-02-01' }] }, ['when.dates.0: backwards']],
    [{ dates: [{ isYearly: true, from: '12-15', to: '01-15' }] }, []],
    [{ minimumLead: { amount: 'x', unit: 'days' as const } }, ['when.minimumLeadMinutes: number']],
    [{ maximumPeople: '1.5' }, ['when.maximumPeople: number']],
  ])('%j: what is wrong is found at its path', (changed, expected) => {
    const found = findScopeMistakes({ ...readScope(all), ...changed }).map(({ field, kind }) => `${field}: ${kind}`);
    expect(found).toEqual(expected);
  });
});

describe('the conditions of a price', () => {
  test('come in the order of a sentence, with weekdays that follow each other as one', () => {
    expect(listConditions(full)).toEqual([
      { kind: 'weekdays', runs: [['1', '3'], ['6']] },
      { kind: 'times', from: '22:00', to: '00:00' },
      { kind: 'dates', dates: read.dates },
      { kind: 'lead', side: 'at_least', minutes: 4_320 },
      { kind: 'lead', side: 'at_most', minutes: 90 },
      { kind: 'people', side: 'exactly', count: 2 },
      { kind: 'seats_left', count: 3 },
      { kind: 'seats_taken', count: 0 },
      { kind: 'resources', ids: ['res_ada'] },
    ]);
    expect(listConditions(all)).toEqual([]);
  });

  test.each([
    [
      [6, 7],
      [['6'], ['7']],
    ],
    [[1, 2, 3, 4, 5], [['1', '5']]],
    [
      [1, 3, 4, 5, 7],
      [['1'], ['3', '5'], ['7']],
    ],
  ])('weekdays %j are the runs %j', (weekdays, runs) => {
    expect(listConditions({ when: { weekdays } })).toEqual([{ kind: 'weekdays', runs }]);
  });

  test('two bounds of people are two conditions unless they are one number', () => {
    expect(listConditions({ when: { minimumPeople: 2, maximumPeople: 4 } })).toEqual([
      { kind: 'people', side: 'at_least', count: 2 },
      { kind: 'people', side: 'at_most', count: 4 },
    ]);
  });
});
