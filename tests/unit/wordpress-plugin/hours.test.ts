import { describe, expect, test } from '@jest/globals';
import {
  addWindow,
  changeWindow,
  copyDay,
  endsNextDay,
  findHoursMistakes,
  formatClock,
  groupDays,
  parseClock,
  readWeek,
  writeWeek,
} from '../../../wordpress-plugin/src/model/hours.ts';

const office = [{ fromMinute: 540, toMinute: 1_020 }];
const split = [
  { fromMinute: 540, toMinute: 720 },
  { fromMinute: 780, toMinute: 1_020 },
];

describe('the time of a day', () => {
  test.each([
    ['00:00', 0],
    ['9:05', 545],
    ['09:05', 545],
    ['23:59', 1_439],
    ['24:00', null],
    ['12:60', null],
    ['', null],
    ['noon', null],
  ])('"%s" is minute %p', (text, minute) => {
    expect(parseClock(text)).toBe(minute);
  });

  test('the end of the day stands in the field as midnight', () => {
    expect(formatClock(1_440)).toBe('00:00');
    expect(formatClock(545)).toBe('09:05');
  });
});

describe('weekly hours', () => {
  test('hours of a catalogue come out of the form as they went in, the end of the day included', () => {
    const hours = { '1': split, '6': [{ fromMinute: 600, toMinute: 1_440 }] };
    expect(writeWeek(readWeek(hours))).toEqual(hours);
    expect(readWeek(hours)['6']).toEqual([{ from: '10:00', to: '00:00' }]);
  });

  test('a day without windows is left out', () => {
    expect(writeWeek(readWeek({ '1': office, '2': [] }))).toEqual({ '1': office });
  });

  test('windows are saved in order of time, whatever the order they were typed in', () => {
    const week = { ...readWeek({}), '3': [...readWeek({ '3': split })['3']].toReversed() };
    expect(writeWeek(week)).toEqual({ '3': split });
  });

  test('an empty day gets office hours, a day with hours gets an afternoon an hour later, and nothing goes past midnight', () => {
    const first = addWindow(readWeek({}), '1');
    expect(first['1']).toEqual([{ from: '09:00', to: '17:00' }]);
    const second = addWindow(readWeek({ '1': [{ fromMinute: 540, toMinute: 720 }] }), '1');
    expect(second['1'][1]).toEqual({ from: '13:00', to: '17:00' });
    const late = addWindow(readWeek({ '1': [{ fromMinute: 540, toMinute: 1_380 }] }), '1');
    expect(late['1'][1]).toEqual({ from: '23:00', to: '00:00' });
    expect(findHoursMistakes(late)).toEqual([]);
  });

  test('one window is changed or removed, and the others stay', () => {
    const week = readWeek({ '1': split, '2': office });
    expect(changeWindow(week, '1', 0, { from: '08:00', to: '12:00' })['1'][0]).toEqual({ from: '08:00', to: '12:00' });
    expect(changeWindow(week, '1', 1, null)).toEqual(readWeek({ '1': [split[0]], '2': office }));
  });

  test('a day is copied to the days that are named and to no others', () => {
    const week = copyDay(readWeek({ '1': split, '5': office, '7': office }), '1', ['2', '3', '4', '5']);
    expect(writeWeek(week)).toEqual({ '1': split, '2': split, '3': split, '4': split, '5': split, '7': office });
  });

  test.each([
    ['a missing time', [{ from: '09:00', to: '' }], 'unreadable'],
    [
      'two that overlap',
      [
        { from: '12:00', to: '17:00' },
        { from: '09:00', to: '13:00' },
      ],
      'overlap',
    ],
    [
      'one until midnight and a later one',
      [
        { from: '22:00', to: '00:00' },
        { from: '23:00', to: '23:30' },
      ],
      'overlap',
    ],
  ])('%s is a mistake of its day', (_name, windows, kind) => {
    expect(findHoursMistakes({ ...readWeek({ '1': office }), '4': windows })).toEqual([{ weekday: '4', kind }]);
  });

  test('a window through the night comes out of the form as it went in, and keeps the next day free for itself', () => {
    const night = { '5': [{ fromMinute: 1_320, toMinute: 1_680 }], '6': [{ fromMinute: 540, toMinute: 1_980 }] };
    const week = readWeek(night);
    expect(week['5']).toEqual([{ from: '22:00', to: '04:00' }]);
    expect([week['5'].map(endsNextDay), readWeek({ '1': office })['1'].map(endsNextDay)]).toEqual([[true], [false]]);
    expect([writeWeek(week), findHoursMistakes(week)]).toEqual([night, []]);
    const early = [{ from: '03:00', to: '05:00' }];
    expect(findHoursMistakes({ ...week, '6': early })).toEqual([{ weekday: '5', kind: 'overlap' }]);
    expect(findHoursMistakes({ ...readWeek({ '7': night['5'] }), '1': early })).toEqual([{ weekday: '7', kind: 'overlap' }]);
    expect(endsNextDay({ from: '10:00', to: '00:00' })).toBe(false);
  });

  test('windows may touch each other and midnight', () => {
    const touching = [
      { from: '00:00', to: '12:00' },
      { from: '12:00', to: '00:00' },
    ];
    expect(findHoursMistakes({ ...readWeek({}), '1': touching })).toEqual([]);
  });

  test('days with the same hours that follow each other are one group; a closed day parts them', () => {
    const groups = groupDays(readWeek({ '1': office, '2': office, '4': office, '5': split, '6': split }));
    expect(groups.map(({ first, last, windows }) => [first, last, windows.length])).toEqual([
      ['1', '2', 1],
      ['4', '4', 1],
      ['5', '6', 2],
    ]);
    expect(groupDays(readWeek({}))).toEqual([]);
  });
});
