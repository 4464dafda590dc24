import { readFileSync } from 'node:fs';
import { parseServiceAccountKey } from '../../google-calendar-adapter/index.ts';
import type { GoogleCredentials } from '../../google-calendar-adapter/index.ts';

/** A service account and a calendar to try it on, or why there are none. */
export type GoogleAccessFound =
  | { readonly kind: 'given'; readonly credentials: GoogleCredentials; readonly calendarId: string }
  | { readonly kind: 'missing'; readonly advice: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** Reads the key file and the calendar from the environment. The suites add events far in the future and take them away again. */
export function readGoogleAccess(environment: NodeJS.ProcessEnv): GoogleAccessFound {
  const { GOOGLE_SERVICE_ACCOUNT_FILE: file = '', GOOGLE_CALENDAR_ID: calendarId = '' } = environment;
  if (file === '' || calendarId === '') {
    const advice =
      'set GOOGLE_SERVICE_ACCOUNT_FILE to the key file of a service account, and GOOGLE_CALENDAR_ID to a test calendar that is shared with it for changes';
    return { kind: 'missing', advice };
  }
  try {
    return { kind: 'given', calendarId, credentials: parseServiceAccountKey(readFileSync(file, 'utf8')) };
  } catch (error) {
    return { kind: 'refused', reason: error instanceof Error ? error.message : String(error) };
  }
}
