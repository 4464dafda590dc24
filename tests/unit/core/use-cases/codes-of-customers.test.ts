import { describe, expect, test } from '@jest/globals';
import type { DiscountCode } from '../../../../core/catalog/discount-code.ts';
import type { Order } from '../../../../core/order/order.ts';
import { HOUR, MINUTE } from '../../../../core/time/instant.ts';
import { changeBooking } from '../../../../core/use-cases/change-booking.ts';
import { placeHold } from '../../../../core/use-cases/place-hold.ts';
import { releaseStaleCodes } from '../../../../core/use-cases/release-holds.ts';
import { quoteBookings } from '../../../../core/use-cases/quote-booking.ts';
import { buildCode, buildService, customer, endOf, NOW, START, valueOf } from '../../../support/build-core.ts';
import { book, bookingIdOf, buildWorld, countUses, hold, item, reload, wish } from '../../../support/build-world.ts';
import type { OnlyWish, World } from '../../../support/build-world.ts';
import { payLate } from '../../../support/late-money.ts';

const eva = customer;
const bo = { name: 'Bo', email: 'bo@example.se', phone: null };

/** A salon with codes; parties of up to ten, each paying for himself. */
const salon = (...codes: readonly Partial<DiscountCode>[]): Promise<World> =>
  buildWorld({
    services: [buildService({ priceUnit: 'person', maximumPartySize: 10 })],
    codes: codes.map(buildCode),
  });

const at = (hours: number, changes: Partial<OnlyWish> = {}): Partial<OnlyWish> => ({
  ...{ startsAt: START + hours * HOUR, codes: ['TEN'], customer: eva },
  ...changes,
});

const tryHold = async (world: World, changes: Partial<OnlyWish>) => {
  const outcome = await placeHold(world.ports, wish(changes));
  return outcome.ok ? 'ok' : [outcome.refusal.code, outcome.refusal.details['reason']];
};

const change = (world: World, order: Order, rest: Omit<Parameters<typeof changeBooking>[1], 'bookingId'>) =>
  changeBooking(world.ports, { bookingId: bookingIdOf(order), ...rest });

describe('a code that is counted by the seat', () => {
  const perSeat = { countedPer: 'seat', maximumRedemptions: 5 } as const;

  // The rows of docs/algorithms/pricing.md, one after the other.
  test('reserves a use for each place, more or fewer as the party changes, and gives all back when it is over', async () => {
    const world = await salon(perSeat);
    const order = await hold(world, at(0, { partySize: 2 }));
    const steps = [
      ['it is changed to 4', () => change(world, order, { partySize: 4 }), 4],
      ['to 3', () => change(world, order, { partySize: 3 }), 3],
      ['to 6: refused, `code_used_up`', () => change(world, order, { partySize: 6 }), 3],
      ['the code is taken away', () => change(world, order, { codes: [] }), 0],
      ['it is typed again, and 5 come', () => change(world, order, { partySize: 5, codes: ['TEN'] }), 5],
      ['the hold is over', async () => void world.ports.clock.advance(10 * MINUTE), 5],
      ['it is released', () => releaseStaleCodes(world.ports, ['TEN']), 0],
    ] as const;
    const seen: (readonly [string, number])[] = [['a hold for 2', countUses(world)]];
    for (const [name, step] of steps) {
      await step();
      seen.push([name, countUses(world)]);
    }
    expect(seen).toEqual([['a hold for 2', 2], ...steps.map(([name, , uses]) => [name, uses])]);
    expect((await reload(world, order)).redemptions).toEqual([{ code: 'TEN', state: 'released', uses: 5 }]);
  });

  test('a party that is larger than what is left hears how many are left', async () => {
    const world = await salon(perSeat);
    await hold(world, at(0, { partySize: 3 }));
    const refused = await placeHold(world.ports, wish(at(2, { partySize: 3, customer: bo })));
    expect(refused).toEqual({ ok: false, refusal: { code: 'code_used_up', details: { path: 'codes', left: 2 } } });
    expect(await tryHold(world, at(2, { partySize: 2, customer: bo }))).toBe('ok');
  });

  test('what was used stays used by as many as came', async () => {
    const world = await salon(perSeat);
    const { order } = await book(world, at(0, { partySize: 3 }));
    expect([order.redemptions, countUses(world)]).toEqual([[{ code: 'TEN', state: 'used', uses: 3 }], 3]);
  });
});

describe('a code that one customer may use twice', () => {
  const twice = { maximumPerCustomer: 2 } as const;

  test('is refused to him the third time, whatever the letters of his address, and counts for others', async () => {
    const world = await salon(twice);
    await book(world, at(0));
    await hold(world, at(2));
    const loud = { ...eva, email: ` ${eva.email.toUpperCase()}` };
    expect(await tryHold(world, at(4, { customer: loud }))).toEqual(['code_not_applicable', 'customer_limit']);
    expect(await tryHold(world, at(4, { customer: bo }))).toBe('ok');
    expect(await tryHold(world, at(6, { codes: [] }))).toBe('ok');
  });

  test('counts while nobody knows who buys, and is refused when he says it, until he takes it away', async () => {
    const world = await salon(twice);
    await book(world, at(0));
    await book(world, at(2));
    expect(endOf(await quoteBookings(world.ports, { items: [item()], codes: ['TEN'] }))).toBe('ok');
    const order = await hold(world, at(4, { customer: null }));
    const refused = await change(world, order, { customer: eva });
    expect(refused).toEqual({
      ok: false,
      refusal: {
        code: 'code_not_applicable',
        details: { path: 'codes', code: 'TEN', reason: 'customer_limit', maximumPerCustomer: 2, left: 0 },
      },
    });
    expect((await reload(world, order)).customer).toBeNull();
    valueOf(await change(world, order, { customer: bo }));
    expect(endOf(await change(world, order, { customer: eva }))).toBe('code_not_applicable');
    const paying = valueOf(await change(world, order, { customer: eva, codes: [] }));
    expect([paying.customer, paying.quote.total.amountMinor, countUses(world)]).toEqual([eva, 45_000, 2]);
  });

  test('is given back with the hold: when it is over, and when it is another customer’s', async () => {
    const world = await salon(twice);
    const first = await hold(world, at(0));
    await hold(world, at(2));
    valueOf(await change(world, first, { customer: bo }));
    expect(await tryHold(world, at(4))).toBe('ok');
    expect(await tryHold(world, at(6))).toEqual(['code_not_applicable', 'customer_limit']);
    world.ports.clock.advance(10 * MINUTE);
    expect(await tryHold(world, at(6))).toBe('ok');
  });

  test('counted by the seat, it makes no more of his places cheaper, in one order or in several', async () => {
    const world = await salon({ ...twice, countedPer: 'seat' });
    const quote = await quoteBookings(world.ports, { items: [item({ partySize: 3 })], codes: ['TEN'] });
    expect(endOf(quote)).toBe('code_not_applicable');
    const order = await hold(world, at(0));
    expect(await tryHold(world, at(2, { partySize: 2 }))).toEqual(['code_not_applicable', 'customer_limit']);
    expect(endOf(await change(world, order, { partySize: 2 }))).toBe('ok');
    expect(endOf(await change(world, order, { partySize: 3 }))).toBe('code_not_applicable');
  });

  test('of many holds of one customer at once, two have it', async () => {
    const world = await salon(twice);
    const ends = await Promise.all(Array.from({ length: 6 }, (_, index) => tryHold(world, at(index))));
    expect(ends.filter((end) => end === 'ok')).toHaveLength(2);
    expect(ends.filter((end) => end !== 'ok')).toEqual(
      Array.from({ length: 4 }, () => ['code_not_applicable', 'customer_limit']),
    );
  });

  test('the rule is that of the moment of the hold: an owner who changes it later changes nothing for it', async () => {
    const world = await salon({});
    const order = await hold(world, at(0, { customer: null }));
    const document = await world.ports.catalog.loadDocument();
    await world.ports.catalog.saveDocument({ ...document, codes: [buildCode({ firstVisitOnly: true, maximumPerCustomer: 1 })] });
    await book(world, at(2));
    expect(endOf(await change(world, order, { customer: eva }))).toBe('ok');
  });
});

describe('a code for a first visit', () => {
  const first = { firstVisitOnly: true } as const;

  test('is refused to whoever has a booking that is confirmed, not to whoever only held one', async () => {
    const world = await salon(first);
    await hold(world, at(0, { codes: [] }));
    expect(await tryHold(world, at(2, { customer: bo }))).toBe('ok');
    await book(world, at(4, { codes: [] }));
    expect(await tryHold(world, at(6))).toEqual(['code_not_applicable', 'first_visit']);
  });

  test('of two orders of one new customer at once, with one code or two of the kind, one has it; it is free again when that is given up', async () => {
    const world = await salon(first, { ...first, code: 'NEW' });
    const ends = await Promise.all([tryHold(world, at(0)), tryHold(world, at(2, { codes: ['NEW'] }))]);
    expect(ends).toContain('ok');
    expect(ends).toContainEqual(['code_not_applicable', 'first_visit']);
    world.ports.clock.advance(10 * MINUTE);
    expect(await tryHold(world, at(4, { codes: ['NEW'] }))).toBe('ok');
  });

  test('two of them in one order are one first visit', async () => {
    const world = await salon({ ...first, combinable: true }, { ...first, code: 'NEW', combinable: true });
    const order = await hold(world, at(0, { codes: ['TEN', 'NEW'] }));
    expect(order.redemptions.map(({ code }) => code)).toEqual(['NEW', 'TEN']);
    expect(await tryHold(world, at(2, { codes: ['NEW'] }))).toEqual(['code_not_applicable', 'first_visit']);
    valueOf(await change(world, order, { codes: ['TEN'] }));
    expect(await tryHold(world, at(2, { codes: ['NEW'] }))).toEqual(['code_not_applicable', 'first_visit']);
    valueOf(await change(world, order, { codes: [] }));
    expect(await tryHold(world, at(2, { codes: ['NEW'] }))).toBe('ok');
  });
});

test('money that comes late keeps its first visit, also where an ended hold of the same customer has taken it up with another code', async () => {
  const world = await salon({ firstVisitOnly: true }, { firstVisitOnly: true, code: 'NEW' });
  const between = async () => {
    await hold(world, { startsAt: START + 4 * HOUR, codes: ['NEW'], customer: eva });
    world.ports.clock.advance(10 * MINUTE);
  };
  const { order } = await payLate(world, between);
  expect([order.bookings[0]?.state, order.redemptions[0]?.state, countUses(world, 'NEW')]).toEqual(['confirmed', 'used', 0]);
});

describe('what a price says of codes', () => {
  test('one that only an ended hold keeps is free, in the price too', async () => {
    const world = await salon({ maximumRedemptions: 1 });
    const ask = async () => endOf(await quoteBookings(world.ports, { items: [item()], codes: ['TEN'] }));
    await hold(world, at(0));
    expect(await ask()).toBe('code_used_up');
    world.ports.clock.advance(10 * MINUTE);
    expect(await ask()).toBe('ok');
  });

  test('misspelt, not begun and ended are refused alike, after the same questions to the store', async () => {
    const dates = [{}, { code: 'SOON', validFrom: NOW + 1 }, { code: 'OVER', validUntil: NOW }] as const;
    const world = await salon(...dates.map((one) => ({ ...one, maximumPerCustomer: 1, firstVisitOnly: true })));
    const asked: string[] = [];
    const spy = <Port extends object>(port: Port): Port =>
      new Proxy(port, {
        get: (target, name, receiver) => {
          asked.push(String(name));
          const method: unknown = Reflect.get(target, name, receiver);
          return method;
        },
      });
    const ports = { ...world.ports, catalog: spy(world.ports.catalog), bookings: spy(world.ports.bookings) };
    const answers = [];
    for (const code of ['NONE', 'SOON', 'OVER']) {
      asked.length = 0;
      const refused = await quoteBookings(ports, { items: [item()], codes: [code], customer: eva });
      answers.push(JSON.stringify([refused, asked]));
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('code_invalid');
    expect(answers[0]).not.toContain('findCustomerHistory');
  });
});
