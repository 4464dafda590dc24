import { listFiles } from './list-files.ts';
import type { ArchiveFile } from './write-archive.ts';

const FOLDER = 'holdfast-booking';

/** What the plugin needs to run; each must be there. */
const needed = ['holdfast-booking.php', 'uninstall.php', 'readme.txt', 'includes', 'build', 'widget'];
const optional = ['languages'];

const isShipped = (path: string): boolean => !path.endsWith('.map') && !/(^|\/)\./.test(path);

/** Lists what goes into the plugin's archive, from the repository's root: what the plugin needs to run, and the licences. Throws when a part is missing. */
export function listArchiveFiles(root: string): readonly ArchiveFile[] {
  const shipped = (part: string): readonly ArchiveFile[] =>
    listFiles(root, `wordpress-plugin/${part}`)
      .filter(isShipped)
      .map((from) => ({ from, path: from.replace('wordpress-plugin', FOLDER) }));
  const missing = needed.filter((part) => shipped(part).length === 0);
  if (missing.length > 0) throw new Error(`The plugin is not complete: ${missing.join(', ')} is missing in wordpress-plugin.`);
  return [
    ...[...needed, ...optional].flatMap(shipped),
    { from: 'LICENSE', path: `${FOLDER}/LICENSE` },
    // The only foreign code in the archive; the settings and the block take everything from WordPress.
    { from: 'node_modules/lit-html/LICENSE', path: `${FOLDER}/widget/LICENSE-lit-html.txt` },
  ];
}
