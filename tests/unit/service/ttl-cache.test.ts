import { describe, expect, test } from '@jest/globals';
import { createTtlCache } from '../../../service/ttl-cache.ts';

/** A cache over a loader that counts its calls, with a clock that stands still until it is set. */
const buildCache = () => {
  const counted = { loads: 0, now: 0 };
  const load = async (key: number): Promise<number> => {
    counted.loads += 1;
    if (key < 0) throw new Error('not there');
    return key * 2;
  };
  return { counted, cache: createTtlCache(load, 100, () => counted.now) };
};

describe('a cache for a short time', () => {
  test('loads once while an answer is fresh, also for callers at the same moment, and again after it', async () => {
    const { cache, counted } = buildCache();
    expect(await Promise.all([cache.load(1), cache.load(1)])).toEqual([2, 2]);
    expect(counted.loads).toBe(1);
    counted.now = 100;
    await cache.load(1);
    expect(counted.loads).toBe(2);
  });

  test('keeps no failure, and nothing that is to be forgotten', async () => {
    const { cache, counted } = buildCache();
    await expect(cache.load(-1)).rejects.toThrow();
    await expect(cache.load(-1)).rejects.toThrow();
    await cache.load(1);
    cache.forget(1);
    await cache.load(1);
    expect(counted.loads).toBe(4);
  });

  test('has a ceiling: ever new names push the oldest out, not the memory up', async () => {
    const { cache, counted } = buildCache();
    for (let key = 0; key <= 5_000; key += 1) await cache.load(key);
    expect(counted.loads).toBe(5_001);
    await cache.load(5_000);
    expect(counted.loads).toBe(5_001);
    await cache.load(0);
    expect(counted.loads).toBe(5_002);
  });
});
