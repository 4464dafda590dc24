import { computeLuminance, computePalette, mix, writeHex } from './contrast.ts';
import type { Colour } from './contrast.ts';
import { readBackground, readButton, readColour, readColourIn } from './read-colours.ts';

// Where the site names no colour of its own: a calm blue, lighter on dark pages.
const fallbackAccents = { onLight: '#1d4ed8', onDark: '#9db8ff' };

/** Sets the colours of a widget from the page around it, its `accent` attribute and the `--holdfast-…` properties, so that all of them are readable. */
export function applyTheme(host: HTMLElement): void {
  const style = getComputedStyle(host);
  const property = (name: string): Colour | null => readColourIn(host, style.getPropertyValue(name));
  const page = property('--holdfast-surface') ?? readBackground(host);
  const text = mix(readColour(style.color) ?? page, page);
  const asked =
    readColourIn(host, host.getAttribute('accent')) ?? property('--holdfast-accent') ?? property('--wp--preset--color--primary');
  const button = asked ? null : readButton(host);
  const fallback = computeLuminance(page) > 0.3 ? fallbackAccents.onLight : fallbackAccents.onDark;
  const wanted = asked ?? button?.background ?? readColour(fallback) ?? text;
  const accentText = property('--holdfast-accent-text') ?? button?.colour ?? null;
  const palette = computePalette(text, page, mix(wanted, page), accentText);
  for (const [name, colour] of Object.entries({ ...palette, page })) host.style.setProperty(`--hf-${name}`, writeHex(colour));
}

/** Applies the theme now and whenever the page or the element changes its own (a switch to dark, a class on the page, an accent), until the signal is aborted. */
export function followTheme(host: HTMLElement, signal: AbortSignal): void {
  let frame = 0;
  const again = (): void => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => applyTheme(host));
  };
  const observer = new MutationObserver(again);
  for (const node of [document.documentElement, document.body])
    observer.observe(node, { attributeFilter: ['class', 'style', 'data-theme'] });
  observer.observe(host, { attributeFilter: ['accent'] });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', again, { signal });
  addEventListener('load', again, { signal });
  signal.addEventListener('abort', () => {
    cancelAnimationFrame(frame);
    observer.disconnect();
  });
  applyTheme(host);
}
