import { cpus } from 'node:os';
import type { DiscountCode } from '../../core/catalog/discount-code.ts';
import type { PriceBook } from '../../core/catalog/prices/price-book.ts';
import type { PriceRule } from '../../core/catalog/prices/price-rule.ts';
import { computeQuote } from '../../core/pricing/compute-quote.ts';
import type { PricedItem } from '../../core/pricing/compute-quote.ts';
import { buildCode, buildService, NOW, START } from '../support/build-core.ts';
import { HOUR } from '../../core/time/instant.ts';

// What one price costs to compute: an order whose bill has ten lines of things sold, under twenty price rules, with five codes and tax.
// npm run -s bench:quote -- [RUNS]; the last line is JSON.

const sek = (amountMinor: number) => ({ amountMinor, currency: 'SEK' }) as const;

/** Five bookings of a service with an extra: ten lines. */
const items = Array.from({ length: 5 }, (_, index): PricedItem => {
  const extra = { id: 'ext_care', name: 'Care', price: sek(9_900), maximumQuantity: 3 } as const;
  const service = buildService({ id: `svc_${index}`, price: sek(45_000 + index), extras: [extra], maximumPartySize: 4 });
  return { service, partySize: 2, extras: [{ extraId: 'ext_care', quantity: 2 }], startsAt: START + index * HOUR };
});

const conditions: readonly PriceRule['when'][] = [
  { weekdays: [4] },
  { times: { fromMinute: 600, toMinute: 720 } },
  { dates: [{ from: '12-15', to: '01-15' }] },
  { minimumLeadMinutes: 1_440 },
  { minimumPeople: 2, weekdays: [5, 6, 7] },
];
const priceRules = Array.from({ length: 20 }, (_, index): PriceRule => ({
  ...{ id: `pru_${index}`, name: `Rule ${index}`, serviceIds: index % 2 === 0 ? null : [`svc_${index % 5}`] },
  ...{ when: conditions[index % conditions.length], adjustment: { kind: 'percent', percent: index - 9.5 }, then: 'continue' },
}));
const codes = Array.from({ length: 5 }, (_, index): DiscountCode =>
  buildCode({ code: `CODE${index}`, combinable: true, discount: { kind: 'percent', percent: index + 1 } }),
);
const book: PriceBook = {
  ...{ priceRules, promotions: [] },
  tax: {
    prices: 'include_tax',
    rounding: 'line',
    classes: [{ id: 'tax_full', name: 'Full', rates: [{ name: 'VAT', percent: 25 }] }],
  },
};

const runs = Number(process.argv[2] ?? 20_000);
const compute = () => computeQuote({ items, codes, book }, NOW);
const first = compute();
if (!first.ok) throw new Error(first.refusal.code);
for (let run = 0; run < runs / 4; run += 1) compute();
const micros: number[] = [];
for (let run = 0; run < runs; run += 1) {
  const before = performance.now();
  compute();
  micros.push((performance.now() - before) * 1_000);
}
micros.sort((a, b) => a - b);
const at = (share: number): number => Math.round((micros[Math.floor(runs * share)] ?? 0) * 10) / 10;
const { lines, total } = first.value;
process.stdout.write(`${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}, ${runs} runs\n`);
process.stdout.write(
  `${lines.length} lines on the bill, ${lines.filter(({ kind }) => kind === 'rule').length} of rules; total ${total.amountMinor}\n`,
);
process.stdout.write(`${JSON.stringify({ medianMicros: at(0.5), p95Micros: at(0.95) })}\n`);
