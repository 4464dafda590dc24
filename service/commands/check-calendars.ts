import { DAY, Fault } from '../../core/index.ts';
import type { CalendarAccount, Catalog } from '../../core/index.ts';
import { openCalendarAccount } from '../calendar-account.ts';
import type { Configuration } from '../config.ts';
import { ConfigurationError } from '../config.ts';
import { systemClock } from '../system-ports.ts';
import { finding } from './finding.ts';
import type { Finding } from './finding.ts';

/** What was found about the account for calendars, and the account where there is one. */
export type CheckedAccount = { readonly found: Finding; readonly account: CalendarAccount | null };

/** Looks at the account that owners share their calendars with, and tells its address. */
export async function checkCalendarAccount(configuration: Configuration): Promise<CheckedAccount> {
  try {
    const account = await openCalendarAccount(configuration, systemClock);
    const found =
      account === null
        ? finding('calendars', 'note', 'no account is set; set HOLDFAST_GOOGLE_KEY_FILE to show bookings in Google calendars')
        : finding('calendars', 'ok', `owners share theirs with ${account.accountEmail} (“Make changes to events”)`);
    return { found, account };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return { found: finding('calendars', 'bad', error.message), account: null };
  }
}

/** Tries to read each calendar of a business. */
export async function checkCalendars(
  account: CalendarAccount | null,
  check: string,
  { resources }: Catalog,
): Promise<readonly Finding[]> {
  const shown = resources.filter((resource) => resource.calendar !== null);
  const byCalendar = Map.groupBy(shown, (resource) => resource.calendar?.calendarId ?? '');
  return Promise.all(
    [...byCalendar].map(async ([calendarId, sharers]) => {
      const what = `the calendar ${calendarId} (${sharers.map(({ name }) => name).join(', ')})`;
      if (account === null) return finding(check, 'bad', `${what} is not read: set HOLDFAST_GOOGLE_KEY_FILE`);
      const fault = await tryCalendar(account, calendarId);
      if (fault === null) return finding(check, 'ok', `${what} can be read`);
      const advice = fault.retryable ? 'try again later' : `share it with ${account.accountEmail}`;
      return finding(check, 'bad', `${what} cannot be read (${fault.message}); ${advice}`);
    }),
  );
}

async function tryCalendar({ busyTimeSource }: CalendarAccount, calendarId: string): Promise<Fault | null> {
  const now = systemClock.now();
  try {
    const [answer] = await busyTimeSource.readBusyTimes([calendarId], { from: now, to: now + DAY });
    return answer !== undefined && 'fault' in answer ? answer.fault : null;
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}
