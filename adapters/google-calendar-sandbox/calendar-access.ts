import { ApiFault, refuseMissing } from './api-fault.ts';
import { ACCESS_ROLES } from './options.ts';
import type { AccessRole } from './options.ts';
import type { SandboxState, StoredCalendar } from './sandbox-state.ts';

/** Finds a calendar that the service account may use in a way. One that is not shared is not there, as Google has it. */
export function findCalendar(state: SandboxState, calendarId: string, needed: AccessRole): StoredCalendar {
  const calendar = state.calendars.get(calendarId);
  if (calendar === undefined || calendar.role === 'none') throw refuseMissing();
  if (ACCESS_ROLES.indexOf(calendar.role) >= ACCESS_ROLES.indexOf(needed)) return calendar;
  throw new ApiFault(403, 'requiredAccessLevel', `You need to have ${needed} access to this calendar.`, 'calendar');
}
