// A plain HTML page with the widget, beside a service that is somewhere else. Stays up until Ctrl-C; with --check it is looked at once.
import { waitForEnd } from '../../service/wait-for-end.ts';
import { checkPage } from './check-page.ts';
import { serveWebsite } from './serve-page.ts';
import { startSalon } from './start-salon.ts';

const SITE_ID = 'site_plain';

const isCheck = process.argv.includes('--check');
// From the first moment on: whoever ends it during the start leaves nothing behind either.
const ended = waitForEnd(undefined);

const website = await serveWebsite();
try {
  const salon = await startSalon(website.origin, SITE_ID);
  try {
    website.connect(salon.serviceUrl, SITE_ID);
    if (isCheck) await Promise.race([checkPage(website.origin), ended]);
    else {
      console.log(
        `Book a time at ${website.origin} – card 4242 4242 4242 4242, any future date, any code. Ctrl-C stops everything.`,
      );
      await ended;
    }
  } finally {
    await salon.stop();
  }
} finally {
  await website.stop();
}
