import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildWidget } from '../../adapters/widget/build.ts';
import { ensureInstalled } from '../../scripts/installation.mjs';
import { runTool } from './run-tool.ts';

const compiler = 'wordpress-plugin/node_modules/@wordpress/scripts/bin/wp-scripts.js';

/** Installs the packages that the plugin is built with, unless they are there. A folder that was half deleted is made anew. */
export async function installPackages(root: string, onProgress: (text: string) => void): Promise<void> {
  const plugin = join(root, 'wordpress-plugin');
  if (!existsSync(join(root, compiler))) rmSync(join(plugin, 'node_modules'), { recursive: true, force: true });
  await ensureInstalled(plugin, () => {
    const startedAt = performance.now();
    const say = (): void => {
      const seconds = Math.round((performance.now() - startedAt) / 1_000);
      onProgress(`Installing what the WordPress plugin is built with (only the first time takes long) … ${seconds} s`);
    };
    say();
    const timer = setInterval(say, 10_000);
    return () => clearInterval(timer);
  });
}

/** Checks the plugin's source, and builds its scripts: `build/` by @wordpress/scripts, `widget/` by the widget's own build. Throws a ToolError. */
export async function buildBundles(root: string, onProgress: (text: string) => void): Promise<void> {
  const plugin = join(root, 'wordpress-plugin');
  const inRoot = (path: string): string => join(root, 'node_modules', path);
  const check = async (): Promise<void> => {
    await runTool({ name: 'TypeScript', script: inRoot('typescript/bin/tsc'), args: ['-p', '.'], cwd: plugin });
    const args = ['--config', 'eslint.build.config.mjs', '--no-warn-ignored', 'src'];
    await runTool({ name: 'ESLint', script: inRoot('eslint/bin/eslint.js'), args, cwd: plugin });
  };
  const bundle = async (): Promise<void> => {
    // The preview's address carries the hash of the widget, so the widget comes first.
    rmSync(join(plugin, 'widget'), { recursive: true, force: true });
    await buildWidget({ outdir: join(plugin, 'widget') });
    const script = join(root, compiler);
    await runTool({ name: '@wordpress/scripts', script, args: ['build', '--config', 'webpack.config.cjs'], cwd: plugin });
  };
  onProgress('Checking and building the WordPress plugin …');
  await Promise.all([check(), bundle()]);
}
