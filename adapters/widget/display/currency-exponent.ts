// Browsers take the decimals of a currency from different tables (CLDR or ISO 4217), so the widget carries the exceptions of the core's own table.
const exceptions = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
};

/** Computes how many decimals a currency's major unit has: 0, 2 or 3. Equal to the core's table (a test compares them). */
export const computeExponent = (currency: string): 0 | 2 | 3 =>
  exceptions[0].includes(currency) ? 0 : exceptions[3].includes(currency) ? 3 : 2;
