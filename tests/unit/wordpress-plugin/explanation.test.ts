import { expect, test } from '@jest/globals';
import { explanationPath, findInstant, readExplanation } from '../../../wordpress-plugin/src/model/explanation.ts';

test('an explanation is read with what each person lacks, whatever else it holds', () => {
  const starts = [
    { from: '2027-01-14T09:00:00+01:00', to: '2027-01-14T09:00:00+01:00', count: 1, offered: true, obstacles: [] },
    {
      ...{ from: '2027-01-14T10:00:00+01:00', to: '2027-01-14T11:30:00+01:00', count: 4, offered: false },
      obstacles: [
        { code: 'too_soon', message: 'It is too soon.' },
        {
          code: 'nobody_free',
          message: 'Nobody is free.',
          need: 'Staff',
          resources: [{ code: 'busy', message: 'Anna is booked.' }],
        },
      ],
    },
  ];
  expect(readExplanation({ timeZone: 'Europe/Stockholm', starts })).toEqual({
    timeZone: 'Europe/Stockholm',
    runs: [
      { from: starts[0]?.from, to: starts[0]?.to, count: 1, isOffered: true, reasons: [] },
      {
        ...{ from: starts[1]?.from, to: starts[1]?.to, count: 4, isOffered: false },
        reasons: [
          { message: 'It is too soon.', details: [] },
          { message: 'Nobody is free.', details: ['Anna is booked.'] },
        ],
      },
    ],
  });
  expect(readExplanation(null)).toEqual({ timeZone: 'UTC', runs: [] });
});

test('the question names the service, the day or the instant, and the person if one is meant', () => {
  expect(explanationPath('svc_cut', '2027-01-14', '')).toBe('/admin/explain?service=svc_cut&at=2027-01-14');
  expect(explanationPath('svc_cut', '2027-01-14T09:00:00.000Z', 'res_anna')).toBe(
    '/admin/explain?service=svc_cut&at=2027-01-14T09%3A00%3A00.000Z&resource=res_anna',
  );
});

test.each([
  ['2027-01-14', '10:00', 'Europe/Stockholm', '2027-01-14T09:00:00.000Z'],
  ['2027-07-14', '10:00', 'Europe/Stockholm', '2027-07-14T08:00:00.000Z'],
  ['2027-01-14', '00:30', 'Asia/Kathmandu', '2027-01-13T18:45:00.000Z'],
  ['2027-01-14', '23:00', 'America/New_York', '2027-01-15T04:00:00.000Z'],
  // An hour after the clocks went forward, and one that they skip.
  ['2027-03-28', '03:00', 'Europe/Stockholm', '2027-03-28T01:00:00.000Z'],
  ['2027-03-28', '02:30', 'Europe/Stockholm', '2027-03-28T01:30:00.000Z'],
  ['', '10:00', 'Europe/Stockholm', null],
  ['2027-01-14', 'noon', 'Europe/Stockholm', null],
])('%s %s in %s is %s', (date, time, timeZone, instant) => {
  expect(findInstant(date, time, timeZone)).toBe(instant);
});
