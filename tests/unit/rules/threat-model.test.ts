import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const page = readFileSync(path.join(root, 'docs', 'threat-model.md'), 'utf8');

/** Each row of the page's tables: a file, and the name of a test in it. */
const rows = [...page.matchAll(/^\| `([\w./-]+\.(?:test\.ts|php))`\s*\| `?(.+?)`?\s*\|$/gm)].map(
  ([, file, name]) => [file ?? '', name ?? ''] as const,
);

const threats = [...page.matchAll(/^### (.+)$/gm)].map(([, name]) => name ?? '');

describe('the threat model names the test that shows each of its claims', () => {
  test('every threat has its tests', () => {
    const parts = page.split(/^### .+$/m).slice(1);
    expect(threats).toHaveLength(8);
    expect(parts.filter((part) => !/^\| `/m.test(part))).toEqual([]);
    expect(rows.length).toBeGreaterThanOrEqual(threats.length);
  });

  test.each(rows)('%s: %s', (file, name) => {
    expect(readFileSync(path.join(root, file), 'utf8')).toContain(name);
  });
});
