import { fieldsOf, textOf, textOrNull } from './fields.ts';

/** How the site stands with its booking service, as `GET holdfast/v1/connection` tells it. */
export type Connection = {
  readonly isConnected: boolean;
  /** The site was copied: its address is not the one that was connected. */
  readonly isCopy: boolean;
  readonly serviceUrl: string | null;
  /** The address that was connected. */
  readonly siteUrl: string | null;
  /** The address of the site now. */
  readonly currentUrl: string;
  readonly keySource: 'wp-config' | 'database';
  readonly connectedAt: string | null;
  readonly businessName: string | null;
  readonly lastError: { readonly title: string; readonly advice: string } | null;
  /** Where the payment provider reports to. */
  readonly webhookUrl: string | null;
};

/** Reads the connection. */
export function readConnection(answer: unknown): Connection {
  const fields = fieldsOf(answer);
  const error = fieldsOf(fields['lastError']);
  return {
    isConnected: fields['connected'] === true,
    isCopy: fields['isCopy'] === true,
    serviceUrl: textOrNull(fields['serviceUrl']),
    siteUrl: textOrNull(fields['siteUrl']),
    currentUrl: textOf(fields['currentUrl']),
    keySource: fields['keySource'] === 'wp-config' ? 'wp-config' : 'database',
    connectedAt: textOrNull(fields['connectedAt']),
    businessName: textOrNull(fieldsOf(fields['business'])['name']) ?? textOrNull(fields['business']),
    lastError: textOrNull(error['title']) === null ? null : { title: textOf(error['title']), advice: textOf(error['advice']) },
    webhookUrl: textOrNull(fields['webhookUrl']),
  };
}

/** Takes a connection link out of a page's fragment (`#link=…`); null when there is none. */
export function readLinkFromFragment(fragment: string): string | null {
  const match = /^#link=(.+)$/.exec(fragment);
  if (match?.[1] === undefined) return null;
  try {
    return decodeURIComponent(match[1]);
  } catch {
    return match[1];
  }
}

/** How a disconnection went: whether the service has heard of it. */
export type Farewell = 'heard' | 'unheard';

/** Reads how a disconnection went; null when the answer is about something else. */
export function readFarewell(answer: unknown): Farewell | null {
  const { serviceTold } = fieldsOf(answer);
  return typeof serviceTold === 'boolean' ? (serviceTold ? 'heard' : 'unheard') : null;
}
