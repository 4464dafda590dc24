import { describe, expect, test } from '@jest/globals';
import type { BuyerEnd } from '../../chaos/buyer.ts';
import { checkAnswers } from '../../chaos/check-answers.ts';

const email = 'buyer-7@example.com';
const end = (changes: Partial<BuyerEnd> = {}): BuyerEnd => ({
  ...{ number: 7, email, kind: 'pays', end: 'confirmed', code: null, bookingId: 'bkg_1' },
  ...changes,
});
const row = (state: string, id = 'bkg_1') => ({ id, state, email });

describe('checkAnswers', () => {
  test.each([
    ['confirmed, and it is', end(), [row('confirmed')]],
    ['cancelled, and it is', end({ end: 'cancelled' }), [row('cancelled')]],
    ['refused, and he has nothing', end({ end: 'refused', code: 'slot_taken', bookingId: null }), []],
    ['refused after a hold that ended', end({ end: 'refused', code: 'hold_expired' }), [row('expired')]],
    ['that his money moves, and then it arrived', end({ end: 'waits' }), [row('confirmed')]],
    ['nothing, because he left', end({ end: 'left' }), [row('expired')]],
  ])('is content with a buyer who was told %s', (_, told, rows) => {
    expect(checkAnswers([told], rows, ['busy_store'])).toEqual([]);
  });

  test.each([
    ['no answer', end({ end: 'silence', code: 'busy_store' }), [], /got no answer: busy_store/],
    ['a code that is not in the catalogue', end({ end: 'refused', code: 'oops', bookingId: null }), [], /was refused with oops/],
    ['a fault of ours', end({ end: 'refused', code: 'internal_error', bookingId: null }), [], /was refused with internal_error/],
    ['of a booking that does not exist', end(), [], /which does not exist/],
    ['confirmed, and it ended', end(), [row('expired')], /but it is expired/],
    ['cancelled, and it stands', end({ end: 'cancelled' }), [row('confirmed')], /but it is confirmed/],
    [
      'refused, and has a booking',
      end({ end: 'refused', code: 'slot_taken', bookingId: null }),
      [row('confirmed')],
      /has 1 confirmed/,
    ],
    ['one booking, and has two', end(), [row('confirmed'), row('confirmed', 'bkg_2')], /has 2 confirmed/],
  ])('complains of a buyer who was told %s', (_, told, rows, words) => {
    const complaints = checkAnswers([told], rows, []);
    expect(complaints.length).toBeGreaterThan(0);
    expect(complaints.join('\n')).toMatch(words);
  });

  test('complains of a fault of ours that anybody saw on the way', () => {
    expect(checkAnswers([], [], ['busy_store', 'internal_error'])).toEqual(['a buyer was told internal_error on the way']);
  });
});
