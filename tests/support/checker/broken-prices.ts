import { buildEvidence, buildOrder, buildPrice } from './build-evidence.ts';
import type { Evidence, EvidencePrice, Rule } from './evidence.ts';

const priced = (changes: Partial<EvidencePrice>): Evidence =>
  buildEvidence({ orders: [buildOrder({ price: buildPrice(changes) })] });
const sold: Evidence['sold'] = {
  ...{ timeZone: 'UTC', limits: [], courses: [], stays: [], steps: [] },
  seatCodes: [{ code: 'SEAT', serviceId: 'svc_cut' }],
};

/** Prices that do not add up. */
export const brokenPrices: readonly (readonly [Rule, string, Evidence])[] = [
  ['prices_add_up', 'the lines of a price miss a unit', priced({ linesMinor: [45_001, -2] })],
  ['prices_add_up', 'what is sold costs another amount', priced({ totalMinor: 44_999, linesMinor: [44_999], laterMinor: -1 })],
  ['prices_add_up', 'a rest is due that is no part of the price', priced({ laterMinor: 1 })],
  ['prices_add_up', 'a code counts two seats for one', { ...priced({ codes: [{ code: 'SEAT', uses: 2 }] }), sold }],
];
