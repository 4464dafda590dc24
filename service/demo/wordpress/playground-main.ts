// Runs WordPress Playground (PHP as WebAssembly) on the loopback, and ends when it is told to or when its parent is gone.
import { Server } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { waitForEnd } from '../../wait-for-end.ts';
import { readPlan } from './server-plan.ts';

/** While PHP waits for Node it can take no other request; a page that asks the service and is asked back needs another worker. */
const WORKERS = 3;

type Playground = { readonly [Symbol.asyncDispose]: () => Promise<void> };
type PlaygroundModule = { readonly runCLI: (options: Readonly<Record<string, unknown>>) => Promise<Playground> };

const isPlaygroundModule = (module: unknown): module is PlaygroundModule =>
  typeof module === 'object' && module !== null && 'runCLI' in module && typeof module.runCLI === 'function';

/** The Playground would listen on every interface of the machine. */
function listenOnLoopbackOnly(): void {
  const listen = Server.prototype.listen;
  const onLoopback = function (this: Server, port: unknown, ...rest: readonly unknown[]): unknown {
    const isPort = typeof port === 'number' && typeof rest[0] !== 'string';
    return Reflect.apply(listen, this, isPort ? [port, '127.0.0.1', ...rest] : [port, ...rest]);
  };
  Object.defineProperty(Server.prototype, 'listen', { value: onLoopback, configurable: true, writable: true });
}

const plan = readPlan(process.env);
const ended = waitForEnd(plan.parentPid);
listenOnLoopbackOnly();
const entry = path.join(plan.modules, '@wp-playground', 'cli', 'index.js');
const playground: unknown = await import(pathToFileURL(entry).href);
if (!isPlaygroundModule(playground)) throw new Error('This is not the Playground we know.');
const url = `http://127.0.0.1:${plan.port}`;
const mount = (folder: string, vfsPath: string) => ({ hostPath: path.join(plan.directory, folder), vfsPath });
const server = await playground.runCLI({
  command: 'server',
  port: plan.port,
  php: plan.phpVersion,
  workers: WORKERS,
  verbosity: 'quiet',
  'site-url': url,
  // The site brings its own database driver, and we install WordPress the same way on every runtime.
  wordpressInstallMode: 'do-not-attempt-installing',
  skipSqliteSetup: true,
  'mount-before-install': [mount('site', '/wordpress'), mount('database', '/database'), mount('logs', '/logs')],
  blueprint: { preferredVersions: { php: plan.phpVersion, wp: 'latest' } },
});
// The very first request is answered by a redirect to itself.
await fetch(`${url}/wp-login.php`).then((response) => response.body?.cancel());
process.stdout.write(`${JSON.stringify({ ready: true })}\n`);
await ended;
await server[Symbol.asyncDispose]();
process.exit();
