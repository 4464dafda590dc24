import type { Site } from '../../core/index.ts';

/** Whether pages of an origin may use a site: named exactly, or a loopback origin with any port where `:*` is allowed. */
export function isOriginAllowed(site: Pick<Site, 'allowedOrigins'>, origin: string): boolean {
  return site.allowedOrigins.some((allowed) => allowed === origin || (isAnyPort(allowed) && isLoopbackOrigin(allowed, origin)));
}

const isAnyPort = (allowed: string): boolean => /^http:\/\/(localhost|127\.0\.0\.1):\*$/.test(allowed);

function isLoopbackOrigin(allowed: string, origin: string): boolean {
  const host = allowed.slice(0, -2);
  return origin === host || (origin.startsWith(`${host}:`) && /^\d{1,5}$/.test(origin.slice(host.length + 1)));
}
