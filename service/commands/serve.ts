import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { migrate } from '../../adapters/postgres/migrate.ts';
import { ConfigurationError, readConfiguration, requireDatabaseUrl, requireSecret } from '../config.ts';
import type { Configuration } from '../config.ts';
import { startService } from '../create-service.ts';
import { mountDemoPages } from '../demo/demo-pages.ts';
import { startEmbeddedPostgres } from '../embedded-postgres/start-embedded-postgres.ts';
import type { EmbeddedPostgres } from '../embedded-postgres/start-embedded-postgres.ts';
import { waitForEnd } from '../wait-for-end.ts';

/** `holdfast serve`: migrates, listens, and works until it is told to stop (SIGTERM, SIGINT). */
export async function runServe(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { embedded: { type: 'boolean' }, 'demo-pages': { type: 'boolean' } },
  });
  const given = readConfiguration(environment);
  if (values['demo-pages'] === true && given.NODE_ENV === 'production')
    throw new ConfigurationError('--demo-pages shows every mail to everyone and is not for production.');
  const postgres = values.embedded === true && given.DATABASE_URL === undefined ? await startOwnDatabase() : null;
  try {
    const configuration =
      postgres === null ? given : { ...given, ...(await completeForTrial(given)), DATABASE_URL: postgres.connectionString };
    requireSecret(configuration);
    await migrate(requireDatabaseUrl(configuration));
    const mountPages = values['demo-pages'] === true ? mountDemoPages(configuration) : undefined;
    const service = await startService(configuration, { mountPages });
    process.stdout.write(`${JSON.stringify({ ready: true, url: service.url })}\n`);
    await waitForEnd(configuration.HOLDFAST_PARENT_PID);
    await service.stop();
    return 0;
  } finally {
    await postgres?.stop();
  }
}

const startOwnDatabase = (): Promise<EmbeddedPostgres> =>
  startEmbeddedPostgres({ durable: true, onProgress: (text) => process.stderr.write(`${text}\n`) });

/** With --embedded a missing secret is made once and kept beside the database, and mails go to a folder. */
async function completeForTrial(given: Configuration): Promise<Partial<Configuration>> {
  const directory = path.resolve('.holdfast');
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const secret = given.HOLDFAST_SECRET ?? (await readOrMakeSecret(path.join(directory, 'secret')));
  const mails =
    given.HOLDFAST_SMTP_URL === undefined && given.HOLDFAST_MAIL_DIRECTORY === undefined
      ? { HOLDFAST_MAIL_DIRECTORY: path.join(directory, 'mails') }
      : {};
  return { HOLDFAST_SECRET: secret, ...mails };
}

/** Reads a secret from a file only we can read, or makes it. */
export async function readOrMakeSecret(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if (!isMissing(error)) throw error;
    const secret = randomBytes(32).toString('base64url');
    await writeFile(file, `${secret}\n`, { mode: 0o600, flag: 'wx' });
    return secret;
  }
}

const isMissing = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
