import { readFile } from 'node:fs/promises';
import type { CalendarAccount, Clock } from '../core/index.ts';
import {
  createGoogleBusyTimeSource,
  createGoogleCalendarSink,
  createGoogleTransport,
  parseServiceAccountKey,
} from '../google-calendar-adapter/index.ts';
import type { GoogleCredentials } from '../google-calendar-adapter/index.ts';
import type { Configuration } from './config.ts';
import { ConfigurationError } from './config.ts';

/**
 * Opens the account that owners share their Google calendars with, or answers null when none is configured. Nothing is called yet.
 *
 * @throws ConfigurationError when the key file or the address cannot be used; it tells nothing of what stands in the file.
 */
export async function openCalendarAccount(configuration: Configuration, clock: Clock): Promise<CalendarAccount | null> {
  const { HOLDFAST_GOOGLE_KEY_FILE: file, GOOGLE_API_BASE: apiBase } = configuration;
  if (file === undefined) return null;
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
    throw new ConfigurationError(`HOLDFAST_GOOGLE_KEY_FILE: the file cannot be read (${code}).`);
  });
  try {
    return open(parseServiceAccountKey(text), clock, apiBase);
  } catch (error) {
    // These speak of fields and addresses only.
    if (error instanceof TypeError) throw new ConfigurationError(`HOLDFAST_GOOGLE_KEY_FILE: ${error.message}`);
    throw error;
  }
}

function open(credentials: GoogleCredentials, clock: Clock, apiBase: string | undefined): CalendarAccount {
  const place = apiBase === undefined ? {} : { apiBase, tokenUrl: `${apiBase}/token` };
  const transport = createGoogleTransport({ credentials, clock, ...place });
  return {
    accountEmail: credentials.clientEmail,
    sink: createGoogleCalendarSink({ transport }),
    busyTimeSource: createGoogleBusyTimeSource({ transport }),
  };
}
