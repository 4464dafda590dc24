import { createTransport } from 'nodemailer';
import type { Notifier } from '../../core/index.ts';
import { buildMail, isMailAddress } from './build-mail.ts';
import type { MailSender } from './build-mail.ts';
import { mapMailError } from './map-mail-error.ts';

/** A mail server by its address, and who mails come from. */
export type SmtpOptions = MailSender & {
  /** `smtp://user:password@host:587` (STARTTLS) or `smtps://user:password@host:465`. */
  readonly url: string;
};

/** Milliseconds. A mail that takes longer is tried again later; a worker must not stand still for the ten minutes of nodemailer's default. */
const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, dnsTimeout: 10_000, socketTimeout: 20_000 } as const;

/**
 * Creates a notifier that sends each message through an SMTP server, over a connection of its own.
 *
 * A repeat carries the same Message-ID. Throws `Fault` (`provider_unavailable`, retryable; `provider_rejected`, not retryable);
 * `TypeError` at once when the options cannot work.
 *
 * @see https://nodemailer.com/smtp/
 */
export function createSmtpNotifier(options: SmtpOptions): Notifier {
  if (!/^smtps?:\/\/./i.test(options.url)) throw new TypeError('the mail server must be given as smtp:// or smtps://');
  if (!isMailAddress(options.senderEmail)) throw new TypeError('senderEmail is not an e-mail address');
  const transport = createTransport({ url: options.url, ...timeouts });
  return {
    senderEmail: options.senderEmail,
    send: async (message) => {
      try {
        await transport.sendMail(buildMail(options, message));
      } catch (error) {
        throw mapMailError(error);
      }
    },
  };
}
