import type { Business } from '../catalog/business.ts';
import type { Service } from '../catalog/service.ts';
import type { PaymentMode } from '../payment/payment-account.ts';
import type { PaymentDomain } from '../payment/payment-setup.ts';
import type { ShownWebhook } from '../payment/shown-webhook.ts';
import type { EpochMillis } from '../time/instant.ts';
import { MINUTE } from '../time/instant.ts';

/** Something that was looked at: that it is well, or what the owner should do. Codes are stable; texts are plain English. */
export type Finding = {
  readonly level: 'ok' | 'warning' | 'error';
  readonly code: string;
  readonly title: string;
  readonly advice: string;
};

/** What is known of a business when its health is asked for. */
export type HealthFacts = {
  readonly business: Business;
  readonly services: readonly Service[];
  readonly payments: {
    readonly mode: PaymentMode | null;
    readonly hasKeys: boolean;
    /** The account that takes payments. */
    readonly account: {
      readonly isReadable: boolean;
      readonly hasWebhookSecret: boolean;
      readonly webhook: ShownWebhook;
      readonly domains: readonly PaymentDomain[];
    } | null;
    readonly lastWebhookAt: EpochMillis | null;
    readonly lastWebhookRefusedAt: EpochMillis | null;
    /** When the newest payment of that account that was paid was created. */
    readonly lastPaidAt: EpochMillis | null;
  };
  readonly calendars: readonly { readonly calendarId: string; readonly state: 'ok' | 'waiting' | 'failing' }[];
  /** Whether the service has an account that calendars can be shared with. */
  readonly hasCalendarAccount: boolean;
  /** How much work should have been done long ago. */
  readonly overdue: number;
  /** Whether mails leave the service at all. */
  readonly isMailSent: boolean;
  readonly now: EpochMillis;
};

/** How long after a payment its message is waited for. */
const MESSAGE_PATIENCE = 10 * MINUTE;

const ok = (code: string, title: string): readonly Finding[] => [{ level: 'ok', code, title, advice: '' }];
const warn = (code: string, title: string, advice: string): readonly Finding[] => [{ level: 'warning', code, title, advice }];
const fail = (code: string, title: string, advice: string): readonly Finding[] => [{ level: 'error', code, title, advice }];

/** Computes how a business stands, subject by subject, and what its owner should do. */
export const computeFindings = (facts: HealthFacts): readonly Finding[] => [
  ...findInBusiness(facts),
  ...findInServices(facts),
  ...findInPayments(facts),
  ...findInMessages(facts),
  ...findInWallets(facts),
  ...findInCalendars(facts),
  ...findInWork(facts),
];

function findInBusiness({ business, isMailSent }: HealthFacts): readonly Finding[] {
  const found = [
    ...(business.email === null
      ? fail(
          'business_email_missing',
          'The business has no e-mail address.',
          'Notices of bookings and codes that protect your settings go there. Set one where the service runs: holdfast tenant change TENANT --email ADDRESS.',
        )
      : []),
    ...(business.currency === null
      ? warn(
          'currency_missing',
          'No currency has been chosen.',
          'Choose the currency that you sell in; new services are priced in it.',
        )
      : []),
    ...(isMailSent
      ? []
      : warn(
          'mail_not_sent',
          'Mails are only kept in a folder, nobody gets them.',
          'Whoever runs the service sets HOLDFAST_SMTP_URL to a mail server.',
        )),
  ];
  return found.length > 0 ? found : ok('business_complete', 'The business is complete, and its mails are sent.');
}

const findInServices = ({ services }: HealthFacts): readonly Finding[] =>
  services.length === 0
    ? fail('services_missing', 'There is nothing to book yet.', 'Add a service and who or what it needs.')
    : ok('services_offered', services.length === 1 ? 'One service can be booked.' : `${services.length} services can be booked.`);

function findInPayments({ services, payments }: HealthFacts): readonly Finding[] {
  const { mode, hasKeys, account } = payments;
  const isPaid = services.some(({ price }) => price.amountMinor > 0);
  if (!hasKeys) {
    return isPaid
      ? fail('payment_keys_missing', 'Nobody can pay yet: there are no keys of a payment account.', 'Enter your Stripe keys.')
      : [];
  }
  if (account === null) {
    return isPaid
      ? fail('payments_off', 'Online payment is switched off.', 'Choose which of your payment accounts takes payments.')
      : ok('payments_not_needed', 'Online payment is switched off, and nothing that is offered costs anything.');
  }
  if (!account.isReadable) {
    return fail(
      'payment_keys_unreadable',
      'The keys of the payment account can no longer be read: the service’s own secret has changed.',
      'Enter your Stripe keys again.',
    );
  }
  return mode === 'test'
    ? warn(
        'payments_in_test_mode',
        'Payments are in test mode: no real money moves.',
        'When you have tried everything, enter your live keys and switch to them.',
      )
    : ok('payments_live', 'Real payments are taken.');
}

function findInMessages({ payments, now }: HealthFacts): readonly Finding[] {
  const { account, lastWebhookAt, lastWebhookRefusedAt, lastPaidAt } = payments;
  if (account === null || !account.isReadable) return [];
  if (!account.hasWebhookSecret) return findMissingWebhook(account.webhook);
  if (lastWebhookRefusedAt !== null && lastWebhookRefusedAt > (lastWebhookAt ?? 0)) {
    return warn(
      'webhook_refused',
      'The last message from Stripe was refused: its signature does not fit.',
      'Copy the signing secret of the webhook endpoint again. If it fits, somebody else has sent that message, and nothing came of it.',
    );
  }
  const isSilent = lastPaidAt !== null && lastPaidAt < now - MESSAGE_PATIENCE && (lastWebhookAt ?? 0) < lastPaidAt;
  if (isSilent) {
    return warn(
      'webhook_silent',
      'Payments have come since the last message from Stripe.',
      'Look at Stripe whether the webhook endpoint has our address and fails. Until then we find payments by asking.',
    );
  }
  return lastWebhookAt === null ? [] : ok('webhook_heard', 'Messages from Stripe arrive.');
}

function findMissingWebhook({ state, detail }: ShownWebhook): readonly Finding[] {
  const title = 'Stripe does not tell us of payments; we find them by asking, which takes longer.';
  switch (state) {
    case 'not_reachable':
      return warn(
        'webhook_not_reachable',
        title,
        'Stripe cannot reach this address from outside. Once the website has an address on the internet that begins with https, it is set up by itself.',
      );
    case 'permission_missing':
      return warn(
        'webhook_permission_missing',
        title,
        `Give the restricted key “${detail ?? ''}” at Stripe and check it again; or add our address as a webhook endpoint there yourself, and enter its signing secret.`,
      );
    case 'failed':
      return warn(
        'webhook_failed',
        title,
        detail === null
          ? 'Stripe did not answer when its messages were set up. It is tried again within the hour; checking the keys again does it now.'
          : `Stripe has refused to set up its messages: ${detail} It is tried again within the hour; checking the keys again does it now.`,
      );
    case 'created':
    case 'kept':
    case 'given':
    case 'waiting':
      return warn('webhook_secret_missing', title, 'Check and save your Stripe keys again: then it is set up by itself.');
  }
}

/** Wallets are a convenience: without them cards work all the same. */
function findInWallets({ payments: { account } }: HealthFacts): readonly Finding[] {
  if (account === null || !account.isReadable) return [];
  const { domains } = account;
  const lacking = domains.find(({ state }) => state === 'permission_missing');
  if (lacking !== undefined) {
    return warn(
      'wallets_permission_missing',
      'Apple Pay and Google Pay are not offered: your domain could not be registered at Stripe.',
      `Give the restricted key “${lacking.detail ?? ''}” at Stripe and check it again.`,
    );
  }
  const inactive = domains.filter(({ state }) => state === 'inactive' || state === 'failed');
  if (inactive.length > 0) {
    return inactive.flatMap(({ domainName, detail }) =>
      warn(
        'wallets_inactive',
        `Apple Pay or Google Pay is not offered on ${domainName}.`,
        `${detail === null ? 'Stripe did not answer when the domain was registered.' : `Stripe says: ${detail}`} Look at “Payment method domains” at Stripe, then check the keys again; cards work in the meantime.`,
      ),
    );
  }
  const active = domains.filter(({ state }) => state === 'active');
  return active.length === 0 ? [] : ok('wallets_active', 'Apple Pay and Google Pay are offered to those who have them.');
}

function findInCalendars({ calendars, hasCalendarAccount }: HealthFacts): readonly Finding[] {
  if (calendars.length === 0) return [];
  if (!hasCalendarAccount) {
    return fail(
      'calendar_account_missing',
      'Calendars are set, but the service has no account to read them with.',
      'Whoever runs the service sets HOLDFAST_GOOGLE_KEY_FILE; until then the times of these people stay as you chose for unknown calendars.',
    );
  }
  const failing = calendars.filter(({ state }) => state === 'failing');
  if (failing.length === 0) {
    return calendars.some(({ state }) => state === 'waiting')
      ? []
      : ok('calendars_read', calendars.length === 1 ? 'The calendar is read.' : `All ${calendars.length} calendars are read.`);
  }
  return failing.flatMap(({ calendarId }) =>
    fail(
      'calendar_failing',
      `The calendar ${calendarId} cannot be read.`,
      'Share it with the service’s account again, with the right to change events, and look whether its name is right.',
    ),
  );
}

const findInWork = ({ overdue }: HealthFacts): readonly Finding[] =>
  overdue === 0
    ? ok('work_done', 'All work is done.')
    : warn(
        'work_overdue',
        overdue === 1 ? 'One piece of work is overdue.' : `${overdue} pieces of work are overdue.`,
        'A mail, a refund, a calendar entry or the end of a hold could not be carried out; it is tried again by itself. If it stays, whoever runs the service looks at its log.',
      );
