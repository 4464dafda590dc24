import { afterEach, describe, expect, test } from '@jest/globals';
import { createSmtpNotifier } from '../../../adapters/email/create-smtp-notifier.ts';
import { Fault } from '../../../core/index.ts';
import type { Message } from '../../../core/index.ts';
import { calendar, message } from './message.ts';
import { readMail } from './read-mail.ts';
import { startSmtpServer } from './small-smtp-server.ts';
import type { SmtpAnswers } from './small-smtp-server.ts';

const senderEmail = 'bookings@salong.example';
const running: { readonly stop: () => Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

async function start(answers: SmtpAnswers = {}) {
  const server = await startSmtpServer(answers);
  running.push(server);
  return { server, notifier: createSmtpNotifier({ url: server.url, senderEmail }) };
}

async function sendOne(change: Partial<Message> = {}) {
  const { server, notifier } = await start();
  await notifier.send({ ...message, ...change });
  const [mail] = server.mails;
  if (mail === undefined) throw new Error('no mail arrived');
  return { envelope: mail, mail: readMail(mail.raw) };
}

describe('a mail with an invitation', () => {
  test('is multipart/mixed of the alternatives and the attachment', async () => {
    const { mail } = await sendOne();
    expect(mail.type).toMatch(/^multipart\/mixed;/);
    const [alternative, attachment] = mail.parts;
    expect(mail.parts).toHaveLength(2);
    expect(alternative?.type).toMatch(/^multipart\/alternative;/);
    expect(alternative?.parts.map((part) => part.type)).toEqual([
      'text/plain; charset=utf-8',
      'text/html; charset=utf-8',
      'text/calendar; charset=utf-8; method=REQUEST',
    ]);
    expect(alternative?.parts.map((part) => part.body.replaceAll('\r\n', '\n').trimEnd())).toEqual([
      message.text,
      message.html,
      calendar.replaceAll('\r\n', '\n').trimEnd(),
    ]);
    expect(attachment?.type).toBe('application/ics; name=invite.ics');
    expect(attachment?.headers.get('content-disposition')).toBe('attachment; filename=invite.ics');
  });

  test('carries the calendar octet for octet in both places', async () => {
    const { mail } = await sendOne();
    const inline = mail.parts[0]?.parts[2];
    for (const part of [inline, mail.parts[1]]) {
      expect(part?.headers.get('content-transfer-encoding')).toBe('base64');
      expect(part?.body).toBe(calendar);
    }
  });

  test.each(['REQUEST', 'CANCEL', 'PUBLISH'] as const)('names the method %s in the MIME type', async (method) => {
    const { mail } = await sendOne({ invitation: { method, content: calendar } });
    expect(mail.parts[0]?.parts[2]?.type).toBe(`text/calendar; charset=utf-8; method=${method}`);
  });
});

test('a mail without an invitation has text and HTML only', async () => {
  const { mail } = await sendOne({ invitation: null });
  expect(mail.type).toMatch(/^multipart\/alternative;/);
  expect(mail.parts.map((part) => part.type)).toEqual(['text/plain; charset=utf-8', 'text/html; charset=utf-8']);
});

describe('headers', () => {
  test('say who, to whom, about what, and that a machine wrote it', async () => {
    const { mail, envelope } = await sendOne();
    expect(mail.headers.get('from')).toBe('Salong Åkerö <bookings@salong.example>');
    expect(mail.headers.get('to')).toBe('"Ada, Countess of Lovelace" <ada@customer.example>');
    expect(mail.headers.get('reply-to')).toBe('Salong Åkerö <desk@salong.example>');
    expect(mail.headers.get('subject')).toBe(message.subject);
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(envelope.from).toMatch(/^MAIL FROM:<bookings@salong\.example>/);
    expect(envelope.to).toEqual([expect.stringMatching(/^RCPT TO:<ada@customer\.example>/)]);
  });

  test('a repeat has the same Message-ID, another message another', async () => {
    const { server, notifier } = await start();
    await notifier.send(message);
    await notifier.send({ ...message, subject: 'written again' });
    await notifier.send({ ...message, key: 'booking_cancelled/bkg_4f9d2c' });
    const [first, second, third] = server.mails.map(({ raw }) => readMail(raw).headers.get('message-id'));
    expect(first).toMatch(/^<[0-9a-f]{32}@salong\.example>$/);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  test('a name given for the sender replaces that of the business', async () => {
    const { server } = await start();
    await createSmtpNotifier({ url: server.url, senderEmail, senderName: 'Bookings' }).send(message);
    expect(readMail(server.mails[0]?.raw ?? '').headers.get('from')).toBe('Bookings <bookings@salong.example>');
  });

  test.each<[string, Partial<Message>]>([
    ['subject', { subject: 'Hi\r\nBcc: thief@evil.example\r\n\r\nbody' }],
    ['name of the receiver', { to: { name: 'A\r\nBcc: thief@evil.example', email: 'ada@customer.example' } }],
    ['name of the business', { from: { name: 'B"\nBcc: thief@evil.example', replyTo: null } }],
    ['key', { key: 'x>\r\nBcc: thief@evil.example' }],
    ['a list in a name', { to: { name: 'a@b.example>, <thief@evil.example', email: 'ada@customer.example' } }],
  ])('a line break in the %s adds neither header nor receiver', async (_where, change) => {
    const { mail, envelope } = await sendOne(change);
    expect(mail.names).not.toContain('bcc');
    expect(mail.names.toSorted()).toEqual([...new Set(mail.names)].toSorted());
    expect(envelope.to).toHaveLength(1);
    expect(envelope.to[0]).toMatch(/^RCPT TO:<ada@customer\.example>/);
  });

  test.each([
    'ada@customer.example\r\nBcc: thief@evil.example',
    'a@b.example, thief@evil.example',
    'ada',
    'a b@c.example',
    '<a@b.example>',
    'a@b@c.example',
  ])('the address %j is refused before anything is sent', async (email) => {
    const { server, notifier } = await start();
    await expect(notifier.send({ ...message, to: { name: null, email } })).rejects.toMatchObject({
      code: 'provider_rejected',
      retryable: false,
    });
    await expect(notifier.send({ ...message, from: { name: 'B', replyTo: email } })).rejects.toMatchObject({
      code: 'provider_rejected',
    });
    expect(server.mails).toEqual([]);
  });
});

describe('what goes wrong', () => {
  test.each<[string, SmtpAnswers, string, boolean]>([
    ['an unknown receiver', { RCPT: '550 5.1.1 no such user ada@customer.example' }, 'provider_rejected', false],
    ['greylisting', { RCPT: '450 4.7.1 come back later' }, 'provider_unavailable', true],
    ['a refused content', { CONTENT: '554 5.7.1 spam' }, 'provider_rejected', false],
    ['a full disk', { CONTENT: '452 4.3.1 full' }, 'provider_unavailable', true],
    ['a server that hangs up', { MAIL: '' }, 'provider_unavailable', true],
  ])('%s', async (_name, answers, code, retryable) => {
    const { notifier } = await start(answers);
    const error = await notifier.send(message).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Fault);
    expect(error).toMatchObject({ code, retryable, provider: 'email', cause: undefined });
    expect(String(error)).not.toContain('ada@');
  });

  test('no server at all', async () => {
    const { server, notifier } = await start();
    await server.stop();
    running.length = 0;
    await expect(notifier.send(message)).rejects.toMatchObject({ code: 'provider_unavailable', retryable: true });
  });

  test('options that cannot work are refused at once', () => {
    expect(() => createSmtpNotifier({ url: 'http://mail.example', senderEmail })).toThrow(TypeError);
    expect(() => createSmtpNotifier({ url: 'smtp://mail.example', senderEmail: 'nobody' })).toThrow(TypeError);
  });
});
