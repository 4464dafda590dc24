import { errorCatalogue, escapeHtml } from '../../core/index.ts';
import { documentedRoutes } from './routes/all-routes.ts';
import type { DocumentedRoute, RouteAccess } from './route.ts';

/** Renders a page for people about the HTTP interface: each route, who may use it and what it refuses. The machine's version is openapi.json. */
export function renderDocsPage(): string {
  const rows = documentedRoutes.map(renderRoute).join('\n');
  const codes = Object.entries(errorCatalogue)
    .map(
      ([code, { status, title, advice }]) =>
        `<tr><td><code>${code}</code></td><td>${status}</td><td>${escapeHtml(title)} ${escapeHtml(advice)}</td></tr>`,
    )
    .join('\n');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Holdfast HTTP interface</title>
<link rel="stylesheet" href="/assets/page.css"></head>
<body><main><h1>HTTP interface</h1>
<p>All paths are below <code>/v1</code>. The machine-readable description is <a href="/openapi.json">openapi.json</a>. Errors are <code>application/problem+json</code>; branch on <code>code</code>.</p>
<table><caption>Routes</caption><thead><tr><th>Route</th><th>Who</th><th>What</th><th>Refusals</th></tr></thead><tbody>${rows}</tbody></table>
<table><caption>Codes</caption><thead><tr><th>Code</th><th>Status</th><th>Meaning</th></tr></thead><tbody>${codes}</tbody></table>
</main></body></html>`;
}

const askers: Readonly<Record<RouteAccess['kind'], string>> = {
  public: 'site or key',
  booking: 'manage token or key',
  owner: 'key with admin, or an administrator of a connected site',
  site: 'connected site',
  link: 'whoever knows the address',
  grant: 'site with a connection link',
};

function renderRoute({ method, path, access, summary, refusals }: DocumentedRoute): string {
  const who = askers[access.kind];
  return `<tr><td><code>${method.toUpperCase()} ${escapeHtml(path)}</code></td><td>${who}</td><td>${escapeHtml(summary)}</td><td>${refusals.map((code) => `<code>${code}</code>`).join(' ')}</td></tr>`;
}
