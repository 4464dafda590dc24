import type { Language } from '../words/language.ts';
import type { MessageText } from './compose-message.ts';

/** Renders a message as plain text. */
export const renderText = ({ lines, link }: MessageText): string =>
  [...lines, ...(link === null ? [] : ['', `${link.label}: ${link.url}`])].join('\n');

/** Renders a message as a small HTML page in its language; everything that people typed is escaped. */
export function renderHtml({ subject, lines, link }: MessageText, language: Language): string {
  const paragraphs = lines.map((line) => `<p style="margin:0 0 8px">${escapeHtml(line)}</p>`).join('\n');
  const button =
    link === null
      ? ''
      : `<p style="margin:24px 0"><a href="${escapeHtml(link.url)}" style="color:#1d4ed8">${escapeHtml(link.label)}</a></p>`;
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>
<body style="font:16px/1.5 system-ui,sans-serif;color:#1f2937;max-width:36rem;margin:24px auto;padding:0 16px">
${paragraphs}
${button}
</body></html>`;
}

/** Escapes text for HTML content and double-quoted attributes. */
export const escapeHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
