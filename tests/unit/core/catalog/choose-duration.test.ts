import { describe, expect, test } from '@jest/globals';
import { chooseDuration, listDurations } from '../../../../core/catalog/choose-duration.ts';
import type { WantedDuration } from '../../../../core/catalog/choose-duration.ts';
import type { Service } from '../../../../core/catalog/service.ts';
import { computeQuote } from '../../../../core/pricing/compute-quote.ts';
import { buildService, NOW, valueOf } from '../../../support/build-core.ts';

const kronor = (amount: number) => ({ amountMinor: amount * 100, currency: 'SEK' });
const massage = buildService({
  name: 'Massage',
  durationMinutes: 30,
  price: kronor(450),
  otherDurations: [
    { durationMinutes: 60, price: kronor(790) },
    { durationMinutes: 90, price: kronor(1_090) },
  ],
});
const yoga = buildService({ kind: 'class', capacity: 12 });

describe('the durations of a service', () => {
  test('begin with the one it takes when nobody names one', () => {
    expect(listDurations(massage).map(({ durationMinutes }) => durationMinutes)).toEqual([30, 60, 90]);
    expect(listDurations(buildService())).toEqual([{ durationMinutes: 60, price: kronor(450) }]);
  });

  const rows: readonly {
    readonly name: string;
    readonly service?: Service;
    readonly wanted: WantedDuration;
    readonly is: readonly [minutes: number, kronor: number];
  }[] = [
    { name: 'none named: the first', wanted: {}, is: [30, 450] },
    { name: 'null: the first', wanted: { durationMinutes: null }, is: [30, 450] },
    { name: 'the first by its minutes', wanted: { durationMinutes: 30 }, is: [30, 450] },
    { name: 'the second', wanted: { durationMinutes: 60 }, is: [60, 790] },
    { name: 'the third', wanted: { durationMinutes: 90 }, is: [90, 1_090] },
    {
      name: 'a booking of an hour stands: an hour at today’s price',
      wanted: { standing: { durationMinutes: 60, price: kronor(700) } },
      is: [60, 790],
    },
    {
      name: 'a booking of 75 minutes stands, which are not offered any more: as long, at its own price',
      wanted: { standing: { durationMinutes: 75, price: kronor(900) } },
      is: [75, 900],
    },
    {
      name: 'a booking of an hour stands and another length is named: that one',
      wanted: { durationMinutes: 90, standing: { durationMinutes: 60, price: kronor(700) } },
      is: [90, 1_090],
    },
    { name: 'a class by its own length', service: yoga, wanted: { durationMinutes: 60 }, is: [60, 450] },
    {
      name: 'a seat in a session of another length stands: the class as it is',
      service: yoga,
      wanted: { standing: { durationMinutes: 75, price: kronor(900) } },
      is: [60, 450],
    },
  ];

  test.each(rows)('$name', ({ service = massage, wanted, is: [minutes, price] }) => {
    const chosen = valueOf(chooseDuration(service, wanted));
    expect([chosen.durationMinutes, chosen.price]).toEqual([minutes, kronor(price)]);
  });

  test.each([45, 0, 89.5, Number.NaN])('%p minutes are not offered, and what is offered is said', (durationMinutes) => {
    expect(chooseDuration(massage, { durationMinutes })).toEqual({
      ok: false,
      refusal: { code: 'duration_not_offered', details: { path: 'durationMinutes', offeredMinutes: [30, 60, 90] } },
    });
  });
});

describe('the price of a duration', () => {
  const quoteOf = (durationMinutes: number | null, service = massage) =>
    valueOf(
      computeQuote(
        { items: [{ service: valueOf(chooseDuration(service, { durationMinutes })), partySize: 1, extras: [] }], codes: [] },
        NOW,
      ),
    );

  test.each([
    [null, 30, 45_000],
    [60, 60, 79_000],
    [90, 90, 109_000],
  ])('%p minutes: the item says %i, for %i', (asked, minutes, total) => {
    const quote = quoteOf(asked);
    expect([quote.items[0]?.durationMinutes, quote.total.amountMinor]).toEqual([minutes, total]);
    expect(quote.lines[0]?.description).toBe(`Massage, ${minutes} min`);
  });

  test('is another quote, also where the amount is the same', () => {
    const flat = buildService({ otherDurations: [{ durationMinutes: 90, price: kronor(450) }] });
    expect(quoteOf(90, flat).total).toEqual(quoteOf(null, flat).total);
    expect(quoteOf(90, flat).hash).not.toBe(quoteOf(null, flat).hash);
  });
});
