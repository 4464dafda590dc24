import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createAnswerMemory } from '../../../adapters/http/answer-memory.ts';
import type { MadeAnswer } from '../../../adapters/http/answer-memory.ts';
import type { ChangeWatch } from '../../../core/index.ts';

/** A world in which writes are counted, and answers say how many there were when they were made. */
function createWorld(maximumBytes = 1_000_000) {
  const world = { now: 1_000, writes: 0, made: 0, looks: 0 };
  const watch: ChangeWatch = {
    look: async (mark) => {
      const { writes } = world;
      world.looks += 1;
      await Promise.resolve();
      return { mark: String(writes), hasChanged: mark !== String(writes) };
    },
  };
  const memory = createAnswerMemory({ clock: { now: () => world.now }, maximumBytes, loadWatch: () => watch });
  const buildAnswer = (text: string, standsUntil: number | null): MadeAnswer => ({
    answer: { status: 200, contentType: 'application/json', body: Buffer.from(text), etag: null },
    standsUntil,
  });
  const ask = async (question: string, { until = 10_000, size = 0 }: { until?: number | null; size?: number } = {}) => {
    const answer = await memory.find('ten_a', question, async () => {
      world.made += 1;
      const text = `${question} ${world.writes}${'.'.repeat(size)}`;
      await Promise.resolve();
      return buildAnswer(text, until);
    });
    return answer.body.toString().replace(/\.+$/, '');
  };
  return { world, memory, ask, buildAnswer };
}

describe('answers are remembered', () => {
  test('while nothing is written, each question for itself', async () => {
    const { world, ask } = createWorld();
    expect([await ask('a'), await ask('a'), await ask('b'), await ask('a')]).toEqual(['a 0', 'a 0', 'b 0', 'a 0']);
    expect(world.made).toBe(2);
    world.writes += 1;
    expect([await ask('a'), await ask('b'), await ask('a')]).toEqual(['a 1', 'b 1', 'a 1']);
    expect(world.made).toBe(4);
  });

  test('until they end by the clock, and not when it goes back', async () => {
    const { world, ask } = createWorld();
    await ask('a', { until: 2_000 });
    world.now = 1_999;
    await ask('a', { until: 3_000 });
    expect(world.made).toBe(1);
    world.now = 2_000;
    await ask('a', { until: 3_000 });
    expect(world.made).toBe(2);
    world.now = 1_000;
    await ask('a', { until: 3_000 });
    expect(world.made).toBe(3);
  });

  test('not when they say so, nor when making them fails', async () => {
    const { world, memory, ask } = createWorld();
    await ask('a', { until: null });
    await ask('a', { until: null });
    expect(world.made).toBe(2);
    const fail = () => Promise.reject(new Error('no database'));
    await expect(memory.find('ten_a', 'b', fail)).rejects.toThrow('no database');
    expect(await ask('b')).toBe('b 0');
  });

  test('within the bytes that are allowed; those that nobody asks for go first', async () => {
    const { world, ask } = createWorld(6_000);
    for (const question of ['a', 'b', 'c']) await ask(question, { size: 1_000 });
    await ask('a', { size: 1_000 });
    await ask('d', { size: 1_000 });
    expect(world.made).toBe(4);
    await ask('a', { size: 1_000 });
    expect(world.made).toBe(4);
    await ask('b', { size: 1_000 });
    expect(world.made).toBe(5);
    const { world: none, ask: askNone } = createWorld(0);
    await askNone('a');
    await askNone('a');
    expect(none.made).toBe(2);
  });

  test('who asks while the same answer is made waits for it, unless something was written since it was begun', async () => {
    const { world, memory, buildAnswer } = createWorld();
    const finish: (() => void)[] = [];
    const make = async () => {
      const text = String(world.writes);
      world.made += 1;
      await new Promise<void>((resolve) => finish.push(resolve));
      return buildAnswer(text, 10_000);
    };
    const ask = async () => (await memory.find('ten_a', 'a', make)).body.toString();
    const early = [ask(), ask(), ask()];
    await settle();
    expect(world.made).toBe(1);
    world.writes = 1;
    const late = [ask(), ask()];
    await settle();
    expect(world.made).toBe(2);
    for (const end of finish) end();
    expect(await Promise.all([...early, ...late])).toEqual(['0', '0', '0', '1', '1']);
  });

  test('whoever asks at once shares a look that began after he came, whatever he asks', async () => {
    const { world, ask } = createWorld();
    const first = ask('a');
    const others = ['a', 'b', 'c', 'a'].map((question) => ask(question));
    await Promise.all([first, ...others]);
    expect(world.looks).toBe(2);
    const early = ask('a');
    world.writes += 1;
    const late = ['a', 'b', 'a'].map((question) => ask(question));
    expect([await early, ...(await Promise.all(late))]).toEqual(['a 0', 'a 1', 'b 1', 'a 1']);
    expect(world.looks).toBe(4);
  });

  test('a look that fails is told to those who waited for it, and not to the next', async () => {
    let looks = 0;
    const watch: ChangeWatch = {
      look: async () => {
        looks += 1;
        await Promise.resolve();
        if (looks === 1) throw new Error('no database');
        return { mark: '0', hasChanged: false };
      },
    };
    const memory = createAnswerMemory({ clock: { now: () => 0 }, maximumBytes: 9_999, loadWatch: () => watch });
    const { buildAnswer } = createWorld();
    const ask = () => memory.find('ten_a', 'a', async () => buildAnswer('text', 10));
    const [first, second] = await Promise.allSettled([ask(), ask()]);
    expect([first.status, second.status, looks]).toEqual(['rejected', 'fulfilled', 2]);
  });

  test('and never older than the last write before the question came, in whatever order things happen', async () => {
    const step = fc.constantFrom('ask', 'ask', 'write', 'pause', 'tick');
    let asked = 0;
    let made = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const { world, ask } = createWorld(3_000);
        const answers: Promise<void>[] = [];
        for (const [index, kind] of steps.entries()) {
          if (kind === 'write') world.writes += 1;
          if (kind === 'tick') world.now += 400;
          if (kind === 'pause') await Promise.resolve();
          if (kind !== 'ask') continue;
          const before = world.writes;
          asked += 1;
          answers.push(
            ask(`q${index % 3}`, { until: world.now + 1_000, size: 500 }).then((text) => {
              expect(Number(text.split(' ')[1])).toBeGreaterThanOrEqual(before);
            }),
          );
        }
        await Promise.all(answers);
        made += world.made;
      }),
      { numRuns: 300, seed: 20_261_124 },
    );
    // It does remember.
    expect(made).toBeLessThan(asked * 0.9);
  });
});

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};
