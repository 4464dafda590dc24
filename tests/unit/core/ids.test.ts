import { describe, expect, test } from '@jest/globals';
import { isId } from '../../../core/ids.ts';

describe('isId', () => {
  test.each([
    { name: 'a booking', prefix: 'bkg', text: 'bkg_000001', is: true },
    { name: 'all signs', prefix: 'site', text: 'site_aZ9_-', is: true },
    { name: '48 signs', prefix: 'pay', text: `pay_${'a'.repeat(48)}`, is: true },
    { name: '49 signs', prefix: 'pay', text: `pay_${'a'.repeat(49)}`, is: false },
    { name: 'another kind', prefix: 'pay', text: 'bkg_000001', is: false },
    { name: 'a longer prefix', prefix: 'ten', text: 'tend_1', is: false },
    { name: 'nothing after the prefix', prefix: 'bkg', text: 'bkg_', is: false },
    { name: 'no prefix', prefix: 'bkg', text: '000001', is: false },
    { name: 'a path', prefix: 'bkg', text: 'bkg_../x', is: false },
    { name: 'a line end', prefix: 'bkg', text: 'bkg_1\n', is: false },
    { name: 'a quote', prefix: 'bkg', text: "bkg_1'", is: false },
    { name: 'capitals in the prefix', prefix: 'bkg', text: 'BKG_1', is: false },
    { name: 'empty', prefix: 'bkg', text: '', is: false },
  ] as const)('$name', ({ prefix, text, is }) => {
    expect(isId(prefix, text)).toBe(is);
  });
});
