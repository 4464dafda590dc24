import { migrate } from '../../adapters/postgres/migrate.ts';
import { readConfiguration, requireDatabaseUrl } from '../config.ts';

/** `holdfast migrate`: brings the schema up to date. Safe to run twice at once. */
export async function runMigrate(_args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  await migrate(requireDatabaseUrl(readConfiguration(environment)));
  process.stdout.write('The schema is up to date.\n');
  return 0;
}
