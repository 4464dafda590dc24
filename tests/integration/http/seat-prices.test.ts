import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hold } from '../../support/booking-steps.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness, TestAnswer } from '../../support/service-harness.ts';

const DAYS = 86_400_000;
const date = new Date(Date.now() + 8 * DAYS).toISOString().slice(0, 10);
const seat = { serviceId: 'svc_early', startsAt: `${date}T10:00:00Z` };
let harness: ServiceHarness;

beforeAll(async () => {
  harness = await startServiceHarness();
  const catalog = (await harness.call('GET', '/v1/admin/catalog')).body;
  const yoga = catalog.services.find((service: Json) => service.id === 'svc_yoga');
  const early = {
    ...{ ...yoga, id: 'svc_early', name: 'Early birds', timeZone: 'UTC', capacity: 10, needs: [], locationId: null },
    sessions: [{ kind: 'dates', startMinute: 600, dates: [date] }],
  };
  const priceRules = [
    {
      ...{ id: 'pru_early', name: 'Early bird', serviceIds: ['svc_early'], when: { maximumSeatsTaken: 2 } },
      adjustment: { kind: 'percent', percent: -20 },
    },
  ];
  const body = { ...catalog, services: [...catalog.services, early], priceRules };
  const saved = await harness.call('PUT', '/v1/admin/catalog', { body });
  expect([saved.status, saved.body.conflicts]).toEqual([200, []]);
});
afterAll(() => harness.stop());

const quote = async (): Promise<Json> => (await harness.call('POST', '/v1/quotes', { body: seat })).body.quote;

/** Looks at the price and takes the seat for it; whoever is told of another price looks at that and goes on. */
async function buy(): Promise<{ readonly shown: number; readonly answer: TestAnswer }> {
  let shown = await quote();
  for (;;) {
    const answer = await hold(harness, { ...seat, quoteHash: shown.hash });
    if (answer.body.code !== 'quote_changed') return { shown: shown.total.amountMinor, answer };
    shown = answer.body.quote;
  }
}

test('twelve at once for ten seats: three at the low price, and nobody at another than he was shown', async () => {
  const full = await harness.call('GET', '/v1/services');
  const { amountMinor } = full.body.services.find(({ id }: Json) => id === 'svc_early').price;
  const bought = await Promise.all(Array.from({ length: 12 }, buy));
  const held = bought.filter(({ answer }) => answer.status === 201);
  expect(held.map(({ answer }) => answer.body.quote.total.amountMinor)).toEqual(held.map(({ shown }) => shown));
  const low = held.filter(({ shown }) => shown < amountMinor);
  expect([low.length, low[0]?.shown, held.length]).toEqual([3, (amountMinor * 4) / 5, 10]);
  expect(bought.filter(({ answer }) => answer.status !== 201).map(({ answer }) => answer.body.code)).toEqual([
    'slot_taken',
    'slot_taken',
  ]);
  expect(JSON.stringify(held[0]?.answer.body.quote.items)).not.toContain('taken');
});
