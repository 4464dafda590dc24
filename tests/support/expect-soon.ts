import { expect } from '@jest/globals';

/** Expects that a look gives a value within some seconds, and says what it gave instead when it never does. */
export async function expectSoon<Value>(look: () => Promise<Value> | Value, expected: unknown, seconds = 10): Promise<void> {
  const until = performance.now() + seconds * 1_000;
  for (;;) {
    const found = await look();
    try {
      expect(found).toEqual(expected);
      return;
    } catch (error) {
      if (performance.now() > until) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
