import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import { WordPressError } from './wordpress-error.ts';

/** What runs WordPress: a PHP of this machine, or PHP as WebAssembly in Node. */
export type Runtime = 'native' | 'playground';

/** A PHP of this machine that can run WordPress with the plugin, or why there is none. */
export type FoundPhp = { readonly command: string; readonly version: string } | { readonly missing: string };

const OLDEST = [7, 4] as const;
/** The SQLite driver uses tables that older ones do not know. */
const OLDEST_SQLITE = [3, 37] as const;
const PROBE = `echo json_encode([
  "version" => PHP_VERSION,
  "extensions" => array_map("strtolower", get_loaded_extensions()),
  "sqlite" => extension_loaded("pdo_sqlite") ? (new PDO("sqlite::memory:"))->getAttribute(PDO::ATTR_SERVER_VERSION) : "0.0",
]);`;
const probeSchema = z.object({ version: z.string(), extensions: z.array(z.string()), sqlite: z.string() });
/** Each line: one of these must be there. */
const needed = [['pdo_sqlite'], ['curl', 'openssl'], ['mbstring'], ['sodium']];

const run = promisify(execFile);

/** Looks for a PHP (7.4 or later, with pdo_sqlite, curl or openssl, mbstring and sodium) on the PATH. */
export async function findPhp(command = 'php'): Promise<FoundPhp> {
  try {
    const { stdout } = await run(command, ['-d', 'display_errors=stderr', '-r', PROBE], { timeout: 10_000 });
    return judge(command, probeSchema.parse(JSON.parse(stdout)));
  } catch {
    return { missing: 'no PHP was found' };
  }
}

function judge(command: string, { version, extensions, sqlite }: z.infer<typeof probeSchema>): FoundPhp {
  if (isOlder(version, OLDEST)) return { missing: `PHP ${version} is too old` };
  const lacking = needed.filter((names) => !names.some((name) => extensions.includes(name)));
  if (lacking.length > 0) return { missing: `PHP ${version} lacks ${lacking.map((names) => names.join(' or ')).join(', ')}` };
  if (isOlder(sqlite, OLDEST_SQLITE)) return { missing: `the SQLite ${sqlite} of PHP ${version} is too old` };
  return { command, version };
}

function isOlder(version: string, [oldestMajor, oldestMinor]: readonly [number, number]): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
}

/**
 * Chooses the runtime: the one asked for (HOLDFAST_WORDPRESS_RUNTIME), else native where a PHP will do, else the Playground.
 * Throws a {@link WordPressError} on another word, or when a PHP was asked for and none will do.
 */
export async function chooseRuntime(asked: string | undefined): Promise<{ readonly runtime: Runtime; readonly php: string }> {
  if (asked === 'playground') return { runtime: 'playground', php: '' };
  if (asked && asked !== 'native') {
    throw new WordPressError(`HOLDFAST_WORDPRESS_RUNTIME must be "native" or "playground", not "${asked}".`);
  }
  const found = await findPhp();
  if ('command' in found) return { runtime: 'native', php: found.command };
  if (asked !== 'native') return { runtime: 'playground', php: '' };
  const packages = 'On Debian: apt-get install php-cli php-sqlite3 php-curl php-mbstring php-xml.';
  throw new WordPressError(`HOLDFAST_WORDPRESS_RUNTIME asks for a PHP, but ${found.missing}. ${packages}`);
}
