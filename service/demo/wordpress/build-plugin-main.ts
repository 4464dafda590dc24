// Builds the plugin in a process of its own: a demo that is stopped meanwhile ends it with all the tools it runs.
import { buildPlugin } from '../../../wordpress-plugin/build.ts';

try {
  const archive = await buildPlugin({ onProgress: (text) => process.stderr.write(`${text}\n`) });
  process.stdout.write(`${JSON.stringify({ archive })}\n`);
} catch (error) {
  process.stdout.write(`${JSON.stringify({ failure: error instanceof Error ? error.message : String(error) })}\n`);
  process.exitCode = 1;
}
