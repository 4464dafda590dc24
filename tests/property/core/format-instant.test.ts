import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { formatInstant } from '../../../core/time/time-zone.ts';

test('an instant is written as Temporal writes it, in any year', () => {
  const edges = ['0000-01-01T00:00Z', '9999-12-31T23:59:59.999Z', '1970-01-01T00:00Z', '2028-02-29T23:59:59.999Z'];
  const nearEdges = fc
    .tuple(fc.constantFrom(...edges), fc.integer({ min: -2_000, max: 2_000 }))
    .map(([edge, millis]) => Temporal.Instant.from(edge).epochMilliseconds + millis);
  const anywhere = fc.integer({ min: -8_640_000_000_000_000, max: 8_640_000_000_000_000 });
  const now = fc.integer({ min: 0, max: 4_102_444_800 }).map((seconds) => seconds * 1_000);
  fc.assert(
    fc.property(fc.oneof(anywhere, nearEdges, now), (at) => {
      expect(formatInstant(at)).toBe(Temporal.Instant.fromEpochMilliseconds(at).toString());
    }),
    { numRuns: 5_000 },
  );
  expect(() => formatInstant(Number.NaN)).toThrow(RangeError);
  expect(() => formatInstant(0.5)).toThrow();
});
