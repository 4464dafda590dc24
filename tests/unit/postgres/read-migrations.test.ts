import { expect, test } from '@jest/globals';
import { readMigrations } from '../../../adapters/postgres/read-migrations.ts';

test('the migrations are numbered one after the other, so that every database can take them', async () => {
  const versions = (await readMigrations()).map(({ version }) => version);
  expect(versions.length).toBeGreaterThan(20);
  expect(versions).toEqual(versions.map((_, index) => index + 1));
});
