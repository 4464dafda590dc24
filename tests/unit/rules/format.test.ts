import path from 'node:path';
import { expect, test } from '@jest/globals';
import { check, resolveConfig } from 'prettier';
import { repository } from './seeded-tree.ts';

test('the format rule refuses what is not in the house’s form, and takes what is', async () => {
  const filepath = path.join(repository, 'core', 'example.ts');
  const options = { ...(await resolveConfig(filepath)), filepath };
  expect(options).toMatchObject({ printWidth: 130, singleQuote: true });
  expect(await check("export const greeting = 'hello';\n", options)).toBe(true);
  expect(await check('export const greeting = "hello"\n', options)).toBe(false);
});
