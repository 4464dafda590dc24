import { describe, expect, test } from '@jest/globals';
import { createSharedRuns } from '../../../adapters/http/share-runs.ts';

/** Work that ends when it is told to, and answers its number. */
function createWork() {
  const ends: (() => void)[] = [];
  const shared = createSharedRuns<number>();
  let runs = 0;
  const run = async (): Promise<number> => {
    const number = (runs += 1);
    await new Promise<void>((resolve) => ends.push(resolve));
    if (number === 3) throw new Error('the third fails');
    return number;
  };
  return { ask: (name = 'a') => shared(name, run), end: () => ends.shift()?.(), count: () => runs };
}

describe('runs that are shared', () => {
  test('whoever asks during one gets the next, together with all others who do', async () => {
    const { ask, end, count } = createWork();
    const first = ask();
    const during = [ask(), ask(), ask()];
    expect(count()).toBe(1);
    end();
    expect(await first).toBe(1);
    const later = ask();
    expect(count()).toBe(2);
    end();
    expect(await Promise.all(during)).toEqual([2, 2, 2]);
    expect(count()).toBe(3);
    end();
    await expect(later).rejects.toThrow('the third fails');
  });

  test('after all have ended a new one begins at once, also after a failure', async () => {
    const { ask, end, count } = createWork();
    for (const expected of [1, 2]) {
      const answer = ask();
      end();
      expect(await answer).toBe(expected);
    }
    const [failing, waiting] = [ask(), ask()];
    end();
    await expect(failing).rejects.toThrow('the third fails');
    end();
    expect(await waiting).toBe(4);
    expect(count()).toBe(4);
    const last = ask();
    end();
    expect(await last).toBe(5);
  });

  test('different names do not wait for each other', async () => {
    const { ask, end } = createWork();
    const both = [ask('a'), ask('b')];
    end();
    end();
    expect(await Promise.all(both)).toEqual([1, 2]);
  });
});
