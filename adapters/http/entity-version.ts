import { createHash } from 'node:crypto';

/** What a caller says of the version that he knows (RFC 9110, section 13): the headers as they came, null without them. */
export type Conditions = { readonly ifMatch: string | null; readonly ifNoneMatch: string | null };

/** Sorts the fields of objects: the order in which a database keeps them says nothing. */
const sortFields = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** Computes the version of JSON data: the same for the same content, wherever and whenever it is read. */
export const computeVersion = (content: unknown): string =>
  createHash('sha256').update(JSON.stringify(content, sortFields)).digest('base64url').slice(0, 22);

/** Writes a version as an entity tag. */
export const buildEntityTag = (version: string): string => `"${version}"`;

/**
 * Whether a version is among the tags of a header, or the header is `*`. A tag that a web server on the way has made weak, or marked as compressed, is the
 * tag that we gave: it is computed from the content itself.
 */
export function namesVersion(header: string, version: string): boolean {
  if (header.trim() === '*') return true;
  return header.split(',').some((tag) => {
    const opaque = /^(?:W\/)?"([\w;-]*)"$/.exec(tag.trim())?.[1] ?? '';
    return opaque === version || (opaque.startsWith(version) && MARKS.test(opaque.slice(version.length)));
  });
}

const MARKS = /^[-;]-?(?:gzip|br|zstd|deflate)$/;
