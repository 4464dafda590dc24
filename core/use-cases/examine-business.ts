import type { Business } from '../catalog/business.ts';
import { findAccount } from '../payment/payment-account.ts';
import type { Ports } from '../ports/ports.ts';
import type { SettingsPorts } from '../ports/settings-ports.ts';
import { computeFindings } from '../report/compute-findings.ts';
import type { Finding } from '../report/compute-findings.ts';
import { MINUTE } from '../time/instant.ts';
import { listCalendars } from './list-calendars.ts';
import type { ListedCalendar } from './list-calendars.ts';
import { showPayments } from './show-payments.ts';
import type { ShownPayments } from './show-payments.ts';

/** How a business stands. */
export type Examination = {
  readonly business: Business;
  readonly payments: Pick<ShownPayments, 'mode' | 'lastWebhookAt' | 'lastWebhookRefusedAt'> & {
    /** Whether payments can be taken: an account is chosen, and its keys can be read. */
    readonly isReady: boolean;
  };
  readonly calendars: {
    /** The account that owners share their calendars with; null when the service has none. */
    readonly accountEmail: string | null;
    readonly list: readonly ListedCalendar[];
  };
  readonly work: { readonly overdue: number };
  readonly findings: readonly Finding[];
};

type ExaminationPorts = Pick<Ports, 'catalog' | 'bookings' | 'effects' | 'busyTimes' | 'calendars' | 'clock'> &
  Pick<SettingsPorts, 'settings' | 'secrets'>;

/** Work that was due this long ago, or tried this often, is not on its way any more: something keeps it. */
const OVERDUE_AFTER = 5 * MINUTE;
const OVERDUE_ATTEMPTS = 6;
/** More holds than this need not be counted to know that something is wrong. */
const MAXIMUM_HOLDS = 100;

/** Looks at everything that an owner has to do with, and says what to do about what is not well. Asks no provider; `isMailSent` is the service's to know. */
export async function examineBusiness(ports: ExaminationPorts, isMailSent: boolean): Promise<Examination> {
  const [{ business, services }, settings, shown, list, overdue] = await Promise.all([
    ports.catalog.loadCatalog(),
    ports.settings.loadPayments(),
    showPayments(ports),
    listCalendars(ports),
    countOverdue(ports),
  ]);
  const { mode, accounts, lastWebhookAt, lastWebhookRefusedAt } = shown;
  const account = mode === null ? null : accounts[mode];
  const provider = findAccount(settings, mode)?.provider;
  const findings = computeFindings({
    ...{ business, services, overdue, isMailSent },
    payments: {
      ...{ mode, account, lastWebhookAt, lastWebhookRefusedAt },
      hasKeys: settings.accounts.length > 0,
      lastPaidAt: provider === undefined ? null : await ports.bookings.findLastPaidAt(provider),
    },
    calendars: list,
    hasCalendarAccount: ports.calendars !== null,
    now: ports.clock.now(),
  });
  return {
    business,
    payments: { mode, lastWebhookAt, lastWebhookRefusedAt, isReady: account?.isReadable ?? false },
    calendars: { accountEmail: ports.calendars?.accountEmail ?? null, list },
    work: { overdue },
    findings,
  };
}

async function countOverdue({ effects, bookings, clock }: Pick<Ports, 'effects' | 'bookings' | 'clock'>): Promise<number> {
  const dueBy = clock.now() - OVERDUE_AFTER;
  const [undelivered, holds] = await Promise.all([
    effects.countOverdue(dueBy, OVERDUE_ATTEMPTS),
    bookings.listDueHolds(dueBy, MAXIMUM_HOLDS, null),
  ]);
  return undelivered + holds.length;
}
