import { expect, test } from '@jest/globals';
import type { DiscountCode } from '../../../../core/catalog/discount-code.ts';
import { explainPrice } from '../../../../core/use-cases/explain-price.ts';
import type { PriceQuestion } from '../../../../core/use-cases/explain-price.ts';
import { quoteBookings } from '../../../../core/use-cases/quote-booking.ts';
import { DAY } from '../../../../core/time/instant.ts';
import { buildWorld } from '../../../support/build-world.ts';
import type { World } from '../../../support/build-world.ts';
import { NOW, START, valueOf } from '../../../support/build-core.ts';
import { code, eur, rule, sell } from '../../../support/price-rows.ts';

const evening = rule({ id: 'pru_evening', name: 'Evenings', when: { times: { fromMinute: 1_020, toMinute: 1_440 } } });
const early = rule({ id: 'pru_early', name: 'Early', when: { minimumLeadMinutes: 4_320 } });

const open = (codes: readonly DiscountCode[] = []): Promise<World> =>
  buildWorld({ services: [sell()], priceRules: [evening, early], codes });

const one = { serviceId: 'svc_cut', partySize: 1, extras: [], startsAt: START } as const;
const ask = async ({ ports }: World, question: Partial<PriceQuestion> = {}) =>
  valueOf(await explainPrice(ports, { items: [one], codes: [], ...question }));

test('the price is the one that everybody is told, with each rule that was looked at', async () => {
  const world = await open([code('TEN')]);
  const { quote, findings, refused } = await ask(world, { codes: [' ten '] });
  expect(quote).toEqual(valueOf(await quoteBookings(world.ports, { items: [one], codes: ['ten'] })));
  expect(refused).toBeNull();
  expect(findings.map(({ id, item, hasCounted, obstacle }) => [id, item, hasCounted, obstacle])).toEqual([
    ['pru_evening', 0, false, 'times'],
    ['pru_early', 0, true, null],
    ['TEN', null, true, null],
  ]);
});

test('it can be asked as if it were booked at another moment', async () => {
  const { quote, findings } = await ask(await open(), { at: NOW + DAY });
  expect(quote.total).toEqual(eur(10_000));
  expect(findings[1]?.message).toBe('It counts booked 3 days before or earlier, and this is booked 2 days before.');
});

test('codes that do not count are left out one after the other, each says why, and the first is what a visitor reads', async () => {
  const world = await open([
    code('COUNTS'),
    code('GONE', { maximumRedemptions: 0 }),
    code('OLD', { validUntil: NOW }),
    code('MUCH', { minimumSpendMinor: 50_000 }),
    code('FIRST', { firstVisitOnly: true }),
  ]);
  const question = { codes: ['COUNTS', 'GONE', 'NONE', 'OLD', 'FIRST'], customer: { isFirstVisit: false } };
  const told = await ask(world, question);
  expect(told.quote.codes).toEqual([{ code: 'COUNTS', uses: 1 }]);
  expect(told.refused).toEqual({ code: 'code_invalid', details: { path: 'codes' } });
  const reasons = told.findings.filter(({ kind }) => kind === 'code').map(({ id, obstacle }) => [id, obstacle]);
  expect(reasons).toEqual([
    ['COUNTS', null],
    ['FIRST', 'first_visit'],
    ['OLD', 'validity'],
    ['GONE', 'used_up'],
    ['NONE', 'unknown'],
  ]);
  const { refused } = await ask(world, { codes: ['MUCH'] });
  expect(refused?.details).toMatchObject({ code: 'MUCH', reason: 'minimum_spend' });
});

test('more codes than an order takes are told to be too many', async () => {
  const texts = ['A', 'B', 'C', 'D', 'E', 'F'];
  const { quote, findings, refused } = await ask(await open(texts.map((text) => code(text))), { codes: texts });
  expect(quote.codes).toHaveLength(5);
  expect(refused?.code).toBe('code_not_applicable');
  expect(findings.at(-1)).toMatchObject({ id: 'F', obstacle: 'too_many' });
});

test('what is not sold has no price', async () => {
  const world = await open();
  const refused = await explainPrice(world.ports, { items: [{ ...one, partySize: 99 }], codes: [] });
  expect(refused).toMatchObject({ ok: false, refusal: { code: 'party_too_large', details: { item: 0 } } });
  expect(await explainPrice(world.ports, { items: [{ ...one, serviceId: 'svc_none' }], codes: [] })).toMatchObject({
    refusal: { code: 'service_not_found' },
  });
});
