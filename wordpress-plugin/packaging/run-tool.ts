import { spawn } from 'node:child_process';
import { delimiter, dirname } from 'node:path';

/** A tool of the build: a script for Node, and where it runs. */
export type Tool = { readonly name: string; readonly script: string; readonly args: readonly string[]; readonly cwd: string };

/** A tool that found something wrong; its message is the tool's own words. */
export class ToolError extends Error {
  constructor(name: string, output: string) {
    super(`${name}:\n${output.trim()}`);
    this.name = 'ToolError';
  }
}

/** Runs a tool on the Node that runs us, also for what it starts itself. Throws a ToolError unless it ends well. */
export async function runTool({ name, script, args, cwd }: Tool): Promise<void> {
  const PATH = [dirname(process.execPath), process.env['PATH']].join(delimiter);
  const child = spawn(process.execPath, [script, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PATH, NODE_ENV: 'production', NODE_OPTIONS: '' },
  });
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (output += data.toString()));
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      output += error.message;
      resolve(null);
    });
    child.once('close', resolve);
  });
  if (code !== 0) throw new ToolError(name, output);
}
