import { unzipSync } from 'fflate';

/** One file of an archive; its path has only forward slashes and stays below the folder that it is unpacked into. */
export type ZipFile = { readonly path: string; readonly content: Uint8Array };

/** Reads all files of a zip archive. Throws on what is none, and on a path that leads out of the folder. */
export const readZip = (archive: Uint8Array): readonly ZipFile[] =>
  Object.entries(unzipSync(archive))
    .filter(([path]) => !path.endsWith('/'))
    .map(([path, content]) => ({ path: checkPath(path), content }));

function checkPath(path: string): string {
  if (/^([/\\]|[A-Za-z]:)|\\|\0|(^|\/)\.\.(\/|$)/.test(path))
    throw new Error('The zip archive has a path that leads out of its folder.');
  return path;
}
