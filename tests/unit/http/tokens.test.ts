import { describe, expect, test } from '@jest/globals';
import { createApiKey, verifyApiKey } from '../../../adapters/http/api-key.ts';
import { parseManageToken, signManageToken } from '../../../adapters/http/manage-token.ts';
import { isOriginAllowed } from '../../../adapters/http/origins.ts';
import { createMemoryDatabase } from '../../../adapters/memory/memory-database.ts';
import { createMemoryTenantDirectory } from '../../../adapters/memory/create-memory-tenant-directory.ts';

const key = Buffer.alloc(32, 7);
const claim = { tenantId: 'ten_a', orderId: 'ord_1', manageVersion: 1 } as const;

describe('manage tokens', () => {
  test('say what they were signed for', () => {
    expect(parseManageToken(signManageToken(claim, key), key)).toEqual(claim);
  });

  test.each([
    ['another key', () => parseManageToken(signManageToken(claim, key), Buffer.alloc(32, 8))],
    [
      'another order under the same signature',
      () =>
        parseManageToken(
          `hfm_${Buffer.from('ten_a:ord_2:1').toString('base64url')}.${signManageToken(claim, key).split('.')[1]}`,
          key,
        ),
    ],
    [
      'a later version under the same signature',
      () =>
        parseManageToken(
          `hfm_${Buffer.from('ten_a:ord_1:2').toString('base64url')}.${signManageToken(claim, key).split('.')[1]}`,
          key,
        ),
    ],
    ['no signature', () => parseManageToken('hfm_abc', key)],
    ['an empty signature', () => parseManageToken('hfm_abc.', key)],
    ['three parts', () => parseManageToken(`${signManageToken(claim, key)}.x`, key)],
    ['a very long one', () => parseManageToken(`hfm_${'a'.repeat(10_000)}.b`, key)],
  ])('%s: nothing', (_name, parse) => expect(parse()).toBeNull());
});

describe('API keys', () => {
  test('are found by their text, which is stored nowhere', async () => {
    const directory = createMemoryTenantDirectory(createMemoryDatabase());
    await directory.createTenant(
      { id: 'ten_a', name: 'A', timeZone: 'UTC', locale: 'en', currency: null, email: null, phone: null },
      0,
    );
    const { text, record } = createApiKey('ten_a', 'test', ['bookings'], 0);
    await directory.insertApiKey(record);
    expect(JSON.stringify(record)).not.toContain(text.split('.')[2]);
    expect((await verifyApiKey(directory, text))?.keyId).toBe(record.keyId);
    expect(await verifyApiKey(directory, `${text}x`)).toBeNull();
    expect(await verifyApiKey(directory, text.replace('hfk_a', 'hfk_b'))).toBeNull();
    await directory.revokeApiKey('ten_a', record.keyId);
    expect(await verifyApiKey(directory, text)).toBeNull();
  });
});

describe('allowed origins', () => {
  const site = { id: 'site_a', tenantId: 'ten_a', allowedOrigins: ['https://example.com', 'http://localhost:*'] } as const;
  test.each([
    ['https://example.com', true],
    ['https://example.com.evil.org', false],
    ['http://example.com', false],
    ['https://sub.example.com', false],
    ['http://localhost:3000', true],
    ['http://localhost', true],
    ['http://localhost:3000.evil.org', false],
    ['http://localhost.evil.org', false],
    ['null', false],
  ])('%s: %s', (origin, isAllowed) => expect(isOriginAllowed(site, origin)).toBe(isAllowed));
});
