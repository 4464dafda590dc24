import { accept, refuse } from '../../core/index.ts';
import type { Outcome } from '../../core/index.ts';

const MAXIMUM_LENGTH = 500;

/** Reads a website's address as a site tells it: without a slash at its end, a query or a fragment. Refuses `invalid_request`, `insecure_address`. */
export function parseSiteAddress(text: string): Outcome<URL> {
  const address = parsePageAddress(text, 'siteUrl');
  if (!address.ok) return address;
  const { search, hash, username, password } = address.value;
  const isPlain = search === '' && hash === '' && username === '' && password === '' && !/[/?#]$/.test(text);
  return isPlain ? address : refuse('invalid_request', { path: 'siteUrl' });
}

/** Reads the address of a page of a site: of the same origin, without a fragment. Refuses `invalid_request`, `insecure_address`. */
export function parseOwnPage(text: string, site: URL, path: string): Outcome<URL> {
  const page = parsePageAddress(text, path);
  if (!page.ok) return page;
  const { origin, username, password } = page.value;
  const isOwn = origin === site.origin && username === '' && password === '' && !text.includes('#');
  return isOwn ? page : refuse('invalid_request', { path });
}

function parsePageAddress(text: string, path: string): Outcome<URL> {
  const isPrintable = /^https?:\/\/[\x21-\x7e]+$/.test(text) && !/[\\"<>^`{|}]/.test(text);
  if (!isPrintable || text.length > MAXIMUM_LENGTH || !URL.canParse(text)) return refuse('invalid_request', { path });
  const url = new URL(text);
  return isEncrypted(url) ? accept(url) : refuse('insecure_address', { path });
}

/** Whether what is sent to an address is encrypted, or does not leave the machine. */
const isEncrypted = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
