import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { EmbeddedPostgresError, hasSystemCode } from './embedded-postgres-error.ts';

/**
 * Reads the password of a data directory from the 0600 file next to it. For a cluster that does not exist yet it makes
 * the file first, so that an interrupted initdb is simply repeated with the same password.
 * Throws `embedded_postgres_password_missing` when a cluster exists whose password was lost.
 */
export const readOrCreatePassword = async (dataDirectory: string, clusterExists: boolean): Promise<string> => {
  const path = `${dataDirectory}.password`;
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if (!hasSystemCode(error, 'ENOENT')) throw error;
  }
  if (clusterExists) {
    const message = `${path} is gone, so ${dataDirectory} cannot be opened. Restore that file, or remove the folder and its data.`;
    throw new EmbeddedPostgresError('embedded_postgres_password_missing', message);
  }
  const password = randomBytes(24).toString('base64url');
  await writeFile(path, password, { mode: 0o600, flag: 'wx' });
  return password;
};
