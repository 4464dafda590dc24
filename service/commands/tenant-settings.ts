import { parseArgs } from 'node:util';
import { z } from 'zod';
import {
  checkBusiness,
  choosePaymentMode,
  maskKey,
  saveBusiness,
  savePaymentKeys,
  setUpPayments,
  showPayments,
} from '../../core/index.ts';
import type { Business, PaymentMode, Refusal, SettingsPorts } from '../../core/index.ts';
import { UsageError } from './usage-error.ts';

const option = { type: 'string' } as const;

/** The options of a business, as `tenant create` and `tenant change` take them. */
export const businessOptions = { 'time-zone': option, locale: option, currency: option, email: option, phone: option } as const;

/** Complains about the first mistake in a business, with the option that it came from. */
export function requireRightBusiness(business: Business): void {
  const email = business.email === null || z.email().safeParse(business.email).success;
  const [mistake] = [...checkBusiness(business), ...(email ? [] : [{ path: 'email', message: 'must be an e-mail address' }])];
  if (mistake === undefined) return;
  const name = mistake.path === 'timeZone' ? '--time-zone' : mistake.path === 'name' ? 'The name' : `--${mistake.path}`;
  throw new UsageError(`${name} ${mistake.message}.`);
}

/** Changes what is known of a business; options that are not given leave it as it is. */
export async function changeTenant(settings: SettingsPorts, args: readonly string[]): Promise<object> {
  const { values } = parseArgs({ args: [...args], options: { name: option, ...businessOptions } });
  const present = await settings.settings.loadBusiness();
  const business: Business = {
    id: present.id,
    name: values.name ?? present.name,
    timeZone: values['time-zone'] ?? present.timeZone,
    locale: values.locale ?? present.locale,
    currency: values.currency ?? present.currency,
    email: values.email ?? present.email,
    phone: values.phone ?? present.phone,
  };
  requireRightBusiness(business);
  const vouchesForEmail = values.email !== undefined;
  const saved = await saveBusiness(settings, { business, confirmation: null, by: 'operator', vouchesForEmail });
  if (!saved.ok) throw new UsageError(describe(saved.refusal));
  return { tenant: saved.value };
}

/** Stores Stripe keys once Stripe has accepted them. The first account takes payments from then on; a second one is chosen with `tenant payments`. */
export async function saveStripe(
  settings: SettingsPorts,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<object> {
  const { values } = parseArgs({ args: [...args], options: { 'publishable-key': option } });
  const publishableKey = values['publishable-key'];
  const secretKey = environment['STRIPE_SECRET_KEY'];
  if (publishableKey === undefined || secretKey === undefined) {
    throw new UsageError(
      'Give --publishable-key, and the secret key in STRIPE_SECRET_KEY (so that it does not end in the shell’s history); STRIPE_WEBHOOK_SECRET if there is one.',
    );
  }
  const mode: PaymentMode = publishableKey.startsWith('pk_live_') ? 'live' : 'test';
  const before = await settings.settings.loadPayments();
  const webhookSecret = environment['STRIPE_WEBHOOK_SECRET'] || null;
  const saved = await savePaymentKeys(settings, {
    ...{ mode, publishableKey, secretKey, confirmation: null, by: 'operator' },
    ...(webhookSecret === null ? {} : { webhookSecret }),
  });
  if (!saved.ok) throw new UsageError(describe(saved.refusal));
  if (before.mode === null && before.accounts.length === 0) await choosePaymentMode(settings, mode);
  const { mode: takesPayments, accounts } = await showPayments(settings);
  return {
    ...{ mode, publishableKey, secretKey: maskKey(secretKey), accountName: saved.value.accountName, takesPayments },
    ...{ webhook: accounts[mode]?.webhook, domains: accounts[mode]?.domains },
  };
}

/** Chooses which account takes payments; without a choice it sets up again what is missing at Stripe, and shows how all stands. */
export async function choosePayments(settings: SettingsPorts, args: readonly string[]): Promise<object> {
  const [choice] = args;
  if (choice === undefined) return checkPayments(settings);
  const modes: Readonly<Record<string, PaymentMode | null>> = { test: 'test', live: 'live', off: null };
  const mode = choice !== undefined && Object.hasOwn(modes, choice) ? modes[choice] : undefined;
  if (mode === undefined) throw new UsageError('Say which account takes payments: test, live or off.');
  const chosen = await choosePaymentMode(settings, mode);
  if (!chosen.ok) throw new UsageError(`There are no ${mode ?? ''} keys yet: holdfast tenant stripe`);
  return { takesPayments: mode };
}

/** Each account as it stands at Stripe after a look; its keys are masked. */
async function checkPayments(settings: SettingsPorts): Promise<object> {
  const { accounts: stored } = await settings.settings.loadPayments();
  for (const { mode, checkedAt } of stored) if (checkedAt !== null) await setUpPayments(settings, mode);
  const { mode: takesPayments, accounts } = await showPayments(settings);
  return { takesPayments, accounts };
}

const errorsSchema = z.array(z.object({ path: z.string(), message: z.string() })).catch([]);

/** Tells a refusal at a terminal: what is wrong with which field. */
const describe = ({ code, details }: Refusal): string =>
  [`Not saved (${code}).`, ...errorsSchema.parse(details['errors']).map(({ path, message }) => `${path}: ${message}`)].join(
    '\n  ',
  );
