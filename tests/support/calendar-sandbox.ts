import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createGoogleCalendarSandbox } from '../../adapters/google-calendar-sandbox/create-google-calendar-sandbox.ts';
import type { CatalogDocument } from '../../core/index.ts';
import { listDemoCalendars, withDemoCalendars } from '../../service/demo/demo-calendars.ts';
import { demoCatalog } from '../../service/demo/demo-catalog.ts';
import { systemClock } from '../../service/system-ports.ts';
import { sandboxAccount } from './google-subject.ts';

/** The owner's calendars beside a service: each person of the demo has one, and there is nothing in them yet. */
export type TestCalendars = {
  /** The page that shows them. */
  readonly url: string;
  /** For `environment` of a service harness. */
  readonly environment: Readonly<Record<string, string>>;
  /** For `catalog` of a service harness. */
  readonly catalog: CatalogDocument;
  readonly stop: () => Promise<void>;
};

/** Starts the calendar sandbox and gives what a service needs to find it. */
export async function startTestCalendars(): Promise<TestCalendars> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'holdfast-calendars-'));
  const { clientEmail, privateKey } = sandboxAccount;
  const keyFile = path.join(folder, 'key.json');
  await writeFile(keyFile, JSON.stringify({ type: 'service_account', client_email: clientEmail, private_key: privateKey }));
  const calendars = listDemoCalendars(systemClock.now()).map((calendar) => ({ ...calendar, events: [] }));
  const sandbox = createGoogleCalendarSandbox({ serviceAccount: sandboxAccount, calendars });
  const { url } = await sandbox.start();
  return {
    url,
    environment: { HOLDFAST_GOOGLE_KEY_FILE: keyFile, GOOGLE_API_BASE: url },
    catalog: withDemoCalendars(demoCatalog),
    stop: async () => {
      await sandbox.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
