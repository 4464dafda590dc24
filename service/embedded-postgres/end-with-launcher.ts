import { spawn } from 'node:child_process';
import { Socket } from 'node:net';

// Reading fails at the end of the pipe, that is when the launcher is gone, however it went; a line says that all is well.
const script = `read line && exit 0
kill -INT "$1"
for i in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$1" 2>/dev/null || break; sleep 0.5; done
kill -QUIT "$1" 2>/dev/null
rm -rf "$2"`;

/**
 * Watches over a cluster that must not outlive this process: even after kill -9 PostgreSQL is stopped and its folder
 * removed. Returns how to call the watch off, once PostgreSQL was stopped in order.
 */
export const endWithLauncher = (pid: number, folder: string): (() => void) => {
  const guard = spawn('/bin/sh', ['-c', script, 'holdfast-guard', String(pid), folder], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  guard.stdin.on('error', () => undefined);
  // The pipe that Node makes is a socket; left referenced, the guard would keep this process alive.
  if (guard.stdin instanceof Socket) guard.stdin.unref();
  return () => guard.stdin.end('stopped\n');
};
