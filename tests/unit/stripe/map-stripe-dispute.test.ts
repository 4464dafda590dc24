import { describe, expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { mapStripeDisputes } from '../../../adapters/stripe/map-stripe-dispute.ts';
import { readStripeFixture } from '../../support/stripe-schema.ts';

/** Stripe's own sample with some fields changed. */
const build = (status: string, changes: object = {}): Stripe.Dispute =>
  Object.assign(Object.create(null), readStripeFixture('dispute'), { id: `dp_${status}`, status, ...changes });
const withdrawn = { balance_transactions: [{ amount: -1_000 }] };
const reinstated = { balance_transactions: [{ amount: -1_000 }, { amount: 1_000 }] };

describe('a dispute', () => {
  test.each([
    ['needs_response', withdrawn, 'open'],
    ['needs_response', {}, 'open'],
    ['under_review', withdrawn, 'open'],
    ['appeal_needs_response', withdrawn, 'open'],
    ['appeal_under_review', withdrawn, 'open'],
    ['won', reinstated, 'won'],
    ['lost', withdrawn, 'lost'],
    ['warning_needs_response', withdrawn, 'open'],
    ['warning_under_review', withdrawn, 'open'],
    ['warning_closed', withdrawn, 'lost'],
    ['a_status_of_tomorrow', withdrawn, 'open'],
  ])('%s, its money %j, is %s', (status, changes, state) => {
    expect(mapStripeDisputes([build(status, changes)])).toEqual([{ providerId: `dp_${status}`, state, amountMinor: 1_000 }]);
  });

  test.each([
    ['warning_needs_response', {}],
    ['warning_under_review', {}],
    ['warning_closed', {}],
    ['warning_closed', reinstated],
    ['prevented', {}],
    ['a_status_of_tomorrow', {}],
  ])('%s, its money %j, is none of ours: nothing was taken', (status, changes) => {
    expect(mapStripeDisputes([build(status, changes)])).toEqual([]);
  });

  test('its amount is in our minor units', () => {
    expect(mapStripeDisputes([build('lost', { currency: 'isk', amount: 250_000 })])[0]?.amountMinor).toBe(2_500);
    expect(mapStripeDisputes([build('lost', { currency: 'kwd', amount: 12_340 })])[0]?.amountMinor).toBe(12_340);
  });

  test('of several every one counts, the oldest first; inquiries never', () => {
    const list = (...newestFirst: readonly string[]) =>
      mapStripeDisputes(newestFirst.map((status) => build(status))).map(({ providerId }) => providerId);
    expect(list()).toEqual([]);
    expect(list('won', 'needs_response')).toEqual(['dp_needs_response', 'dp_won']);
    expect(list('warning_closed', 'won', 'lost')).toEqual(['dp_lost', 'dp_won']);
  });
});
