import { escapeHtml } from '../../../core/index.ts';

/** HTML whose every text was escaped when it was put in; only `html` makes it. */
export type Markup = { readonly markup: string };

type Part = string | number | Markup | readonly Markup[] | null;

/** Writes HTML: texts and numbers are escaped for content and quoted attributes, markup goes in as it is, null leaves nothing. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const markup = strings.map((text, index) => `${text}${render(parts[index] ?? null)}`).join('');
  return { markup };
}

function render(part: Part): string {
  if (part === null) return '';
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part));
  return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('');
}
