import { createHash } from 'node:crypto';
import type { SendMailOptions } from 'nodemailer';
import { Fault } from '../../core/index.ts';
import type { Message } from '../../core/index.ts';

/** Who a mail comes from. */
export type MailSender = {
  /** Shown instead of the business's name. */
  readonly senderName?: string;
  readonly senderEmail: string;
};

/** One mailbox `local@domain` without quoting, comments, route or line break: nothing that could add a header or a second receiver. */
const addressShape = /^[^\s\p{Cc}<>()[\],;:\\"@]+@[^\s\p{Cc}<>()[\],;:\\"@]+$/u;

/** Whether a text is one plain e-mail address, safe in a header and in an SMTP command. */
export const isMailAddress = (email: string): boolean => email.length <= 254 && addressShape.test(email);

/** A digest that stands for a message's key where only plain characters may: 32 hexadecimal digits. */
export const computeMailId = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 32);

/**
 * Builds what nodemailer needs for a message: multipart/alternative of text, HTML and, with an invitation, text/calendar whose `method` is
 * that of the calendar, plus the same calendar as attachment invite.ics. The Message-ID comes from the message's key alone,
 * so that a mail sent twice is recognised as one by the receiving side.
 *
 * Throws `Fault` (`provider_rejected`, not retryable) when an address is none: no such mail can ever be sent.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6047#section-2.4
 * @see https://www.rfc-editor.org/rfc/rfc3834#section-5
 */
export function buildMail({ senderName, senderEmail }: MailSender, message: Message): SendMailOptions {
  const { to, from, invitation } = message;
  for (const email of [senderEmail, to.email, ...(from.replyTo === null ? [] : [from.replyTo])]) {
    if (!isMailAddress(email))
      throw new Fault('provider_rejected', 'a mail address is not valid', { retryable: false, provider: 'email' });
  }
  return {
    messageId: `<${computeMailId(message.key)}@${senderEmail.slice(senderEmail.indexOf('@') + 1)}>`,
    from: { name: cleanHeader(senderName ?? from.name), address: senderEmail },
    to: { name: cleanHeader(to.name ?? ''), address: to.email },
    ...(from.replyTo === null ? {} : { replyTo: { name: cleanHeader(from.name), address: from.replyTo } }),
    subject: cleanHeader(message.subject),
    headers: { 'Auto-Submitted': 'auto-generated' },
    text: message.text.toWellFormed(),
    html: message.html.toWellFormed(),
    ...(invitation === null ? {} : buildInvitationParts(invitation)),
    // Content is text that we wrote; nothing in it may make nodemailer read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** Base64 keeps the calendar's line ends and folds as they are through every mail server. */
function buildInvitationParts({
  method,
  content,
}: NonNullable<Message['invitation']>): Pick<SendMailOptions, 'alternatives' | 'attachments'> {
  const contentType = `text/calendar; charset=utf-8; method=${method}`;
  return {
    alternatives: [{ contentType, content, contentTransferEncoding: 'base64' }],
    attachments: [{ filename: 'invite.ics', contentType: 'application/ics', content, contentTransferEncoding: 'base64' }],
  };
}

/** A header is one line: line breaks and other control characters become a space. */
const cleanHeader = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
