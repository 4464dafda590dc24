import { mix } from './contrast.ts';
import type { Colour } from './contrast.ts';

let canvas: CanvasRenderingContext2D | null = null;

/** Looks at an element that stands in another one for just that long: what the site makes of it depends on where it stands. */
function probe(
  host: Element,
  names: string,
  css: string,
): { readonly colour: Colour | null; readonly background: Colour | null } {
  const box = document.createElement('i');
  const part = box.appendChild(document.createElement('i'));
  [box.className = '', part.className = ''] = names.split('>');
  part.style.color = css;
  host.append(box);
  const style = getComputedStyle(part);
  const seen = { colour: readColour(style.color), background: readColour(style.backgroundColor) };
  box.remove();
  return seen;
}

/** Computes what a site's own colour means inside an element: `light-dark()`, `currentColor` and the like depend on where they stand. */
export const readColourIn = (host: Element, css: string | null): Colour | null =>
  css?.trim() && CSS.supports('color', css) ? probe(host, '', css).colour : null;

/** Reads how a WordPress theme paints its buttons, from theme.json or its own style; null where there is no such theme. */
export function readButton(host: Element): { readonly colour: Colour | null; readonly background: Colour } | null {
  const { colour, background } = probe(host, 'wp-block-button>wp-block-button__link wp-element-button', '');
  return background && background.alpha > 0 ? { colour, background } : null;
}

/** Reads a computed CSS colour by painting one dot with it: browsers write them in many notations. */
export function readColour(css: string): Colour | null {
  canvas ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!canvas || !CSS.supports('color', css)) return null;
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = css;
  canvas.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 255] = canvas.getImageData(0, 0, 1, 1).data;
  return { red, green, blue, alpha: alpha / 255 };
}

const white: Colour = { red: 255, green: 255, blue: 255, alpha: 1 };

/** Reads the colour that is really behind an element: the backgrounds of its ancestors, over what the browser paints below the page. */
export function readBackground(element: Element): Colour {
  const layers: Colour[] = [];
  for (let node: Element | null = element; node !== null; node = parentOf(node)) {
    const colour = readColour(getComputedStyle(node).backgroundColor);
    if (colour && colour.alpha > 0) layers.push(colour);
    if (colour?.alpha === 1) break;
  }
  const isDark = getComputedStyle(document.documentElement).colorScheme === 'dark';
  const canvasColour = isDark ? (readColour('#121212') ?? white) : white;
  return layers.reduceRight((under, over) => mix(over, under), canvasColour);
}

function parentOf(node: Element): Element | null {
  const parent = node.parentNode;
  return parent instanceof ShadowRoot ? parent.host : node.parentElement;
}
