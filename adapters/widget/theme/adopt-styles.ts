const adopted = new WeakMap<Document | ShadowRoot, Set<string>>();

/** Adds a style sheet to the document (or shadow tree) of an element, once. Constructed sheets need no inline style, so a strict content security policy allows them. */
export function adoptStyles(element: Element, css: string): void {
  const root = element.getRootNode();
  if (!(root instanceof Document || root instanceof ShadowRoot)) return;
  const known = adopted.get(root) ?? new Set();
  if (known.has(css)) return;
  adopted.set(root, known.add(css));
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
