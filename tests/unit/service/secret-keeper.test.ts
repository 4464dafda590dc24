import { expect, test } from '@jest/globals';
import { readConfiguration } from '../../../service/config.ts';
import { createSecretKeeper } from '../../../service/create-secret-keeper.ts';

const configuration = readConfiguration({ HOLDFAST_SECRET: 'a secret of more than thirty-two characters' });
const other = readConfiguration({ HOLDFAST_SECRET: 'another secret of more than thirty-two characters' });

test('what is sealed is opened by the same tenant under the same secret, and by nobody else', () => {
  const keeper = createSecretKeeper(configuration, 'ten_a');
  const sealed = keeper.seal('sk_live_plain');
  expect(sealed).not.toContain('plain');
  expect(keeper.open(sealed)).toBe('sk_live_plain');
  expect(createSecretKeeper(configuration, 'ten_b').open(sealed)).toBeNull();
  expect(createSecretKeeper(other, 'ten_a').open(sealed)).toBeNull();
  expect(keeper.open('not sealed at all')).toBeNull();
});

test('digests depend on every part, on where it ends, on the tenant and on the secret', () => {
  const keeper = createSecretKeeper(configuration, 'ten_a');
  const digests = [
    keeper.computeDigest('a', 'b'),
    keeper.computeDigest('b', 'a'),
    keeper.computeDigest('ab'),
    keeper.computeDigest('a', 'b', ''),
    createSecretKeeper(configuration, 'ten_b').computeDigest('a', 'b'),
    createSecretKeeper(other, 'ten_a').computeDigest('a', 'b'),
  ];
  expect(new Set(digests).size).toBe(digests.length);
  expect(digests.every((digest) => /^[0-9a-f]{64}$/.test(digest))).toBe(true);
  expect(createSecretKeeper(configuration, 'ten_a').computeDigest('a', 'b')).toBe(digests[0]);
});

test('codes are six digits, and rarely the same', () => {
  const keeper = createSecretKeeper(configuration, 'ten_a');
  const codes = Array.from({ length: 200 }, keeper.makeCode);
  expect(codes.every((code) => /^\d{6}$/.test(code))).toBe(true);
  expect(new Set(codes).size).toBeGreaterThan(190);
});
