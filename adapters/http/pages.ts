import { escapeHtml } from '../../core/index.ts';
import type { PageWords } from '../../core/index.ts';

/** The style of the service's own few pages. */
export const pageStyle = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; padding: 24px 16px 64px; }
main { max-width: 60rem; margin: 0 auto; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 16px; }
table { border-collapse: collapse; width: 100%; margin: 24px 0; font-size: 0.9375rem; }
caption { text-align: start; font-weight: 600; padding-block-end: 8px; }
th, td { text-align: start; vertical-align: top; padding: 8px 12px 8px 0; border-block-end: 1px solid color-mix(in srgb, currentColor 15%, transparent); }
code { font-size: 0.875em; }
pre { white-space: pre-wrap; }`;

/** Renders the page where a customer sees and cancels a booking. The token stands in the fragment and never reaches a log. */
export const renderManagePage = (publicUrl: string, { texts, language }: PageWords): string => `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">
<title>${escapeHtml(texts.manageTitle)}</title><link rel="stylesheet" href="/assets/page.css"><script type="module" src="/widget/holdfast.js"></script></head>
<body><main><holdfast-manage service-url="${escapeHtml(publicUrl)}"></holdfast-manage>
<noscript><p>${escapeHtml(texts.plain.needsScript)}</p></noscript></main></body></html>`;
