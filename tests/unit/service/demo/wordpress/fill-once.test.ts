import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { fillOnce } from '../../../../../service/demo/wordpress/fill-once.ts';

let cache: string;
let folder: string;

beforeEach(async () => {
  cache = await mkdtemp(path.join(os.tmpdir(), 'holdfast-cache-'));
  folder = path.join(cache, 'thing-1');
});
afterEach(() => rm(cache, { recursive: true, force: true }));

const neverAborted = new AbortController().signal;

type Choices = { readonly fill?: (aside: string) => Promise<void>; readonly onWait?: () => void; readonly signal?: AbortSignal };

const writeThing = (aside: string): Promise<void> => writeFile(path.join(aside, 'thing'), 'whole');
const fill = (choices: Choices = {}): Promise<void> =>
  fillOnce({ folder, fill: writeThing, onWait: () => undefined, signal: neverAborted, ...choices });

/** The id of a process that has ended. */
const deadPid = (): number => spawnSync('true').pid;

test('a folder is filled the first time and left alone afterwards', async () => {
  let calls = 0;
  const count = async (aside: string): Promise<void> => {
    calls += 1;
    await writeThing(aside);
  };
  await fill({ fill: count });
  await fill({ fill: count });
  expect(calls).toBe(1);
  expect(await readFile(path.join(folder, 'thing'), 'utf8')).toBe('whole');
  expect(await readdir(cache)).toEqual(['thing-1']);
});

test('while one works, another waits and finds it done', async () => {
  const order: string[] = [];
  const isWorking = Promise.withResolvers<void>();
  const isWaiting = Promise.withResolvers<void>();
  const first = fill({
    fill: async (aside) => {
      order.push('first works');
      isWorking.resolve();
      await isWaiting.promise;
      await writeThing(aside);
    },
  });
  await isWorking.promise;
  const second = fill({
    fill: async () => void order.push('second works'),
    onWait: () => {
      order.push('second waits');
      isWaiting.resolve();
    },
  });
  await Promise.all([first, second]);
  expect(order).toEqual(['first works', 'second waits']);
  expect(await readdir(cache)).toEqual(['thing-1']);
});

test('when filling fails, nothing is left and the next one tries again', async () => {
  const broken = async (aside: string): Promise<void> => {
    await writeFile(path.join(aside, 'half'), 'half');
    throw new Error('no network');
  };
  await expect(fill({ fill: broken })).rejects.toThrow('no network');
  expect(await readdir(cache)).toEqual([]);
  await fill();
  expect(existsSync(path.join(folder, 'thing'))).toBe(true);
});

test('what a killed process left is removed, and its lock is taken over at once', async () => {
  await mkdir(`${folder}.filling-0123`);
  await writeFile(path.join(`${folder}.filling-0123`, 'half'), 'half');
  await writeFile(`${folder}.lock`, `${deadPid()} ${os.hostname()}`);
  await fill();
  expect(await readdir(cache)).toEqual(['thing-1']);
});

test('a lock of another machine that has not been touched for a while is taken over', async () => {
  await writeFile(`${folder}.lock`, `1 another-machine`);
  const longAgo = Date.now() / 1_000 - 60;
  await utimes(`${folder}.lock`, longAgo, longAgo);
  await fill();
  expect(await readdir(cache)).toEqual(['thing-1']);
});

test('a lock of another machine that is fresh is respected until the wait is called off', async () => {
  await writeFile(`${folder}.lock`, `1 another-machine`);
  const controller = new AbortController();
  await expect(fill({ signal: controller.signal, onWait: () => controller.abort() })).rejects.toThrow('aborted');
  expect(await readdir(cache)).toEqual(['thing-1.lock']);
});
