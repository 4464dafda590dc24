// Finds the Node that this repository pins, or says why none can run it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ErrorForPeople } from './errors.mjs';

/** The oldest Node that runs TypeScript by itself without a flag. */
export const oldestNode = [22, 18];

/** Where the pinned Node of a platform stands (`linux`, `x64`). */
export const pinnedNodePath = (project, platform = process.platform, arch = process.arch) => {
  const name = `node-${platform === 'win32' ? 'win' : platform}-${arch}`;
  return join(project, 'node_modules', name, 'bin', platform === 'win32' ? 'node.exe' : 'node');
};

export const isNewEnough = (version) => {
  const [major, minor] = version.split('.').map(Number);
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
};

// On a system with another C library (Alpine) the pinned one is there and cannot start.
const canRun = (path) => spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0;

/** The Node to run tasks on: the pinned one, else the one that runs now if it is new enough. */
export const chooseNode = (project, options = {}) => {
  const { path = pinnedNodePath(project), currentPath = process.execPath, currentVersion = process.versions.node } = options;
  if (existsSync(path) && (path === currentPath || canRun(path))) return path;
  if (isNewEnough(currentVersion)) return currentPath;
  throw new ErrorForPeople(
    `No Node for ${process.platform}-${process.arch} comes with this repository, and Node ${currentVersion} is too old for it. ` +
      `Install Node 24 (at least ${oldestNode.join('.')}) from https://nodejs.org and try again.`,
  );
};
