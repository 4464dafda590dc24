import { describe, expect, test } from '@jest/globals';
import { createFormat } from '../../../adapters/widget/display/format.ts';
import { listTerms } from '../../../adapters/widget/later/terms.ts';
import { completeTexts } from '../../../core/words/en-later.ts';
import { en } from '../../../core/words/en.ts';
import type { WidgetState } from '../../../adapters/widget/state/booking-state.ts';
import { buildHeldState } from './fixtures.ts';

const words = { texts: completeTexts(en), format: createFormat('en-GB') };
const fee = { minimumNoticeMinutes: 1_440, fee: { amountMinor: 5_000, currency: 'SEK' } };

const ids = ['svc_first', 'svc_second'] as const;

/** The held state with two services that have these terms, and a price for some of them. */
function buildState(policies: readonly object[], sold: readonly number[]): WidgetState {
  const state = buildHeldState();
  const [known] = state.catalog?.services ?? [];
  const [item] = state.quote?.items ?? [];
  if (!known || !item || !state.catalog || !state.quote) throw new Error('nothing is sold');
  const services = ids.map((id, index) => ({ ...known, id, name: id, ...policies[index] }));
  const items = sold.map((index) => ({ ...item, serviceId: ids[index] ?? ids[0] }));
  return { ...state, catalog: { ...state.catalog, services }, quote: { ...state.quote, items } };
}

const half = { cancellationPolicy: { tiers: [{ minimumNoticeMinutes: 120, refundPercent: 50 }] } };
const dear = { cancellationPolicy: { tiers: [fee], noShow: { refundPercent: 0 } } };
const written = [
  'If you cancel you get back 50% up to 2 hours before.',
  'If you cancel you get back all but kr\u00a050 up to 24 hours before. If you do not come, nothing is paid back.',
];

describe('the terms of what is about to be booked', () => {
  test.each([
    ['one service', [half], [0], [written[0]]],
    ['two with the same terms', [half, half], [0, 1], [written[0]]],
    ['a service twice', [dear], [0, 0], [written[1]]],
    ['an older service that tells none', [], [0], []],
  ])('%s', (_name, policies, sold, sentences) => {
    expect(listTerms(buildState(policies, sold), words).map((text) => text.replace('SEK', 'kr'))).toEqual(sentences);
  });

  test('two with other terms are told by name', () => {
    const told = listTerms(buildState([half, dear], [0, 1]), words).map((text) => text.replace('SEK', 'kr'));
    expect(told).toEqual(written.map((text, index) => `${ids[index]}: ${text}`));
  });
});
