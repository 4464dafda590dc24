import { describe, expect, test } from '@jest/globals';
import { decryptSecret, deriveKey, encryptSecret } from '../../../service/secrets.ts';

const secret = 'a secret of the service with more than 32 characters';
const key = deriveKey(secret, 'payment accounts');

describe('secrets at rest', () => {
  test('come back for the same key and owner only', () => {
    const sealed = encryptSecret('sk_test_1', key, 'ten_a');
    expect(sealed).not.toContain('sk_test');
    expect(decryptSecret(sealed, key, 'ten_a')).toBe('sk_test_1');
    expect(() => decryptSecret(sealed, key, 'ten_b')).toThrow();
    expect(() => decryptSecret(sealed, deriveKey(secret, 'manage tokens'), 'ten_a')).toThrow();
    expect(() => decryptSecret(`${sealed.slice(0, -8)}AAAAAAA=`, key, 'ten_a')).toThrow();
  });

  test('the same secret is never sealed alike twice', () => {
    expect(encryptSecret('x', key, 'ten_a')).not.toBe(encryptSecret('x', key, 'ten_a'));
  });
});
