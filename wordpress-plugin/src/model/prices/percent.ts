/** Parses a typed share in per cent, with a point or a comma; null when it is no number above 0, too high, or has too many decimals. */
export function parsePercent(typed: string, maximum: number, decimals: number): number | null {
  const text = typed.replace(/[\s%]/gu, '').replace(',', '.');
  const [whole = '', fraction = ''] = text.split('.');
  if (!/^\d{1,4}(\.\d+)?$/.test(text) || fraction.replace(/0+$/, '').length > decimals) return null;
  const percent = Number(`${whole}.${fraction}`);
  return percent > 0 && percent <= maximum ? percent : null;
}

/** Writes a share for a field to type in, with the decimal mark of the locale. */
export const typePercent = (percent: number, locale: string): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 4, useGrouping: false, numberingSystem: 'latn' }).format(percent);
