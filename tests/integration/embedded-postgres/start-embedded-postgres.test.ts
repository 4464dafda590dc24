import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Client } from 'pg';
import { isProcessAlive } from '../../../service/embedded-postgres/process-facts.ts';
import { startEmbeddedPostgres } from '../../../service/embedded-postgres/start-embedded-postgres.ts';

const asRoot = process.getuid?.() === 0;
const program = new URL('../../../service/embedded-postgres/start-embedded-postgres.ts', import.meta.url).href;

// A slow disk takes seconds to make a cluster.
jest.setTimeout(60_000);

let systemDirectory = '';
let stagingDirectory = '';
let project = '';

beforeAll(() => {
  systemDirectory = mkdtempSync(join(tmpdir(), 'holdfast-system-'));
  chmodSync(systemDirectory, 0o755);
  // One copy of the programs for all tests of this file: copying 60 MB takes longer than all else.
  stagingDirectory = join(systemDirectory, 'staging');
});
afterAll(() => rmSync(systemDirectory, { recursive: true }));
beforeEach(() => {
  // mkdtemp makes a 0700 folder: as root this is the clone that "nobody" cannot reach.
  project = mkdtempSync(join(tmpdir(), 'holdfast-clone-'));
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

const start = (more: { readonly port?: number } = {}): ReturnType<typeof startEmbeddedPostgres> =>
  startEmbeddedPostgres({ durable: true, projectDirectory: project, systemDirectory, stagingDirectory, ...more });

const query = async (connectionString: string, text: string): Promise<readonly unknown[]> => {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
};

const waitUntil = async (isTrue: () => boolean): Promise<void> => {
  for (let round = 0; round < 400 && !isTrue(); round += 1) await sleep(25);
  expect(isTrue()).toBe(true);
};

type Launched = { readonly connectionString: string; readonly dataDirectory: string; readonly processId: number };

/** Starts PostgreSQL from a process of its own and kills that process with SIGKILL. */
const startAndKillLauncher = async (durable: boolean): Promise<Launched> => {
  const options = { durable, projectDirectory: project, systemDirectory, stagingDirectory };
  const script = `const { startEmbeddedPostgres } = await import(${JSON.stringify(program)});
    const started = await startEmbeddedPostgres(${JSON.stringify(options)});
    process.stdout.write(JSON.stringify(started));
    setInterval(() => undefined, 1000);`;
  const launcher = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [text] = await once(launcher.stdout, 'data');
  launcher.kill('SIGKILL');
  await once(launcher, 'exit');
  return JSON.parse(String(text));
};

describe('a first and a second start', () => {
  test('keep the data and the password, listen on loopback only, leave no process', async () => {
    const first = await start();
    expect(new URL(first.connectionString).hostname).toBe('127.0.0.1');
    await query(first.connectionString, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const settings = await query(
      first.connectionString,
      `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit', 'listen_addresses',
        'unix_socket_directories', 'max_connections', 'server_encoding', 'password_encryption') ORDER BY name`,
    );
    expect(Object.fromEntries(settings.map((row) => Object.values(row ?? {})))).toEqual({
      fsync: 'on',
      full_page_writes: 'on',
      listen_addresses: '127.0.0.1',
      max_connections: '100',
      password_encryption: 'scram-sha-256',
      server_encoding: 'UTF8',
      synchronous_commit: 'on',
      unix_socket_directories: '',
    });
    await Promise.all([first.stop(), first.stop()]);
    expect(isProcessAlive(first.processId)).toBe(false);

    const second = await start();
    expect(second.takenOver).toBe(false);
    expect(second.dataDirectory).toBe(first.dataDirectory);
    expect(new URL(second.connectionString).password).toBe(new URL(first.connectionString).password);
    expect(await query(second.connectionString, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await second.stop();
    expect(existsSync(join(second.dataDirectory, 'postmaster.pid'))).toBe(false);
  });

  test('a wrong password is refused, the right one stands in a 0600 file', async () => {
    const running = await start();
    const wrong = new URL(running.connectionString);
    wrong.password = 'wrong';
    await expect(query(wrong.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    expect(statSync(`${running.dataDirectory}.password`).mode & 0o777).toBe(0o600);
    await running.stop();
  });

  test('two launchers of one directory: the second is told who has it', async () => {
    const first = await start();
    await expect(start()).rejects.toMatchObject({ code: 'embedded_postgres_in_use' });
    expect(await query(first.connectionString, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
    await first.stop();
  });
});

describe('users and folders', () => {
  test('in a 0700 clone PostgreSQL runs as a user who owns the data, never as root', async () => {
    const running = await start();
    const owner = statSync(running.dataDirectory).uid;
    expect(owner).toBe(asRoot ? 65534 : process.getuid?.());
    expect(running.dataDirectory.startsWith(asRoot ? systemDirectory : project)).toBe(true);
    await running.stop();
  });

  test('in an open clone the data is in the clone, for every user', async () => {
    chmodSync(project, 0o755);
    const running = await start();
    expect(running.dataDirectory).toBe(join(project, '.holdfast/postgres'));
    await running.stop();
  });
});

describe('after an unclean end', () => {
  test('PostgreSQL outlives a killed launcher, and the next start takes it over', async () => {
    const killed = await startAndKillLauncher(true);
    expect(isProcessAlive(killed.processId)).toBe(true);
    await query(killed.connectionString, 'CREATE TABLE kept AS SELECT 7 AS answer');
    const next = await start();
    expect(next).toMatchObject({ takenOver: true, processId: killed.processId, connectionString: killed.connectionString });
    expect(await query(next.connectionString, 'SELECT answer FROM kept')).toEqual([{ answer: 7 }]);
    await next.stop();
    expect(isProcessAlive(killed.processId)).toBe(false);
  });

  test('PostgreSQL killed as well: what was committed is there again', async () => {
    const killed = await startAndKillLauncher(true);
    await query(killed.connectionString, 'CREATE TABLE kept AS SELECT 9 AS answer');
    process.kill(killed.processId, 'SIGKILL');
    const next = await start();
    expect(next.takenOver).toBe(false);
    expect(await query(next.connectionString, 'SELECT answer FROM kept')).toEqual([{ answer: 9 }]);
    await next.stop();
  });

  test('a stale postmaster.pid with the number of a living program does no harm', async () => {
    const first = await start();
    await first.stop();
    const text = [process.pid, first.dataDirectory, 1, 54321, '', '127.0.0.1', '1 1', 'ready'].join('\n');
    writeFileSync(join(first.dataDirectory, 'postmaster.pid'), `${text}\n`);
    const next = await start();
    expect(next.takenOver).toBe(false);
    await next.stop();
  });

  test('a cluster of tests ends with its launcher, folder included', async () => {
    const killed = await startAndKillLauncher(false);
    await waitUntil(() => !isProcessAlive(killed.processId) && !existsSync(dirname(killed.dataDirectory)));
  });
});

describe('refusals', () => {
  test('a data directory of another major version is left alone, with instructions', async () => {
    const dataDirectory = join(systemDirectory, 'old/postgres');
    mkdirSync(dataDirectory, { recursive: true });
    chmodSync(dirname(dataDirectory), 0o755);
    writeFileSync(join(dataDirectory, 'PG_VERSION'), '17\n');
    const attempt = startEmbeddedPostgres({
      durable: true,
      dataDirectory,
      projectDirectory: project,
      systemDirectory,
      stagingDirectory,
    });
    await expect(attempt).rejects.toMatchObject({
      code: 'embedded_postgres_major_version',
      message: expect.stringMatching(/PostgreSQL 17.*brings 18.*holdfast backup/),
    });
    expect(existsSync(`${dataDirectory}.owner`)).toBe(false);
  });

  test('a lost password is said, not replaced', async () => {
    const first = await start();
    await first.stop();
    rmSync(`${first.dataDirectory}.password`);
    await expect(start()).rejects.toMatchObject({ code: 'embedded_postgres_password_missing' });
  });
});
