import { afterAll, jest } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { busyTimeSourceSuite, controlledSourceCaseNames } from '../conformance/busy-time-source.suite.ts';
import { calendarSinkSuite, controlledSinkCaseNames } from '../conformance/calendar-sink.suite.ts';
import { openGoogleSubject } from '../support/google-subject.ts';
import { readGoogleAccess } from './google-access.ts';

// A network lies between, and some cases take a dozen calls.
jest.setTimeout(120_000);

const access = readGoogleAccess(process.env);
if (access.kind !== 'given') throw new Error('Run it with: npm run test:live -- google');

const open = () =>
  openGoogleSubject({
    credentials: access.credentials,
    calendarId: access.calendarId,
    apiBase: 'https://www.googleapis.com',
    tokenUrl: 'https://oauth2.googleapis.com/token',
    clock: { now: () => Temporal.Now.instant().epochMilliseconds },
    isWaiting: true,
  });

calendarSinkSuite('Google Calendar', open);
busyTimeSourceSuite('Google Calendar', open);

// What only a provider shows that can be told what to do, and which the sandbox alone is.
afterAll(() => {
  const names = [...controlledSinkCaseNames, ...controlledSourceCaseNames];
  process.stdout.write(names.map((name) => `google: not run live: ${name}\n`).join(''));
});
