import { expect, test } from '@jest/globals';
import { readMigrations } from '../../../adapters/postgres/read-migrations.ts';

test('migrations are numbered one after the other, however many branches they came from', async () => {
  const versions = (await readMigrations()).map(({ version }) => version);
  expect(versions).toEqual(versions.map((_, index) => index + 1));
  expect(versions.length).toBeGreaterThan(20);
});
