import { isIP } from 'node:net';
import type { PaymentPlaces, Site } from '../core/index.ts';
import type { Configuration } from './config.ts';
import { isInnerAddress } from './inner-addresses.ts';

/** What is known of a business's addresses. */
export type PlaceSources = {
  readonly sites: readonly Site[];
  /** The service's own address, as far as this process knows it. */
  readonly publicUrl: string | null;
  /** Whether the provider stands on this machine: the sandbox. */
  readonly isProviderHere: boolean;
};

/** Names that stand for this machine or this network. @see https://www.rfc-editor.org/rfc/rfc6761 */
const innerName = /(^|\.)(localhost|local|internal|test|invalid|lan|home\.arpa|onion)$/;

/** Whether the provider's stand-in answers on this machine. The configuration refuses that in production. */
export const isProviderHere = ({ STRIPE_API_BASE: base }: Configuration): boolean =>
  base !== undefined && isLoopback(new URL(base));

/**
 * Finds where a business's payment provider sends messages to, and the domains of its pages with the payment form. A connected website comes first:
 * it is open to the outside where the service may not be.
 */
export function findPaymentPlaces({ sites, publicUrl, isProviderHere: isHere }: PlaceSources): PaymentPlaces {
  const open = sites.filter(({ siteUrl, connectedAt }) => siteUrl === null || connectedAt !== null);
  const connected = open
    .filter(({ connectedAt }) => connectedAt !== null)
    .toSorted((a, b) => (b.connectedAt ?? 0) - (a.connectedAt ?? 0));
  const own = connected[0] ?? open[0];
  const webhooks = [
    // A route in the query is found with every form of permalinks, also where nothing rewrites addresses.
    ...connected.map(({ id, siteUrl }) => ({ siteId: id, url: `${siteUrl ?? ''}/?rest_route=/holdfast/v1/webhooks/stripe` })),
    ...(own === undefined || publicUrl === null ? [] : [{ siteId: own.id, url: `${publicUrl}/webhooks/stripe/${own.id}` }]),
  ];
  const origins = open.flatMap(({ siteUrl, allowedOrigins }) => [...(siteUrl === null ? [] : [siteUrl]), ...allowedOrigins]);
  return {
    webhooks: webhooks.map((place) => ({ ...place, isReachable: isReachable(new URL(place.url), isHere) })),
    domains: listDomains(origins),
  };
}

/** Wallets are shown on pages of https and of a name; a domain that is reached in one way counts as reached. */
function listDomains(origins: readonly string[]): PaymentPlaces['domains'] {
  const domains = new Map<string, boolean>();
  for (const origin of origins) {
    // `http://localhost:*` stands for every port.
    const url = URL.parse(origin.replace(/:\*$/, ''));
    if (url === null) continue;
    const isNamed = isIP(nameHost(url)) === 0;
    domains.set(nameHost(url), (domains.get(nameHost(url)) ?? false) || (isNamed && isReachable(url, false)));
  }
  return [...domains].map(([domainName, isPublic]) => ({ domainName, isReachable: isPublic }));
}

const nameHost = ({ hostname }: URL): string => hostname.replace(/^\[|\]$|\.$/g, '');

const isLoopback = (url: URL): boolean => /^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(nameHost(url));

/** Whether a provider on the internet, or one on this machine, can send something there: Stripe asks for https. */
function isReachable(url: URL, isHere: boolean): boolean {
  if (isHere && isLoopback(url)) return true;
  if (url.protocol !== 'https:') return false;
  const host = nameHost(url);
  if (isIP(host) !== 0) return !isInnerAddress(host);
  return host.includes('.') && !innerName.test(host);
}
