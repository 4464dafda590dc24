import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createFileNotifier } from '../../../adapters/email/create-file-notifier.ts';
import { calendar, message } from './message.ts';
import { readMail } from './read-mail.ts';

const senderEmail = 'bookings@salong.example';
let root: string;
let directory: string;
let now: number;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'holdfast-mail-'));
  directory = path.join(root, 'kept', 'mail');
  now = 1_800_000_000_000;
});
afterEach(() => rm(root, { recursive: true, force: true }));

const create = () => createFileNotifier({ directory, senderEmail, clock: { now: () => now } });

test('keeps a mail that can be listed and read in every form', async () => {
  const notifier = create();
  expect(await notifier.list()).toEqual([]);
  await notifier.send(message);
  const [facts, ...others] = await notifier.list();
  expect(others).toEqual([]);
  expect(facts).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{32}$/),
    key: message.key,
    sentAt: now,
    to: message.to,
    from: { name: 'Salong Åkerö', email: senderEmail, replyTo: 'desk@salong.example' },
    subject: message.subject,
    hasInvitation: true,
  });
  const mail = await notifier.read(facts?.id ?? '');
  expect(mail).toMatchObject({ text: message.text, html: message.html, invitation: { method: 'REQUEST', content: calendar } });
  const parsed = readMail(mail?.eml ?? '');
  expect(parsed.headers.get('subject')).toBe(message.subject);
  expect(parsed.headers.get('date')).toBe('Fri, 15 Jan 2027 08:00:00 +0000');
  expect(parsed.headers.get('message-id')).toBe(`<${facts?.id}@salong.example>`);
  expect(parsed.parts[1]?.body).toBe(calendar);
});

test('the same key replaces its mail; the newest comes first; another instance sees them', async () => {
  const notifier = create();
  await notifier.send(message);
  now += 1_000;
  await notifier.send({ ...message, key: 'booking_cancelled/bkg_4f9d2c', subject: 'Cancelled' });
  now += 1_000;
  await notifier.send({ ...message, subject: 'Confirmed, again' });
  const listed = await create().list();
  expect(listed.map(({ subject }) => subject)).toEqual(['Confirmed, again', 'Cancelled']);
  expect(await readdir(directory)).toHaveLength(4);
});

test('many at once leave whole mails and no drafts', async () => {
  const notifier = create();
  await Promise.all(Array.from({ length: 40 }, (_, index) => notifier.send({ ...message, key: `key/${index % 10}` })));
  const names = await readdir(directory);
  expect(names.filter((name) => !/^[0-9a-f]{32}\.(eml|json)$/.test(name))).toEqual([]);
  const mails = await Promise.all((await notifier.list()).map(({ id }) => notifier.read(id)));
  expect(mails).toHaveLength(10);
  for (const mail of mails) expect(readMail(mail?.eml ?? '').parts).toHaveLength(2);
});

test('keys with paths stay in the folder, and an id cannot lead out of it', async () => {
  const notifier = create();
  await writeFile(path.join(root, 'secret.json'), '{}');
  await notifier.send({ ...message, key: '../../../etc/passwd\0/\\..' });
  expect(await readdir(root)).toEqual(['kept', 'secret.json']);
  expect(await readdir(directory)).toHaveLength(2);
  for (const id of ['../../secret', '..%2f..%2fsecret', '', '.', 'a'.repeat(32), `${'a'.repeat(32)}/../../../secret`]) {
    expect(await notifier.read(id)).toBeNull();
  }
});

test('only the owner can read the mails, and strange files are not listed', async () => {
  const notifier = create();
  await notifier.send(message);
  for (const name of await readdir(directory)) expect((await stat(path.join(directory, name))).mode & 0o077).toBe(0);
  await writeFile(path.join(directory, `${'b'.repeat(32)}.json`), '{"id":1}');
  await writeFile(path.join(directory, `${'c'.repeat(32)}.json`), '{"id"');
  await writeFile(path.join(directory, 'notes.json'), '{}');
  expect(await notifier.list()).toHaveLength(1);
});

test('a folder that cannot be written is a fault that may pass', async () => {
  await writeFile(path.join(root, 'kept'), 'a file stands here');
  await expect(create().send(message)).rejects.toMatchObject({ code: 'provider_unavailable', retryable: true });
});
