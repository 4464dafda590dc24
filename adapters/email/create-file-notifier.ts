import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import { Temporal } from 'temporal-polyfill';
import { Fault } from '../../core/index.ts';
import type { Clock, Message, Notifier } from '../../core/index.ts';
import { buildMail, computeMailId, isMailAddress } from './build-mail.ts';
import type { MailSender } from './build-mail.ts';
import { parseKeptMail } from './kept-mail.ts';
import type { KeptMail, KeptMailFacts } from './kept-mail.ts';
import { isMissing, readIfThere, writeWhole } from './mail-file.ts';
import { mapMailError } from './map-mail-error.ts';

/** Where mails are kept, and who they come from. */
export type FileNotifierOptions = MailSender & {
  /** A folder of its own; made when it is missing. */
  readonly directory: string;
  /** Tells when a mail was sent; the machine's clock when it is left out. */
  readonly clock?: Clock;
};

/** A notifier whose mails can be read back. */
export type FileNotifier = Notifier & {
  /** Lists the kept mails, newest first. */
  readonly list: () => Promise<readonly KeptMailFacts[]>;
  /** Reads one mail by its id, `eml` in the form that a mail server would get; null when there is none. Any text may be given as id. */
  readonly read: (id: string) => Promise<(KeptMail & { readonly eml: string }) | null>;
};

const idShape = /^[0-9a-f]{32}$/;
const factsFile = /^([0-9a-f]{32})\.json$/;

/**
 * Creates a notifier that sends nothing and keeps every message as `<id>.eml` with its facts in `<id>.json`: for demos, tests and trial.
 *
 * The same key again replaces the mail, so that a repeated delivery is one mail here as it is for a receiver. Writes are atomic.
 * Throws `Fault` (`provider_unavailable`, retryable) when the folder cannot be written.
 */
export function createFileNotifier(options: FileNotifierOptions): FileNotifier {
  if (!isMailAddress(options.senderEmail)) throw new TypeError('senderEmail is not an e-mail address');
  const { directory } = options;
  return {
    senderEmail: options.senderEmail,
    send: async (message) => {
      try {
        await keepMail(options, message);
      } catch (error) {
        throw mapMailError(error);
      }
    },
    list: () => listMails(directory),
    read: async (id) => {
      if (!idShape.test(id)) return null;
      const [facts, eml] = await Promise.all([readFacts(directory, id), readIfThere(path.join(directory, `${id}.eml`))]);
      return facts === null || eml === null ? null : { ...facts, eml };
    },
  };
}

const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

async function keepMail(options: FileNotifierOptions, message: Message): Promise<void> {
  const id = computeMailId(message.key);
  const sentAt = options.clock?.now() ?? Temporal.Now.instant().epochMilliseconds;
  const { message: eml } = await composer.sendMail({
    ...buildMail(options, message),
    date: new Date(sentAt),
  });
  if (!Buffer.isBuffer(eml))
    throw new Fault('internal_error', 'a mail was not composed', { retryable: false, provider: 'email' });
  const { key, to, subject, text, html, invitation } = message;
  const from = { name: options.senderName ?? message.from.name, email: options.senderEmail, replyTo: message.from.replyTo };
  const facts: KeptMail = { id, key, sentAt, to, from, subject, text, html, invitation };
  // The facts come last: a mail is listed only when all of it is there.
  await writeWhole(path.join(options.directory, `${id}.eml`), eml);
  await writeWhole(path.join(options.directory, `${id}.json`), `${JSON.stringify(facts, null, 2)}\n`);
}

async function listMails(directory: string): Promise<readonly KeptMailFacts[]> {
  const names = await listNames(directory);
  const mails = await Promise.all(names.flatMap((name) => factsFile.exec(name)?.[1] ?? []).map((id) => readFacts(directory, id)));
  return mails
    .filter((mail) => mail !== null)
    .map(({ id, key, sentAt, to, from, subject, invitation }) => ({
      id,
      key,
      sentAt,
      to,
      from,
      subject,
      hasInvitation: invitation !== null,
    }))
    .sort((a, b) => b.sentAt - a.sentAt || a.key.localeCompare(b.key, 'en'));
}

async function listNames(directory: string): Promise<readonly string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function readFacts(directory: string, id: string): Promise<KeptMail | null> {
  const json = await readIfThere(path.join(directory, `${id}.json`));
  return json === null ? null : parseKeptMail(json);
}
