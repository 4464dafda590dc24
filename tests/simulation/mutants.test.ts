import { expect, test } from '@jest/globals';
import { buildCopy, copyTree, findMismatches } from './mutants/copy-tree.ts';
import { mutants } from './mutants/mutants.ts';
import { playCopy } from './mutants/play-copy.ts';

test('every deliberate break finds its place in the code exactly once', async () => {
  expect(await findMismatches(mutants)).toEqual([]);
  expect(mutants.length).toBeGreaterThanOrEqual(25);
  expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
});

test('a text that stands twice, or not at all, is told', async () => {
  const edit = { file: 'core/order/decide-offer.ts', replace: '' };
  const told = await findMismatches([
    {
      name: 'twice',
      edits: [
        { ...edit, find: 'isOfferOver' },
        { ...edit, find: 'decision(' },
      ],
    },
    { name: 'never', edits: [{ ...edit, find: 'no such text' }] },
  ]);
  expect(told).toEqual([
    expect.stringMatching(/“twice”: the text stands \d times/),
    expect.stringMatching(/“never”: the text stands 0 times/),
  ]);
});

test('the copy that is broken has all it needs: unbroken its stories go well', async () => {
  const tree = await copyTree();
  try {
    const { folder } = await buildCopy(tree);
    expect(await playCopy(folder, 3)).toEqual({ kind: 'clean' });
  } finally {
    await tree.remove();
  }
}, 60_000);
