import { describe, expect, test } from '@jest/globals';
import { computeCurrencyExponent, isCurrency } from '../../../../core/money/currency.ts';

describe('exponents', () => {
  test.each([
    { exponent: 0, codes: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF' },
    { exponent: 3, codes: 'BHD IQD JOD KWD LYD OMR TND' },
    { exponent: 2, codes: 'EUR SEK USD GBP CHF HUF TWD IDR MRU MGA XCG' },
  ])('$exponent decimals', ({ exponent, codes }) => {
    for (const code of codes.split(' ')) {
      expect({ code, exponent: computeCurrencyExponent(code), known: isCurrency(code) }).toEqual({ code, exponent, known: true });
    }
  });
});

describe('isCurrency', () => {
  test.each(['eur', 'EU', 'EURO', '', 'XXX', 'BTC', 'constructor', 'toString', '__proto__'])('"%s" is none', (code) => {
    expect(isCurrency(code)).toBe(false);
  });

  test('knows what the platform knows as money in use', () => {
    const used =
      'AED AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF ILS INR JPY KRW MXN NOK NZD PLN RON SAR SEK SGD THB TRY TWD UAH USD ZAR'.split(
        ' ',
      );
    const known = new Set(Intl.supportedValuesOf('currency'));
    expect(used.filter((code) => !isCurrency(code) || !known.has(code))).toEqual([]);
  });
});
