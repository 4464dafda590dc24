import { describe, expect, test } from '@jest/globals';
import { computeSlots } from '../../../../core/availability/compute-slots.ts';
import { listUnitRefused } from '../../../../core/availability/extra-stock.ts';
import type { ExtraStock } from '../../../../core/catalog/service.ts';
import { computeExtraMinutes, lengthen } from '../../../../core/catalog/extras.ts';
import { money } from '../../../../core/money/money.ts';
import { DAY, MINUTE } from '../../../../core/time/instant.ts';
import { formatLocal } from '../../../../core/time/format-local.ts';
import { at, buildResource, buildService, everyDay, hours, NOW } from '../../../support/build-core.ts';

const day = at('2027-01-13T23:00Z');
const time = (clock: string): number => at(`2027-01-14T${clock}:00+01:00`);
const bike = (stock: ExtraStock, durationMinutes?: number) =>
  ({ id: 'ext_bike', name: 'E-bike', price: money(1_000, 'SEK'), maximumQuantity: 5, stock, durationMinutes }) as const;
/** Pieces that others have: `1 10:00 11:00` is the first from ten to eleven. */
const taken = (...texts: readonly string[]) =>
  texts.map((text) => {
    const [piece = '', from = '', to = ''] = text.split(' ');
    return { resourceId: `res_ext_bike.${piece}` as const, during: { from: time(from), to: time(to) } };
  });

type Row = {
  readonly name: string;
  readonly wanted: number;
  readonly busy?: readonly string[];
  readonly minutes?: number;
  readonly after?: number;
  readonly starts: string;
};

// The rows of "Extras that make it longer, and of which there are only so many" in docs/algorithms/availability.md.
const rows: readonly Row[] = [
  { name: 'all free', wanted: 1, starts: '09:00 09:30 10:00 10:30 11:00' },
  { name: 'one of two is out 10:00–11:00', wanted: 1, busy: ['1 10:00 11:00'], starts: '09:00 09:30 10:00 10:30 11:00' },
  { name: 'the same, two wanted', wanted: 2, busy: ['1 10:00 11:00'], starts: '09:00 11:00' },
  {
    name: 'both out, one after the other',
    wanted: 1,
    busy: ['1 09:00 10:00', '2 10:00 11:00'],
    starts: '09:00 10:00 10:30 11:00',
  },
  { name: 'both out 10:00–10:30', wanted: 1, busy: ['1 10:00 10:30', '2 10:00 10:30'], starts: '09:00 10:30 11:00' },
  {
    name: 'the same, 30 minutes of cleaning after it',
    wanted: 1,
    busy: ['1 10:00 10:30', '2 10:00 10:30'],
    after: 30,
    starts: '10:30 11:00',
  },
  { name: 'three wanted of two', wanted: 3, starts: '' },
  { name: 'each makes it 30 minutes longer, one wanted', wanted: 1, minutes: 30, starts: '09:00 09:30 10:00 10:30' },
  { name: 'the same, two wanted', wanted: 2, minutes: 30, starts: '09:00 09:30 10:00' },
  {
    name: 'the same, both out from 11:00',
    wanted: 1,
    minutes: 30,
    busy: ['1 11:00 12:00', '2 11:00 12:00'],
    starts: '09:00 09:30',
  },
];

test.each(rows)('two e-bikes: $name', ({ wanted, busy = [], minutes, after = 0, starts }) => {
  const extras = [bike({ quantity: 2, per: 'time' }, minutes)];
  const sold = buildService({ extras, bufferAfterMinutes: after });
  const chosen = [{ extraId: 'ext_bike', quantity: wanted }] as const;
  const service = lengthen(sold, computeExtraMinutes(sold, chosen));
  const range = { from: day, to: day + DAY };
  const refused = listUnitRefused(service, range, chosen, taken(...busy));
  const query = { service, resources: [buildResource({ weeklyHours: everyDay(hours(9, 12)) })], closed: [], now: NOW, range };
  const slots = computeSlots({ ...query, occupancy: { busy: [], sessions: [] }, refused, partySize: 1, resourceId: null });
  expect(slots.map(({ startsAt }) => formatLocal(startsAt, 'Europe/Stockholm').slice(11, 16)).join(' ')).toBe(starts);
  for (const { startsAt, endsAt } of slots) expect(endsAt - startsAt).toBe((60 + wanted * (minutes ?? 0)) * MINUTE);
});

describe('a stay', () => {
  test('has its extras from the first day to the last', () => {
    const byDay = { unit: 'night', minimum: 2, maximum: 2, fromMinute: 900, toMinute: 660 } as const;
    const service = buildService({ byDay, durationMinutes: 2_640, extras: [bike({ quantity: 1, per: 'time' })] });
    const range = { from: day, to: day + 4 * DAY };
    const out = [
      { resourceId: 'res_ext_bike.1', during: { from: at('2027-01-15T14:00Z'), to: at('2027-01-15T18:00Z') } },
    ] as const;
    const refused = listUnitRefused(service, range, [{ extraId: 'ext_bike', quantity: 1 }], out);
    expect(refused.map(({ during }) => new Date(during.from).toISOString())).toEqual([
      '2027-01-14T14:00:00.000Z',
      '2027-01-15T14:00:00.000Z',
    ]);
  });
});
