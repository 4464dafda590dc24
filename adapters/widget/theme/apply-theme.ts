import { computeLuminance, computePalette, mix, writeHex } from './contrast.ts';
import { readBackground, readColour, readColourIn } from './read-colours.ts';

// Where the site names no colour of its own: a calm blue, lighter on dark pages.
const fallbackAccents = { onLight: '#1d4ed8', onDark: '#9db8ff' };

/** Sets the colours of a widget from the page around it, its `accent` attribute and the `--holdfast-…` properties, so that all of them are readable. */
export function applyTheme(host: HTMLElement): void {
  const style = getComputedStyle(host);
  const page = readColourIn(host, style.getPropertyValue('--holdfast-surface')) ?? readBackground(host);
  const text = mix(readColour(style.color) ?? page, page);
  const asked = [
    host.getAttribute('accent'),
    style.getPropertyValue('--holdfast-accent'),
    style.getPropertyValue('--wp--preset--color--primary'),
  ];
  const fallback = computeLuminance(page) > 0.3 ? fallbackAccents.onLight : fallbackAccents.onDark;
  const wanted = [...asked, fallback].map((css) => readColourIn(host, css)).find((colour) => colour !== null) ?? text;
  const accentText = readColourIn(host, style.getPropertyValue('--holdfast-accent-text'));
  const palette = computePalette(text, page, mix(wanted, page), accentText);
  host.style.setProperty('--hf-accent', writeHex(palette.accent));
  host.style.setProperty('--hf-accent-text', writeHex(palette.accentText));
  host.style.setProperty('--hf-link', writeHex(palette.link));
  host.style.setProperty('--hf-muted', writeHex(palette.muted));
  host.style.setProperty('--hf-edge', writeHex(palette.edge));
  host.style.setProperty('--hf-page', writeHex(page));
}

/** Applies the theme now and whenever the page changes its own (a switch to dark, a class on the page). Gives back how to stop. */
export function followTheme(host: HTMLElement): () => void {
  let frame = 0;
  const again = (): void => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => applyTheme(host));
  };
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  const observer = new MutationObserver(again);
  for (const node of [document.documentElement, document.body])
    observer.observe(node, { attributeFilter: ['class', 'style', 'data-theme'] });
  scheme.addEventListener('change', again);
  addEventListener('load', again);
  applyTheme(host);
  return () => {
    cancelAnimationFrame(frame);
    observer.disconnect();
    scheme.removeEventListener('change', again);
    removeEventListener('load', again);
  };
}
