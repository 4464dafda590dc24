import { expect, test } from '@jest/globals';
import { createStrangerLimit } from '../../../adapters/http/stranger-limit.ts';
import { createManualClock } from '../../../adapters/memory/create-manual-clock.ts';
import { HOUR, MINUTE } from '../../../core/index.ts';

test('whoever had too many tries waits a minute, also when the clock is set back meanwhile', () => {
  const clock = createManualClock(1_800_000_000_000);
  const limit = createStrangerLimit(2, clock);
  for (let index = 0; index < 3; index += 1) limit.count('203.0.113.7');
  expect(limit.isOver('203.0.113.7')).toBe(true);
  clock.set(clock.now() - HOUR);
  clock.advance(2 * MINUTE);
  expect(limit.isOver('203.0.113.7')).toBe(false);
});

test('a network of IPv6 addresses is one stranger', () => {
  const limit = createStrangerLimit(2, createManualClock(1_800_000_000_000));
  for (let index = 1; index <= 3; index += 1) limit.count(`2001:db8::${index}`);
  expect(limit.isOver('2001:db8::9')).toBe(true);
  expect(limit.isOver('2001:db9::9')).toBe(false);
});
