import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWidget } from '../../adapters/widget/build.ts';
import { EmbeddedPostgresError } from '../embedded-postgres/embedded-postgres-error.ts';
import { ConfigurationError } from '../config.ts';
import { runDemo } from './run-demo.ts';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

try {
  const widgetDirectory = path.join(root, 'dist', 'widget');
  await buildWidget({ outdir: widgetDirectory });
  if (!existsSync(path.join(widgetDirectory, 'holdfast.js'))) throw new ConfigurationError('The widget could not be built.');
  await runDemo({ root, environment: process.env, withWordPress: !process.argv.includes('--without-wordpress') });
} catch (error) {
  if (!(error instanceof ConfigurationError) && !(error instanceof EmbeddedPostgresError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
// A download or a build that was given up may still be winding down.
process.exit();
