import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { hasSystemCode } from '../../embedded-postgres/embedded-postgres-error.ts';
import { writeWhole } from '../write-whole.ts';

const saltNames = [
  'AUTH_KEY',
  'SECURE_AUTH_KEY',
  'LOGGED_IN_KEY',
  'NONCE_KEY',
  'AUTH_SALT',
  'SECURE_AUTH_SALT',
  'LOGGED_IN_SALT',
  'NONCE_SALT',
];

const stateSchema = z.object({
  adminUser: z.string(),
  adminPassword: z.string(),
  salts: z.record(z.string(), z.string()),
});

/** What a site keeps from one start to the next beside its files and its database: who may log in, and its salts. */
export type SiteState = z.infer<typeof stateSchema>;

const ADMIN_USER = 'owner';

/** Reads the state of the site in a folder, or makes one. The file can be read by its owner alone. */
export async function loadSiteState(directory: string): Promise<SiteState> {
  const file = path.join(directory, 'wordpress.json');
  try {
    return stateSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    // A broken file is an accident to look at; new salts and a new password would not fit the database.
    if (!hasSystemCode(error, 'ENOENT')) throw error;
  }
  const secret = (bytes: number): string => randomBytes(bytes).toString('base64url');
  const state: SiteState = {
    adminUser: ADMIN_USER,
    adminPassword: secret(12),
    salts: Object.fromEntries(saltNames.map((name) => [name, secret(48)])),
  };
  await writeWhole(file, `${JSON.stringify(state, null, 2)}\n`);
  return state;
}
