import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { acquireOwnership } from '../../../service/embedded-postgres/owner-lock.ts';
import { isProcessAlive, readStartMark } from '../../../service/embedded-postgres/process-facts.ts';

let base = '';
let dataDirectory = '';

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'holdfast-owner-'));
  dataDirectory = join(base, 'postgres');
});
afterEach(() => rmSync(base, { recursive: true }));

const endProcess = async (): Promise<number> => {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  return child.pid ?? 0;
};

test('one launcher at a time; given back, the next may have it', async () => {
  const release = await acquireOwnership(dataDirectory);
  await expect(acquireOwnership(dataDirectory)).rejects.toMatchObject({ code: 'embedded_postgres_in_use' });
  await release();
  await (
    await acquireOwnership(dataDirectory)
  )();
  expect(readdirSync(base)).toEqual([]);
});

test('of many at once exactly one gets it', async () => {
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => acquireOwnership(dataDirectory)));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(readdirSync(base)).toEqual(['postgres.owner']);
});

test('a launcher that died is replaced', async () => {
  const dead = await endProcess();
  expect(isProcessAlive(dead)).toBe(false);
  writeFileSync(`${dataDirectory}.owner`, `${dead}\n12345\n`);
  const release = await acquireOwnership(dataDirectory);
  expect(existsSync(`${dataDirectory}.owner`)).toBe(true);
  await release();
});

test('a living process that only has the same number is no launcher', async () => {
  writeFileSync(`${dataDirectory}.owner`, `${process.pid}\nnot ${readStartMark(process.pid)}\n`);
  await expect(acquireOwnership(dataDirectory)).resolves.toBeInstanceOf(Function);
});
