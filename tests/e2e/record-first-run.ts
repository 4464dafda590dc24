// Plays a new user on a fresh clone with nothing but the README, and writes docs/first-run.md with the seconds of each step and the pictures.
import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { launchBrowser } from '../support/browser.ts';
import { openAsVisitor } from '../support/visitor.ts';
import { logIn } from '../support/wordpress.ts';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const pictures = path.join(root, 'docs', 'screenshots');
const demoSchema = z.object({
  ...{ bookingPageUrl: z.string(), mailsUrl: z.string(), serviceUrl: z.string(), apiKey: z.string(), calendarUrl: z.string() },
  ...{ wordpressUrl: z.string(), adminUser: z.string(), adminPassword: z.string() },
});

type Step = { readonly what: string; readonly seconds: number };

const steps: Step[] = [];

/** Does one step and remembers how long it took. */
async function take<Value>(what: string, work: () => Promise<Value>): Promise<Value> {
  const startedAt = performance.now();
  const value = await work();
  const seconds = (performance.now() - startedAt) / 1_000;
  steps.push({ what, seconds });
  process.stdout.write(`${seconds.toFixed(1).padStart(6)} s  ${what}\n`);
  return value;
}

/** What a user's shell has: the system's Node and npm, none of this repository's. */
const environment: NodeJS.ProcessEnv = {
  ...process.env,
  PATH: (process.env['PATH'] ?? '')
    .split(':')
    .filter((entry) => !entry.includes('node_modules'))
    .join(':'),
};

/** Nothing that was fetched before counts. */
const folder = await mkdtemp(path.join(os.tmpdir(), 'holdfast-first-run-'));
environment['HOLDFAST_CACHE'] = path.join(folder, 'cache');

async function start(clone: string): Promise<ChildProcess> {
  const child = spawn('npm', ['start'], { cwd: clone, env: environment, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  await new Promise<void>((resolve, reject) => {
    let printed = '';
    child.stdout?.on('data', (data: Buffer) => {
      printed += data.toString();
      if (printed.includes('Ctrl-C stops everything')) resolve();
    });
    child.once('exit', (code) => reject(new Error(`npm start ended with ${code}:\n${printed}`)));
  });
  return child;
}

/** Ctrl-C at the terminal: the whole foreground group gets it. Waits until no process works in the clone any more. */
async function interrupt(child: ChildProcess, place: string): Promise<void> {
  process.kill(-(child.pid ?? 0), 'SIGINT');
  while ((await listProcessesIn(place)).length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Lists the processes whose working folder or command line lies in a folder (Linux). */
async function listProcessesIn(place: string): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  const isInside = async (pid: string): Promise<boolean> => {
    const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => '');
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    // As root the database lies elsewhere; it is the one that was not there before.
    const isDatabase = command.includes('/bin/postgres') && !databasesBefore.has(pid);
    return isDatabase || cwd.startsWith(place) || command.includes(place);
  };
  const found = await Promise.all(pids.map(async (pid) => ((await isInside(pid)) ? pid : null)));
  return found.filter((pid) => pid !== null);
}

/** Databases of others that run on this machine. */
const databasesBefore = new Set<string>();
for (const pid of await readdir('/proc')) {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  if (command.includes('/bin/postgres')) databasesBefore.add(pid);
}

/** The dashboard as its owner sees it, and the page on a telephone. */
async function takePictures({
  wordpressUrl,
  adminUser,
  adminPassword,
  bookingPageUrl,
}: z.output<typeof demoSchema>): Promise<void> {
  const owner = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  await logIn(owner, { url: wordpressUrl, adminUser, adminPassword });
  for (const tab of ['connection', 'business', 'payments', 'prices', 'services']) {
    await owner.goto(`${wordpressUrl}/wp-admin/admin.php?page=holdfast-booking&tab=${tab}`);
    await owner.locator('#holdfast-settings .components-card').first().waitFor();
    await owner.waitForLoadState('networkidle');
    await owner.screenshot({ path: path.join(pictures, `wordpress-${tab}.png`), fullPage: true });
  }
  await owner.setViewportSize({ width: 320, height: 800 });
  await owner.screenshot({ path: path.join(pictures, 'wordpress-services-narrow.png'), fullPage: true });
  await owner.close();
  const narrow = await openAsVisitor(browser, bookingPageUrl, { width: 320 });
  await narrow.chooseService(/^Cut/);
  await narrow.chooseAnyone();
  await narrow.widget.getByRole('radio').first().waitFor();
  await narrow.page.screenshot({ path: path.join(pictures, 'choose-a-time-narrow.png'), fullPage: true });
  await narrow.page.close();
}

const clone = path.join(folder, 'holdfast');
await mkdir(pictures, { recursive: true });
const { browser, close } = await launchBrowser();
try {
  await take('git clone', async () => execFileSync('git', ['clone', '-q', root, clone]));
  let demo = await take('`npm start` on the fresh clone, until it prints the addresses (installs what is missing)', () =>
    start(clone),
  );
  const announced = demoSchema.parse(JSON.parse(await readFile(path.join(clone, '.holdfast', 'demo.json'), 'utf8')));
  const { bookingPageUrl, mailsUrl, serviceUrl, apiKey, calendarUrl } = announced;
  const visitor = await take('open the page', async () => {
    const opened = await openAsVisitor(browser, bookingPageUrl, { width: 1280 });
    await opened.widget.getByRole('heading', { name: 'What would you like to book?' }).waitFor();
    return opened;
  });
  const keep = (name: string) => visitor.page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
  await keep('choose-a-service-wide');
  await take('choose the cut, with anyone', async () => {
    await visitor.chooseService(/^Cut/);
    await visitor.chooseAnyone();
    await visitor.widget.getByRole('radio').first().waitFor();
  });
  await visitor.widget.getByRole('button', { name: 'Next month' }).click();
  await visitor.widget.getByRole('radio').first().waitFor();
  await visitor.page.waitForTimeout(300);
  await keep('choose-a-time-wide');
  await take('choose a time: it is held', async () => {
    await visitor.widget.getByRole('radio').first().click();
    await visitor.widget.getByText(/We keep this time for you until/).waitFor();
  });
  await keep('details-wide');
  await take('name and e-mail, on to the payment form', async () => {
    await visitor.fillDetails();
    await visitor.card.getByLabel('Card number').waitFor();
  });
  await take('type the card 4242 4242 4242 4242', () => visitor.fillCard('4242424242424242'));
  await keep('payment-wide');
  await take('pay, until “You are booked”', async () => {
    await visitor.pay();
    await visitor.expectBooked();
  });
  await keep('confirmed-wide');
  const reference = /Reference\s+(\w{7})/.exec(await visitor.widget.innerText())?.[1] ?? '';
  await take('the confirmation mail is there', async () => {
    await visitor.page.goto(mailsUrl);
    while ((await visitor.page.getByRole('link', { name: /^Confirmed:/ }).count()) === 0) await visitor.page.reload();
    await visitor.page.getByRole('link', { name: /^Confirmed:/ }).click();
    const mail = visitor.page.frameLocator('iframe.mail');
    await mail.getByText(`Reference: ${reference}`).waitFor();
  });
  await keep('mail');
  await take('it stands in the calendar', async () => {
    await visitor.page.goto(calendarUrl);
    while ((await visitor.page.getByText(/Maria Lind/).count()) === 0) await visitor.page.reload();
  });
  await keep('calendar');
  await takePictures(announced);
  await take('PostgreSQL has it too (asked through the HTTP interface)', async () => {
    const response = await fetch(`${serviceUrl}/v1/admin/bookings?from=2020-01-01T00:00:00Z&to=2199-01-01T00:00:00Z`, {
      headers: { authorization: `Bearer ${apiKey}` },
    });
    const text = await response.text();
    if (!text.includes(reference) || !text.includes('"state":"confirmed"')) throw new Error('the booking is not in the database');
  });
  await take('Ctrl-C, until no process is left', () => interrupt(demo, folder));
  demo = await take('`npm start` again', () => start(clone));
  await take('Ctrl-C, until no process is left', () => interrupt(demo, folder));
  await visitor.page.close();
} finally {
  await close();
  await rm(folder, { recursive: true, force: true });
}

const rows = steps.map(({ what, seconds }) => `| ${what} | ${seconds.toFixed(1)} |`).join('\n');
await writeFile(
  path.join(root, 'docs', 'first-run.md'),
  `# A first run

Recorded by \`npm run record\` with Node ${execFileSync('node', ['--version'], { env: environment }).toString().trim()} and npm ${execFileSync(
    'npm',
    ['--version'],
    { env: environment, stdio: ['ignore', 'pipe', 'ignore'] },
  )
    .toString()
    .trim()} on ${os.type()} ${os.arch()}, ${os.cpus().length} cores, ${Math.round(os.totalmem() / 2 ** 30)} GB: a fresh clone in a new folder, then what the README says and a browser, no pauses for reading.

| Step | Seconds |
|---|---|
${rows}

![What is offered](screenshots/choose-a-service-wide.png)
![A month and the times of a day](screenshots/choose-a-time-wide.png)
![Details, while the time is kept](screenshots/details-wide.png)
![The payment form](screenshots/payment-wide.png)
![Confirmed](screenshots/confirmed-wide.png)
![The confirmation mail](screenshots/mail.png)
![The calendars of the people who do the work](screenshots/calendar.png)
![On a telephone](screenshots/choose-a-time-narrow.png)

## The dashboard

![The connection and its health](screenshots/wordpress-connection.png)
![The business](screenshots/wordpress-business.png)
![Payments](screenshots/wordpress-payments.png)
![Prices](screenshots/wordpress-prices.png)
![Services and staff](screenshots/wordpress-services.png)
![The same at 320 pixels](screenshots/wordpress-services-narrow.png)
`,
);
