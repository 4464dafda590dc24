import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { bookAndPay } from '../support/booking-steps.ts';
import { launchBrowser } from '../support/browser.ts';
import type { LaunchedBrowser } from '../support/browser.ts';
import { startServiceHarness } from '../support/service-harness.ts';
import type { Json, ServiceHarness } from '../support/service-harness.ts';
import { defaultAttributes, serveSiteFront } from '../support/site-front.ts';
import type { DoorVisit, SiteFront } from '../support/site-front.ts';
import { openAsVisitor } from '../support/visitor.ts';
import type { Visitor } from '../support/visitor.ts';

let harness: ServiceHarness;
let site: SiteFront;
let launched: LaunchedBrowser;
let browser: Browser;
let visitor: Visitor;

beforeAll(async () => {
  harness = await startServiceHarness({ origins: ['http://127.0.0.1:*'] });
  launched = await launchBrowser();
  browser = launched.browser;
});
beforeEach(async () => {
  site = await serveSiteFront(harness.url, 'site_a');
});
afterEach(async () => {
  await visitor.page.close();
  await site.stop();
});
afterAll(async () => {
  await launched?.close();
  await harness?.stop();
});

const open = async (attributes?: string): Promise<void> => {
  visitor = await openAsVisitor(browser, site.url(attributes));
};

const keepUntil = (): Promise<void> => visitor.widget.getByText(/We keep this time for you until/).waitFor();
const retry = (): Promise<void> => visitor.widget.getByRole('button', { name: 'Try again' }).click();
const countBookings = async (): Promise<number> => {
  const answer = await harness.call('GET', '/v1/admin/bookings?from=2020-01-01T00:00:00Z&to=2199-01-01T00:00:00Z');
  const { bookings }: { readonly bookings: readonly Json[] } = answer.body;
  return bookings.length;
};
const through = (door: DoorVisit['door']): readonly DoorVisit[] => site.visits.filter((visit) => visit.door === door);

/** The business can be reached by links, and there is a button: never an empty box. */
const expectWaysOut = async (): Promise<void> => {
  await visitor.widget.getByText('Booking is not reachable right now.').waitFor({ timeout: 30_000 });
  expect(await visitor.widget.getByRole('link', { name: '+46 8 555 0123' }).first().getAttribute('href')).toBe('tel:+4685550123');
  expect(await visitor.widget.getByRole('link', { name: 'hello@salon.example' }).first().getAttribute('href')).toBe(
    'mailto:hello@salon.example',
  );
  await visitor.widget.getByRole('button', { name: 'Try again' }).waitFor();
};

describe('a site whose REST API', () => {
  test('is open: nothing goes another way', async () => {
    await open();
    await visitor.chooseService(/^Beard/);
    await visitor.chooseAnyone();
    await visitor.chooseTime();
    await keepUntil();
    expect(through('ajax')).toEqual([]);
    expect(through('rest').every(({ status }) => status < 300)).toBe(true);
  });

  test('has plain permalinks: the query of a request joins the one of the address', async () => {
    await open('service-url="/index.php?rest_route=/holdfast"');
    await visitor.chooseService(/^Beard/);
    await visitor.chooseAnyone();
    await visitor.chooseTime();
    await keepUntil();
    expect(through('rest').map(({ path }) => path)).toContain('/v1/days');
  });

  test('is behind a firewall: one knock, then everything goes through admin-ajax, up to the payment', async () => {
    site.doors.rest = 'firewall';
    await open();
    await visitor.chooseService(/^Beard/);
    await visitor.chooseAnyone();
    await visitor.chooseTime();
    await visitor.fillDetails();
    await visitor.fillCard('4242424242424242');
    await visitor.pay();
    await visitor.expectBooked();
    expect(through('rest').map(({ path, status }) => [path, status])).toEqual([['/v1/services', 403]]);
    expect(through('ajax').map(({ path }) => path)).toEqual(expect.arrayContaining(['/v1/services', '/v1/days', '/v1/bookings']));
  });

  test('lets nobody write: the hold goes the other way under its own key, and is one hold', async () => {
    site.doors.rest = 'firewall-for-writes';
    const before = await countBookings();
    await open();
    await visitor.chooseService(/^Beard/);
    await visitor.chooseAnyone();
    await visitor.chooseTime();
    await keepUntil();
    const holds = site.visits.filter(({ method, path }) => method === 'POST' && path === '/v1/bookings');
    expect(holds.map(({ door, status }) => [door, status])).toEqual([
      ['rest', 200],
      ['ajax', 201],
    ]);
    expect(new Set(holds.map(({ key }) => key)).size).toBe(1);
    expect(holds[0]?.key).not.toBeNull();
    expect(await countBookings()).toBe(before + 1);
  });

  test('and admin-ajax are both closed: phone, mail and a retry, and then it goes on', async () => {
    site.doors.rest = 'firewall';
    site.doors.ajax = 'firewall';
    await open();
    await expectWaysOut();
    await visitor.look('15-both-ways-closed');
    site.doors.ajax = 'open';
    await retry();
    await visitor.widget.getByRole('heading', { name: 'What would you like to book?' }).waitFor();
  });

  test('says no in words of ours: a lost race offers the nearest times', async () => {
    await open();
    await visitor.chooseService(/^Colour Consult/);
    await visitor.widget.getByRole('button', { name: /^Mei/ }).click();
    await visitor.widget.getByRole('button', { name: 'Next month' }).click();
    const time = visitor.widget.getByRole('radio').first();
    await time.waitFor();
    const startsAt = await time.getAttribute('data-starts-at');
    const body = { serviceId: 'svc_colour', startsAt, resourceId: 'res_mei', timeZone: 'Europe/Stockholm', partySize: 1 };
    expect((await harness.call('POST', '/v1/bookings', { body })).status).toBe(201);
    await time.click();
    await visitor.widget.getByText('Someone was a moment faster.').waitFor();
    await visitor.widget.getByRole('alert').getByRole('button').first().click();
    await keepUntil();
    expect(through('ajax')).toEqual([]);
  });
});

test('the page of one booking goes the second way too, in its own language, and cancels under one key', async () => {
  const { bookingId, manageToken } = await bookAndPay(harness, 'svc_beard', {}, { key: harness.a.apiKey });
  site.doors.rest = 'firewall';
  const address = site.url(`${defaultAttributes} locale="sv-SE"`, 'holdfast-manage');
  visitor = await openAsVisitor(browser, `${address}#${manageToken}&${bookingId}`);
  const panel = visitor.page.locator('holdfast-manage');
  await panel.getByRole('button', { name: 'Avboka' }).click();
  await panel.getByRole('button', { name: /^Avboka och få tillbaka/ }).click();
  await panel.getByText('Din bokning är avbokad.').first().waitFor();
  expect(through('rest').map(({ method }) => method)).not.toContain('POST');
  expect(
    through('ajax')
      .filter(({ path }) => path.endsWith('/cancel'))
      .map(({ status }) => status),
  ).toEqual([200]);
});

describe('a service that goes away', () => {
  const setDoors = (state: 'open' | 'away'): void => void Object.assign(site.doors, { rest: state, ajax: state });
  const reachDetails = async (): Promise<void> => {
    await open();
    await visitor.chooseService(/^Beard/);
    await visitor.chooseAnyone();
    await visitor.chooseTime();
    await keepUntil();
    await visitor.widget.getByLabel('Name', { exact: true }).fill('Maria Lind');
    await visitor.widget.getByLabel('E-mail', { exact: true }).fill('maria@example.com');
  };

  test('while the details are sent: what was typed and the time stay, and the retry goes on to the payment', async () => {
    await reachDetails();
    const before = await countBookings();
    setDoors('away');
    await visitor.widget.getByRole('button', { name: 'Continue to payment' }).click();
    await expectWaysOut();
    await visitor.widget.getByText('Your time stays kept meanwhile, and nothing you typed is lost.').waitFor();
    await keepUntil();
    expect(await visitor.widget.getByLabel('Name', { exact: true }).inputValue()).toBe('Maria Lind');
    await visitor.look('16-away-with-details');
    await retry();
    await expectWaysOut();
    setDoors('open');
    await retry();
    await visitor.fillCard('4242424242424242');
    await visitor.pay();
    await visitor.expectBooked();
    expect(await countBookings()).toBe(before);
  });

  test('and a visitor who reloads meanwhile: the held time and the details are there when it is back', async () => {
    await reachDetails();
    const before = await countBookings();
    setDoors('away');
    await visitor.page.reload();
    await expectWaysOut();
    setDoors('open');
    await retry();
    await keepUntil();
    expect(await visitor.widget.getByLabel('E-mail', { exact: true }).inputValue()).toBe('maria@example.com');
    expect(await countBookings()).toBe(before);
  });

  test('while the booking of a reload is fetched: even a firewall’s page makes nothing forgotten', async () => {
    await reachDetails();
    await visitor.page.route('**/v1/bookings/bkg_*', (route) =>
      route.fulfill({ status: 403, contentType: 'text/html', body: '<h1>Blocked</h1>' }),
    );
    await visitor.page.reload();
    await expectWaysOut();
    await visitor.page.unroute('**/v1/bookings/bkg_*');
    await retry();
    await keepUntil();
    expect(await visitor.widget.getByLabel('Name', { exact: true }).inputValue()).toBe('Maria Lind');
  });

  test('while the times are loaded: the retry brings them', async () => {
    await open();
    await visitor.chooseService(/^Beard/);
    setDoors('away');
    await visitor.chooseAnyone();
    await expectWaysOut();
    setDoors('open');
    await retry();
    await visitor.widget.getByRole('radio').first().waitFor();
    expect(await visitor.widget.getByText('Booking is not reachable right now.').count()).toBe(0);
  });
});
