import { describe, expect, test } from '@jest/globals';
import { computeContrast, computePalette, mix, writeHex } from '../../../adapters/widget/theme/contrast.ts';
import type { Colour } from '../../../adapters/widget/theme/contrast.ts';

const colour = (hex: string, alpha = 1): Colour => ({
  red: Number.parseInt(hex.slice(1, 3), 16),
  green: Number.parseInt(hex.slice(3, 5), 16),
  blue: Number.parseInt(hex.slice(5, 7), 16),
  alpha,
});

describe('contrast', () => {
  test('black on white is 21 to 1, a colour on itself 1 to 1', () => {
    expect(computeContrast(colour('#000000'), colour('#ffffff'))).toBeCloseTo(21);
    expect(computeContrast(colour('#777777'), colour('#777777'))).toBe(1);
    expect(computeContrast(colour('#767676'), colour('#ffffff'))).toBeCloseTo(4.54, 2);
  });

  test('half black over white is grey', () => {
    expect(writeHex(mix(colour('#000000', 0.5), colour('#ffffff')))).toBe('#808080');
  });
});

describe('palette', () => {
  const pages: readonly (readonly [string, string, string])[] = [
    ['black on white', '#111111', '#ffffff'],
    ['white on black', '#f2f2f2', '#000000'],
    ['grey on white', '#555555', '#ffffff'],
    ['brown on cream', '#2b2a27', '#f6f1e7'],
    ['light on slate', '#eaeaea', '#15171c'],
  ];
  const accents = ['#ffe14d', '#1d4ed8', '#ffffff', '#000000', '#e11d48', '#7ed321', '#808080', '#9db8ff'];

  test.each(pages.flatMap(([name, text, page]) => accents.map((accent) => [name, accent, text, page] as const)))(
    'on %s the accent %s leaves everything readable',
    (_name, accent, text, page) => {
      const palette = computePalette(colour(text), colour(page), colour(accent), null);
      expect(computeContrast(palette.accent, colour(page))).toBeGreaterThanOrEqual(3);
      expect(computeContrast(palette.accentText, palette.accent)).toBeGreaterThanOrEqual(4.5);
      expect(computeContrast(palette.link, colour(page))).toBeGreaterThanOrEqual(4.5);
      expect(computeContrast(palette.muted, colour(page))).toBeGreaterThanOrEqual(4.5);
      expect(computeContrast(palette.edge, colour(page))).toBeGreaterThanOrEqual(3);
    },
  );

  test('a good accent is kept, a bad one gives way to the text', () => {
    expect(writeHex(computePalette(colour('#111111'), colour('#ffffff'), colour('#1d4ed8'), null).accent)).toBe('#1d4ed8');
    expect(writeHex(computePalette(colour('#111111'), colour('#ffffff'), colour('#ffe14d'), null).accent)).toBe('#111111');
  });

  test('the text that the site wants on its accent is used only where it can be read', () => {
    const wanted = (text: string): string =>
      writeHex(computePalette(colour('#111111'), colour('#ffffff'), colour('#1d4ed8'), colour(text)).accentText);
    expect(wanted('#fff7cc')).toBe('#fff7cc');
    expect(wanted('#222222')).toBe('#ffffff');
  });
});
