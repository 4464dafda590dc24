import { z } from 'zod';
import { accept, refuse } from '../../../core/index.ts';
import type { Outcome } from '../../../core/index.ts';
import { isPublicKey } from '../bridge-signature.ts';
import { parseOwnPage, parseSiteAddress } from '../site-address.ts';

/** What a site asks for when it sends its administrator to the connect page. */
export const connectRequestSchema = z.object({
  site: z.string(),
  key: z.string().refine(isPublicKey),
  return: z.string(),
  state: z.string().regex(/^[\x21-\x7e]{8,200}$/),
});

export type ConnectRequest = Readonly<z.infer<typeof connectRequestSchema>>;

/** Reads what a site asks for. The way back leads to the site itself, and nowhere else. Refuses `invalid_request`, `insecure_address`. */
export function parseConnectRequest(query: unknown): Outcome<ConnectRequest> {
  const parsed = connectRequestSchema.safeParse(query);
  if (!parsed.success) return refuse('invalid_request');
  const site = parseSiteAddress(parsed.data.site);
  if (!site.ok) return site;
  const back = parseOwnPage(parsed.data.return, site.value, 'return');
  return back.ok ? accept(parsed.data) : back;
}

/** The address that people are shown: as the browser reads it, so that nothing in it can be taken for another. */
export function presentSite({ site }: Pick<ConnectRequest, 'site'>): { readonly origin: string; readonly address: string } {
  const { origin, pathname } = new URL(site);
  return { origin, address: `${origin}${pathname === '/' ? '' : pathname}` };
}

/** Builds the way back to the site, with what came of it. */
export function buildReturn(request: ConnectRequest, answer: { readonly grant: string } | { readonly error: string }): string {
  const separator = request.return.includes('?') ? '&' : '?';
  const [[name, value] = ['', '']] = Object.entries(answer);
  return `${request.return}${separator}state=${encodeURIComponent(request.state)}&${name}=${encodeURIComponent(value)}`;
}
