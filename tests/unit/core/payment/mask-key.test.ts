import { expect, test } from '@jest/globals';
import { maskKey } from '../../../../core/payment/mask-key.ts';

test.each([
  ['sk_test_51HxYzAbCdEfGh1a2b', 'sk_test_…1a2b'],
  ['rk_live_51HxYzAbCdEfGh1a2b', 'rk_live_…1a2b'],
  ['pk_live_51HxYzAbCdEfGh1a2b', 'pk_live_…1a2b'],
  ['whsec_51HxYzAbCdEfGh1a2b', 'whsec_…1a2b'],
  ['sk_test_short', '…'],
  ['no kind at all but long', '…long'],
  ['', '…'],
])('%s is shown as %s', (key, masked) => {
  expect(maskKey(key)).toBe(masked);
});

test('what is shown is never more than a third of what is hidden and shown together', () => {
  for (let length = 0; length < 200; length += 1) {
    const body = 'x'.repeat(length);
    expect(maskKey(`sk_test_${body}`).replace('sk_test_', '').replace('…', '').length).toBeLessThanOrEqual(length / 3);
  }
});
