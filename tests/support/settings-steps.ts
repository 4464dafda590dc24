import type { Clock } from '../../core/index.ts';
import { systemClock } from '../../service/system-ports.ts';
import type { CallOptions, ServiceHarness, TestAccount, TestAnswer } from './service-harness.ts';

/** The machine's clock, which tests can put forward. */
export function createOffsetClock(): Clock & { readonly advance: (milliseconds: number) => void } {
  let offset = 0;
  return {
    now: () => systemClock.now() + offset,
    advance: (milliseconds) => void (offset += milliseconds),
  };
}

/** The body that stores an account's keys. */
export const keysOf = ({ publishableKey, secretKey, webhookSecret }: TestAccount) => ({
  publishableKey,
  secretKey,
  webhookSecret,
});

/** Stores keys as the owner does. */
export const putKeys = (
  harness: ServiceHarness,
  mode: 'test' | 'live',
  body: Readonly<Record<string, unknown>>,
  options: CallOptions = {},
): Promise<TestAnswer> => harness.call('PUT', `/v1/admin/payments/${mode}`, { ...options, body });

/** Chooses which account takes payments. */
export const chooseMode = (harness: ServiceHarness, mode: 'test' | 'live' | null): Promise<TestAnswer> =>
  harness.call('PUT', '/v1/admin/payments', { body: { mode } });

/** The mails with codes that a business got, oldest first. */
export async function listCodeMails(harness: ServiceHarness, email = 'owner-a@example.com') {
  const mails = (await harness.mails.list()).filter(({ to, key }) => to.email === email && key.startsWith('confirmation/'));
  const read = await Promise.all(mails.toReversed().map(({ id }) => harness.mails.read(id)));
  return read.flatMap((mail) => (mail === null ? [] : [mail]));
}

/** The code in the newest mail. */
export async function readCode(harness: ServiceHarness, email?: string): Promise<string> {
  const mail = (await listCodeMails(harness, email)).at(-1);
  const code = /\b\d{6}\b/.exec(mail?.text ?? '')?.[0];
  if (code === undefined) throw new Error('no mail with a code has come');
  return code;
}
