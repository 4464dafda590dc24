/** A colour as red, green, blue (0–255) and opacity (0–1). */
export type Colour = { readonly red: number; readonly green: number; readonly blue: number; readonly alpha: number };

const linear = (channel: number): number => {
  const value = channel / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};

/**
 * Computes the relative luminance of an opaque colour.
 * @see https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
 */
export const computeLuminance = (colour: Colour): number =>
  0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);

/**
 * Computes the contrast ratio of two opaque colours, 1 to 21.
 * @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
 */
export function computeContrast(one: Colour, other: Colour): number {
  const [a, b] = [computeLuminance(one), computeLuminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** Computes what is seen when one colour lies over an opaque one, at a share of its opacity. */
export function mix(over: Colour, under: Colour, share = 1): Colour {
  const alpha = over.alpha * share;
  const channel = (top: number, bottom: number): number => Math.round(top * alpha + bottom * (1 - alpha));
  return {
    red: channel(over.red, under.red),
    green: channel(over.green, under.green),
    blue: channel(over.blue, under.blue),
    alpha: 1,
  };
}

/** Writes a colour as '#rrggbb'. */
export const writeHex = (colour: Colour): string =>
  `#${[colour.red, colour.green, colour.blue].map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;

const white: Colour = { red: 255, green: 255, blue: 255, alpha: 1 };
const black: Colour = { red: 0, green: 0, blue: 0, alpha: 1 };

/** The colours of a widget on one page, all readable. */
export type Palette = {
  /** Fills of the chosen day and the main action: at least 3 : 1 to the page. */
  readonly accent: Colour;
  /** On the accent: at least 4.5 : 1. */
  readonly accentText: Colour;
  /** Links and free days: at least 4.5 : 1 to the page. */
  readonly link: Colour;
  /** Secondary text: at least 4.5 : 1 to the page and its tints. */
  readonly muted: Colour;
  /** Edges of fields: at least 3 : 1 to the page. */
  readonly edge: Colour;
};

/** The faintest tint of the text's colour that still has a contrast to the page. */
function fade(text: Colour, page: Colour, contrast: number, from: number): Colour {
  for (let share = from; share < 1; share += 0.04) {
    const colour = mix(text, page, share);
    if (computeContrast(colour, page) >= contrast) return colour;
  }
  return text;
}

/**
 * Computes readable colours from the page's text and background and the wanted accent.
 * An accent that is too close to the background gives way to the text's colour.
 */
export function computePalette(text: Colour, page: Colour, wanted: Colour, wantedText: Colour | null): Palette {
  const accent = computeContrast(wanted, page) >= 3 ? wanted : text;
  // Where white has too little contrast, black has enough: the two ratios multiply to 21.
  const accentText = [wantedText, white].find((colour) => colour && computeContrast(colour, accent) >= 4.5) ?? black;
  // Links also stand on a tint of the accent, which costs some contrast: 5.2 leaves room for it.
  const link = computeContrast(wanted, page) >= 5.2 ? wanted : text;
  return { accent, accentText, link, muted: fade(text, page, 5, 0.64), edge: fade(text, page, 3.2, 0.4) };
}
