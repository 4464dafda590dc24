import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CatalogDocument } from '../../core/index.ts';
import { demoCatalog } from '../../service/demo/demo-catalog.ts';
import { hold } from '../support/booking-steps.ts';
import { launchBrowser } from '../support/browser.ts';
import type { LaunchedBrowser } from '../support/browser.ts';
import { expectHeading, openWithoutScripts } from '../support/no-script-visitor.ts';
import { servePlainPage } from '../support/plain-page.ts';
import type { PlainPage } from '../support/plain-page.ts';
import { startServiceHarness } from '../support/service-harness.ts';
import type { Json, ServiceHarness } from '../support/service-harness.ts';
import { openAsVisitor } from '../support/visitor.ts';

/** The demo's yoga with two places. */
const catalog: CatalogDocument = {
  ...demoCatalog,
  services: demoCatalog.services.map((service) =>
    service.id === 'svc_yoga' ? { ...service, capacity: 2, maximumPartySize: 2 } : service,
  ),
};

let harness: ServiceHarness;
let site: PlainPage;
let launched: LaunchedBrowser;

beforeAll(async () => {
  harness = await startServiceHarness({ origins: ['http://127.0.0.1:*'], catalog });
  site = await servePlainPage(harness.url, 'site_a');
  launched = await launchBrowser();
});
afterAll(async () => {
  await launched?.close();
  await site?.stop();
  await harness?.stop();
});

/** The first of the month after today's, and of the one after that. */
function nextMonth(): readonly [from: string, to: string] {
  const [year = 0, month = 0] = new Date().toISOString().slice(0, 7).split('-').map(Number);
  const first = (months: number): string => new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
  return [first(1), first(2)];
}

const dayOf = (startsAt: string): string =>
  new Date(startsAt).toLocaleDateString('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'Europe/Stockholm',
  });

describe('a class', () => {
  test('is listed by date with its seats, full days among them, and booked by keyboard', async () => {
    const [from, to] = nextMonth();
    const { slots } = (await harness.call('GET', `/v1/slots?service=svc_yoga&from=${from}&to=${to}`)).body;
    const [first, second, third]: readonly Json[] = slots;
    const full = await hold(harness, { serviceId: 'svc_yoga', startsAt: second.startsAt, partySize: 2 });
    const nearlyFull = await hold(harness, { serviceId: 'svc_yoga', startsAt: third.startsAt });
    expect([full.status, nearlyFull.status]).toEqual([201, 201]);
    const visitor = await openAsVisitor(launched.browser, site.url('service="svc_yoga"'));
    const { widget, page } = visitor;
    await widget.getByRole('button', { name: 'Next month' }).click();
    const sessions = (day: string) => widget.getByRole('radiogroup', { name: `Times on ${day}` }).getByRole('radio');
    await sessions(dayOf(first.startsAt)).first().waitFor();
    expect(await sessions(dayOf(first.startsAt)).first().innerText()).toMatch(/^\d\d:\d\d–\d\d:\d\d\s+2 seats left$/);
    expect(await sessions(dayOf(third.startsAt)).first().innerText()).toMatch(/1 seat left$/);
    await visitor.look('23-class');
    // A full day is not left out: it leads to the form that asks for a mail.
    const tellMe = widget.getByRole('button', { name: `Tell me if a place becomes free: ${dayOf(second.startsAt)}` });
    await tellMe.click();
    await widget.getByLabel('E-mail me if a time becomes free').fill('waiting@example.com');
    await widget.getByRole('button', { name: 'Tell me', exact: true }).click();
    await widget.getByText('Done. We will write to you if a time becomes free.').waitFor();
    await widget.getByRole('gridcell', { name: new RegExp(`^${dayOf(third.startsAt)}`) }).click();
    await widget.getByRole('button', { name: 'More' }).click();
    // For two there is no place where one is left.
    await widget.getByRole('gridcell', { name: new RegExp(`^${dayOf(third.startsAt)}.*fully booked`) }).waitFor();
    await widget.getByRole('button', { name: 'Fewer' }).click();
    await sessions(dayOf(third.startsAt)).first().focus();
    await page.keyboard.press('Enter');
    await visitor.fillDetails();
    await visitor.card.getByLabel('Card number').waitFor();
    await visitor.fillCard('4242424242424242');
    await visitor.pay();
    await visitor.expectBooked();
    await page.close();
  });

  test.each([
    [320, 'light'],
    [760, 'dark'],
  ] as const)('can be seen at %p px, %s', async (width, colorScheme) => {
    const address = `${site.url('service="svc_yoga"')}&scheme=${colorScheme}`;
    const visitor = await openAsVisitor(launched.browser, address, { width, colorScheme });
    await visitor.widget.getByRole('radio').first().waitFor();
    await visitor.look(`23-class-${width}`);
    await visitor.page.close();
  });

  test('without scripts is listed by date too', async () => {
    const [from] = nextMonth();
    const page = await openWithoutScripts(launched.browser, `${harness.url}/v1/plain/site_a/times?service=svc_yoga&from=${from}`);
    await expectHeading(page, 'Morning yoga');
    await page.getByText('2 seats left').first().waitFor();
    await page.getByText('Fully booked').first().waitFor();
    await page.close();
  });
});
