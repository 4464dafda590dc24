import { expect, test } from '@jest/globals';
import { buildEntityTag, computeVersion, namesVersion } from '../../../adapters/http/entity-version.ts';

test('a version follows from the content, in whatever order its fields are kept', () => {
  const version = computeVersion({ id: 'svc_cut', price: { amountMinor: 1, currency: 'SEK' }, list: [1, 2] });
  expect(version).toMatch(/^[\w-]{22}$/);
  expect(computeVersion({ list: [1, 2], price: { currency: 'SEK', amountMinor: 1 }, id: 'svc_cut', left: undefined })).toBe(
    version,
  );
  for (const other of [{ list: [2, 1] }, { id: 'svc_other' }, { price: { amountMinor: 1.5, currency: 'SEK' } }, { more: null }]) {
    const changed = { id: 'svc_cut', price: { amountMinor: 1, currency: 'SEK' }, list: [1, 2], ...other };
    expect(computeVersion(changed)).not.toBe(version);
  }
});

test('a header names a version by its tag, also as web servers write it', () => {
  const version = computeVersion({ id: 'svc_cut' });
  const tag = buildEntityTag(version);
  const names = [
    tag,
    '*',
    ` ${tag} `,
    `"other", ${tag}`,
    `W/${tag}`,
    `"${version}-gzip"`,
    `"${version};-br"`,
    `W/"${version}-gzip"`,
  ];
  for (const header of names) expect([header, namesVersion(header, version)]).toEqual([header, true]);
  const others = [
    '',
    version,
    '""',
    '"other"',
    `"${version}x"`,
    `"x${version}"`,
    `w/${tag}`,
    `"${version}`,
    '**',
    `"${version}-gzip-gzip"`,
  ];
  for (const header of others) expect([header, namesVersion(header, version)]).toEqual([header, false]);
});

test('a version that ends like a word for compression is still itself', () => {
  expect(namesVersion('"abc-br"', 'abc-br')).toBe(true);
});
