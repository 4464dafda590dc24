import { createHmac, randomInt } from 'node:crypto';
import { DAY, escapeHtml, MINUTE } from '../../../core/index.ts';
import type { Message } from '../../../core/index.ts';
import type { HttpDependencies } from '../dependencies.ts';
import { presentSite } from './connect-request.ts';
import type { ConnectTicket } from './connect-ticket.ts';

/** How long a code can be used. */
const CODE_LIFE = 10 * MINUTE;
/** The most codes that a mailbox is sent in a day: five tries each, of a million. */
const CODES_A_DAY = 10;

/** A ticket whose holder has asked for a code. */
export type CodeTicket = Extract<ConnectTicket, { step: 'code' }>;

/** The digest that a code is kept under: keyed, and good only for this very request of this very site. */
export const computeCodeDigest = (code: string, { request, requestId, email }: CodeTicket, key: Buffer): string =>
  createHmac('sha256', key).update([code, requestId, email.toLowerCase(), request.site, request.key].join('\n')).digest('hex');

/**
 * Mails a code when the mailbox is that of a business, and does nothing else. It is kept with the oldest business of the mailbox. The mail goes to
 * the address as the business has it, whatever was typed.
 */
export async function sendConnectCode(dependencies: HttpDependencies, ticket: CodeTicket): Promise<void> {
  const { directory, clock, keys, log } = dependencies;
  const [business] = await directory.listTenantsByEmail(ticket.email);
  if (business === undefined || business.email === null) return;
  const now = clock.now();
  if ((await directory.countConnectCodes(business.id, now - DAY)) >= CODES_A_DAY)
    return log.warn({ tenantId: business.id }, 'too many connect codes were asked for');
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  await directory.insertConnectCode({
    tenantId: business.id,
    requestId: ticket.requestId,
    digest: computeCodeDigest(code, ticket, keys.connectCode),
    createdAt: now,
    expiresAt: now + CODE_LIFE,
  });
  const { notifier } = await dependencies.loadPorts(business.id);
  await notifier.send(composeMail(code, business.email, ticket, dependencies.publicUrl));
  log.info({ tenantId: business.id }, 'connect code mailed');
}

function composeMail(code: string, email: string, { request, requestId }: CodeTicket, publicUrl: string): Message {
  const { address } = presentSite(request);
  const lines = [
    `${code} is your code to connect the website ${address} with your business.`,
    `Somebody has asked for it at ${publicUrl}/connect. It can be used for ten minutes, and only for this website.`,
    'Was it not you? Then give the code to nobody and delete this mail. Without the code nothing happens.',
  ];
  const paragraphs = lines.map((line) => `<p style="margin:0 0 8px">${escapeHtml(line)}</p>`).join('\n');
  return {
    key: `connect-code:${requestId}`,
    to: { name: null, email },
    from: { name: 'Holdfast', replyTo: null },
    subject: `${code} is your code to connect ${address}`,
    text: lines.join('\n\n'),
    html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Your code</title></head>
<body style="font:16px/1.5 system-ui,sans-serif;color:#1f2937;max-width:36rem;margin:24px auto;padding:0 16px">
${paragraphs}
</body></html>`,
    invitation: null,
  };
}
