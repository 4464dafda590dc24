import { expect, test } from '@jest/globals';
import { createMemoryCustomerDigests } from '../../../adapters/memory/create-memory-customer-digests.ts';
import { readConfiguration } from '../../../service/config.ts';
import { createCustomerDigests } from '../../../service/create-customer-digests.ts';

const of = (letter: string) => readConfiguration({ HOLDFAST_SECRET: letter.repeat(64) });

test('a customer is known again by his address, whatever its case, and by nothing else', () => {
  const digests = createCustomerDigests(of('a'), 'ten_a');
  const eva = digests.computeDigest('eva@mail.example');
  expect(eva).toMatch(/^[0-9a-f]{32}$/);
  expect(digests.computeDigest(' Eva@MAIL.example ')).toBe(eva);
  expect(digests.computeDigest('eva+1@mail.example')).not.toBe(eva);
  expect(createCustomerDigests(of('a'), 'ten_b').computeDigest('eva@mail.example')).not.toBe(eva);
  expect(createCustomerDigests(of('b'), 'ten_a').computeDigest('eva@mail.example')).not.toBe(eva);
});

test('in memory too, and there the digest has nothing to do with the address', () => {
  const digests = createMemoryCustomerDigests();
  const [eva, adam] = [digests.computeDigest('eva@mail.example'), digests.computeDigest('adam@mail.example')];
  expect([digests.computeDigest('EVA@mail.example'), digests.computeDigest('adam@mail.example')]).toEqual([eva, adam]);
  expect(eva).not.toBe(adam);
});
