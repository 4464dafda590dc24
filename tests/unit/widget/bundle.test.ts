import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildWidget, computeInitialGzipBytes } from '../../../adapters/widget/build.ts';
import type { BundleFile } from '../../../adapters/widget/build.ts';

/** What a page may load before the visitor acts: script and style together, in bytes of gzip. */
const budget = 20_000;

let outdir = '';
let files: readonly BundleFile[] = [];
const read = (file: BundleFile | undefined): Promise<string> => readFile(join(outdir, file?.name ?? ''), 'utf8');

beforeAll(async () => {
  outdir = await mkdtemp(join(tmpdir(), 'widget-'));
  files = await buildWidget({ outdir });
});

afterAll(() => rm(outdir, { recursive: true, force: true }));

describe('the bundle', () => {
  test('starts within the budget', () => {
    expect(files.some((file) => file.name === 'holdfast.js' && file.isInitial)).toBe(true);
    expect(computeInitialGzipBytes(files)).toBeLessThanOrEqual(budget);
  });

  test('loads payment, confirmation, the manage page and other languages later', async () => {
    const initial = (await Promise.all(files.filter((file) => file.isInitial).map(read))).join('');
    const later = (await Promise.all(files.filter((file) => !file.isInitial).map(read))).join('');
    for (const text of [
      'confirmPayment',
      'Payment declined',
      'Cancel this booking?',
      'Dina uppgifter',
      'Ihre Angaben',
      'seats left',
    ]) {
      expect(initial).not.toContain(text);
      expect(later).toContain(text);
    }
  });

  test('loads its parts once, whatever version stands behind the address of the script', async () => {
    const entry = await read(files.find((file) => file.name === 'holdfast.js'));
    // The entry holds nothing itself, and no part asks for it: holdfast.js?ver=1 and holdfast.js?ver=2 name the same parts.
    expect(entry).toMatch(/^import"\.\/chunks\/chunk-\w+\.js";\s*$/);
    for (const file of files) expect(await read(file)).not.toMatch(/["'][./]*holdfast\.js/);
  });

  test('names its library where that library is', async () => {
    const notices = (await Promise.all(files.map(read))).filter((text) => text.includes('Contains lit-html, BSD-3-Clause'));
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain('litHtmlVersions');
  });

  test('puts every rule into one layer and forces none', async () => {
    const all = (await Promise.all(files.map(read))).join('');
    expect(all).toContain('@layer holdfast{');
    expect(all).not.toContain('!important');
  });

  test('holds no other copy of the time zone rules and no provider’s script', async () => {
    const all = (await Promise.all(files.map(read))).join('');
    expect(all).not.toMatch(/Temporal|js\.stripe\.com|react/i);
  });
});
