import { demoBusiness } from './demo-catalog.ts';
import { say } from './terminal.ts';

/** A demo that runs: where everything is and what opens it. `demo.json` holds it. */
export type Demo = {
  readonly serviceUrl: string;
  readonly sandboxUrl: string | null;
  readonly bookingPageUrl: string;
  /** Null without WordPress, as are the login's name and password. */
  readonly wordpressUrl: string | null;
  readonly adminUser: string | null;
  readonly adminPassword: string | null;
  readonly mailsUrl: string;
  readonly calendarUrl: string;
  readonly apiKey: string;
  readonly siteId: string;
  readonly sandboxSecretKey: string | null;
  readonly servicePid: number | undefined;
};

/** Tells the person at the terminal where to go. */
export function printAddresses(demo: Demo): void {
  const { wordpressUrl, adminUser, adminPassword, sandboxUrl } = demo;
  const lines = [
    ['Book a time', demo.bookingPageUrl],
    ...(wordpressUrl === null
      ? []
      : [['WordPress', `${wordpressUrl}/wp-admin/  (user ${adminUser}, password ${adminPassword})`]]),
    ['Sent mails', demo.mailsUrl],
    ['Calendars', demo.calendarUrl],
    ['HTTP interface', `${demo.serviceUrl}/docs`],
    ...(sandboxUrl === null ? [] : [['Payments', sandboxUrl]]),
  ];
  say(`
${demoBusiness.name} is open:

${lines.map(([name = '', address]) => `  ${name.padEnd(14)}  ${address}`).join('\n')}

Pay with the card 4242 4242 4242 4242, any future date, any code.
Ctrl-C stops everything.`);
}
