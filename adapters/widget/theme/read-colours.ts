import { mix } from './contrast.ts';
import type { Colour } from './contrast.ts';

let canvas: CanvasRenderingContext2D | null = null;

/** Computes what a site's own colour means inside an element: `light-dark()`, `currentColor` and the like depend on where they stand. */
export function readColourIn(host: Element, css: string | null): Colour | null {
  if (!css?.trim() || !CSS.supports('color', css)) return null;
  const probe = document.createElement('i');
  probe.style.color = css;
  host.append(probe);
  const colour = readColour(getComputedStyle(probe).color);
  probe.remove();
  return colour;
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
  for (let node: Element | null = element; node !== null; node = node.parentElement ?? hostOf(node)) {
    const colour = readColour(getComputedStyle(node).backgroundColor);
    if (colour && colour.alpha > 0) layers.push(colour);
    if (colour?.alpha === 1) break;
  }
  const isDark = getComputedStyle(document.documentElement).colorScheme === 'dark';
  const canvasColour = isDark ? (readColour('#121212') ?? white) : white;
  return layers.reduceRight((under, over) => mix(over, under), canvasColour);
}

function hostOf(node: Element): Element | null {
  const root = node.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}
