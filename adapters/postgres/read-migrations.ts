import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';

/** One step of the schema, as it stands in a file. */
export type Migration = {
  readonly version: number;
  readonly name: string;
  readonly checksum: string;
  readonly statements: string;
};

const folder = new URL('./migrations/', import.meta.url);

/** Reads the migrations that this code knows, in order. Throws when their numbers do not run 1, 2, 3 …. */
export async function readMigrations(): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name)).toSorted();
  if (names.length === 0) throw new Error('no migrations were found beside the code');
  return Promise.all(names.map(readMigration));
}

async function readMigration(name: string, index: number): Promise<Migration> {
  const version = Number(name.slice(0, 4));
  if (version !== index + 1) throw new Error(`migration ${name} stands where number ${index + 1} belongs`);
  const statements = await readFile(new URL(name, folder), 'utf8');
  // Line ends do not count: a checkout may change them.
  const checksum = createHash('sha256').update(statements.replaceAll('\r\n', '\n')).digest('hex');
  return { version, name, checksum, statements };
}
