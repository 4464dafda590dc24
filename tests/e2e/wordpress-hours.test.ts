import { afterAll, beforeAll, expect, test } from '@jest/globals';
import axe from 'axe-core';
import type { Locator, Page } from 'playwright-core';
import type { Resource, Service } from '../../core/index.ts';
import { launchBrowser } from '../support/browser.ts';
import type { LaunchedBrowser } from '../support/browser.ts';
import { openAsOwner } from '../support/owner.ts';
import type { Owner } from '../support/owner.ts';
import type { Json } from '../support/service-harness.ts';
import { waitFor } from '../support/wait-for.ts';
import { startWordPressHarness, wordPressStartMillis } from '../support/wordpress.ts';
import type { WordPressHarness } from '../support/wordpress.ts';
import { addPeopleAndRooms, setUpCourse, setUpPlaces, setUpStay, setUpSteps } from './wordpress-kinds.steps.ts';
import { setUpPrices, setUpServicePrices } from './wordpress-prices.steps.ts';
import type { PriceScreen } from './wordpress-prices.steps.ts';
import { keepPicture } from '../support/keep-picture.ts';

const STEP_MILLIS = 120_000;
const office = [{ fromMinute: 540, toMinute: 1_020 }];
const anna: Resource = {
  ...{ id: 'res_anna', name: 'Anna', kind: 'staff', timeZone: 'Europe/Stockholm', dateOverrides: {}, calendar: null },
  weeklyHours: Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, office])),
};
const cut: Service = {
  ...{ id: 'svc_cut', kind: 'appointment', name: 'Haircut', description: '', place: null, timeZone: 'Europe/Stockholm' },
  ...{ durationMinutes: 60, bufferBeforeMinutes: 0, bufferAfterMinutes: 0, minimumNoticeMinutes: 0, horizonDays: 730 },
  ...{ stepMinutes: 60, holdMinutes: 10, price: { amountMinor: 45_000, currency: 'SEK' }, priceUnit: 'booking' },
  ...{ minimumPartySize: 1, maximumPartySize: 1, extras: [], capacity: null, sessions: [], payment: 'online' },
  ...{ cancellationPolicy: { tiers: [] }, delayedPaymentDays: null },
  needs: [{ name: 'Staff', anyOf: ['res_anna'], visitorMayChoose: false }],
};

let launched: LaunchedBrowser;
let site: WordPressHarness;
let owner: Owner;
let page: Page;

beforeAll(async () => {
  launched = await launchBrowser();
  site = await startWordPressHarness({
    version: '6.6',
    service: { catalog: { services: [cut], resources: [anna], codes: [] } },
  });
  owner = await openAsOwner(launched.browser, site);
  page = owner.page;
}, wordPressStartMillis);
afterAll(async () => {
  await launched?.close();
  await site?.stop();
});

const openTab = (name: string): Promise<void> => owner.open(`admin.php?page=holdfast-booking&tab=${name}`);
const load = async (route: string): Promise<Json> => (await site.service.call('GET', `/v1/admin/${route}`)).body;
const button = (name: string | RegExp): Locator => page.getByRole('button', { name, exact: typeof name === 'string' });
/** Waits until it stands on the screen, not only in what is read out. */
const said = (words: string | RegExp): Promise<void> => page.locator('.holdfast-settings').getByText(words).first().waitFor();
const save = (): Promise<void> => button('Save').click();

/** Keeps pictures of our part at both widths, and lets axe-core judge it. */
async function look(name: string): Promise<void> {
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await keepPicture(page, `${name}-${width}`);
    const overflow = await page.evaluate(() => {
      const screen = document.querySelector('.holdfast-settings')?.getBoundingClientRect();
      return [...document.querySelectorAll('.holdfast-settings *')]
        .filter(
          (element) =>
            element.getBoundingClientRect().width > 0 && !element.matches('.screen-reader-text, .screen-reader-text *'),
        )
        .filter((element) => element.getBoundingClientRect().right > (screen?.right ?? 0) + 1)
        .map((element) => element.outerHTML.slice(0, 120));
    });
    expect([name, width, overflow]).toEqual([name, width, []]);
  }
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const { axe: judge } = window as unknown as { axe: typeof axe };
    const result = await judge.run('.holdfast-settings', {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    });
    return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
  });
  expect([name, violations]).toEqual([name, []]);
}

const DAY_MILLIS = 86_400_000;

/** Whether visitors are offered something on a date. */
async function isOpenOn(date: string): Promise<boolean> {
  const next = new Date(Date.parse(date) + DAY_MILLIS).toISOString().slice(0, 10);
  const query = `service=svc_cut&from=${date}&to=${next}&timeZone=Europe/Stockholm`;
  const { days } = (await site.service.call('GET', `/v1/days?${query}`)).body;
  return days[0].available;
}

const nextYear = new Date().getUTCFullYear() + 1;

test(
  'a service is offered in another duration at its own price, and visitors are told of both',
  async () => {
    await openTab('services');
    await button('Edit Haircut').click();
    await button('Offer another duration').click();
    await save();
    await said('It could not be saved yet.');
    await look('wordpress-durations-mistake');
    await page.getByRole('link', { name: 'Enter a whole number from 1 to 44640.' }).click();
    await page.keyboard.type('90');
    await page.keyboard.press('Tab');
    await page.keyboard.type('620,50');
    await look('wordpress-durations');
    await save();
    await said('“Haircut” was saved.');
    const { services } = (await site.service.call('GET', '/v1/services')).body;
    expect(services[0]).toMatchObject({
      ...{ durationMinutes: 60, price: { amountMinor: 45_000, currency: 'SEK' } },
      otherDurations: [{ durationMinutes: 90, price: { amountMinor: 62_050, currency: 'SEK' } }],
    });
  },
  STEP_MILLIS,
);

test(
  'hours with a name are made with public holidays and special dates, given to a person, and times follow',
  async () => {
    const christmas = `${nextYear}-12-25`;
    await openTab('hours');
    await look('wordpress-hours-empty');
    await button('Add a schedule').click();
    await page.getByLabel('Name', { exact: true }).fill('Opening hours');
    await button('Choose whose holidays').click();
    await page.getByRole('combobox', { name: 'Country' }).fill('Swed');
    await page.getByRole('option', { name: 'Sweden' }).click();
    await said('The next ones:');
    await said(/Christmas Day/);
    await button('Add a special date').click();
    await page.getByLabel('When', { exact: true }).selectOption('monthly');
    await page.getByLabel('Weekday').selectOption('3');
    await page.getByLabel('Starting on').fill(`${nextYear}-01-01`);
    await page.getByLabel('Name (optional)').fill('Training');
    await look('wordpress-schedule');
    await button('Add to the list').click();
    await said(/Every first Wednesday of a month, from .*: Closed \(Training\)/);
    await save();
    await said('“Opening hours” was saved.');
    const { schedules } = await load('schedules');
    expect(schedules).toMatchObject([
      {
        holidays: [{ country: 'SE', region: null, change: 'closed' }],
        exceptions: [{ kind: 'recurring', rule: 'FREQ=MONTHLY;BYDAY=1WE', change: 'closed', name: 'Training' }],
      },
    ]);

    await openTab('services');
    await button('Edit Anna').click();
    await button(/^Choose a schedule/).click();
    await page.getByLabel('From (optional)').fill(`${nextYear}-01-01`);
    await page.getByRole('group', { name: 'Time off' }).getByLabel('First day').fill(`${nextYear}-03-01`);
    await page.getByRole('group', { name: 'Time off' }).getByLabel('Note (optional)').fill('Away');
    await button('Add time off').click();
    await page.getByText('Public holidays, special dates, other time zones').click();
    await look('wordpress-staff');
    await save();
    await said('“Anna” was saved.');
    expect((await load('resources/res_anna')).resource).toMatchObject({
      schedules: [{ scheduleId: schedules[0].id, from: `${nextYear}-01-01`, until: null }],
      timeOff: [{ from: `${nextYear}-03-01`, until: `${nextYear}-03-01`, name: 'Away' }],
    });
    const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay();
    expect(await isOpenOn(christmas)).toBe(false);
    expect(await isOpenOn(`${nextYear}-03-01`)).toBe(false);
    const days = Array.from({ length: 7 }, (_, index) => `${nextYear}-09-${String(index + 1).padStart(2, '0')}`);
    const training = days.find((date) => weekdayOf(date) === 3) ?? '';
    const usual = days.find((date) => weekdayOf(date) === 2) ?? '';
    expect([await isOpenOn(training), await isOpenOn(usual)]).toEqual([false, true]);

    await openTab('hours');
    await said(/Used by Anna \(from .*\)/);
    await look('wordpress-hours');
    await button('Retire Opening hours').click();
    await page.getByRole('dialog').getByText('Opening hours is used by Anna. Take it away there first.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
  },
  STEP_MILLIS,
);

test(
  'an owner reads why a time is not offered, by day and by start',
  async () => {
    await openTab('hours');
    await page.getByLabel('Date', { exact: true }).fill(`${nextYear}-12-25`);
    await button('Find out').click();
    await said('not offered');
    await said(/Anna.*closed/i);
    await look('wordpress-why-not');
    const days = Array.from({ length: 7 }, (_, index) => `${nextYear}-09-${String(index + 14).padStart(2, '0')}`);
    await page.getByLabel('Date', { exact: true }).fill(days.find((date) => new Date(date).getUTCDay() === 2) ?? '');
    await page.getByLabel('Start (optional)').fill('10:00');
    await page.keyboard.press('Enter');
    await said('10:00 AM');
    await page.locator('.holdfast-run-offered').getByText('offered', { exact: true }).waitFor();
    expect(await page.locator('.holdfast-run').count()).toBe(1);
  },
  STEP_MILLIS,
);

test(
  'a class is made with its sessions, seats and a limit, and visitors see them',
  async () => {
    await openTab('services');
    await button('Add a service').click();
    await page.getByLabel('A class: held at set times, with seats').check();
    await page.getByLabel('Name', { exact: true }).fill('Yoga');
    await page.getByLabel('Price', { exact: true }).fill('150');
    await button('Add sessions').click();
    await page.getByLabel('Starting on').fill(`${nextYear}-01-05`);
    await page.getByLabel('It begins at').fill('18:30');
    await page.getByLabel('Seats', { exact: true }).fill('12');
    await page.getByText(/^More rules/).click();
    await page.getByLabel('At most … bookings a week').fill('0');
    await look('wordpress-class');
    await save();
    await page.getByRole('link', { name: 'Add what you have entered here to the list, or take it out.' }).click();
    await button('Add to the list').click();
    await save();
    await said('Enter a whole number from 1 to 100000, or nothing.');
    await page.getByLabel('At most … bookings a week').fill('30');
    await page.getByLabel('Booked at most … days ahead').fill('700');
    await save();
    await said('“Yoga” was saved.');
    const { services } = await load('services');
    expect(services[1]).toMatchObject({
      ...{ kind: 'class', name: 'Yoga', capacity: 12, priceUnit: 'person', limits: { perWeek: 30 } },
      sessions: [{ kind: 'recurring', startMinute: 1_110, startsOn: `${nextYear}-01-05` }],
    });
    const from = `${nextYear}-02-01T00:00:00Z`;
    const query = `service=${services[1].id}&from=${from}&to=${nextYear}-02-08T00:00:00Z`;
    const { slots } = (await site.service.call('GET', `/v1/slots?${query}`)).body;
    // Half past six in Stockholm, in winter.
    expect(slots.map((slot: Json) => [slot.startsAt.slice(11, 16), slot.remaining])).toEqual([['17:30', 12]]);
  },
  STEP_MILLIS,
);

test(
  'more rules of a service are few to see and each does what it says',
  async () => {
    await openTab('services');
    await button('Edit Haircut').click();
    await page.getByText(/^More rules/).click();
    await page.getByLabel('Only at these times (optional)').fill('9:00, noon');
    await page.getByLabel('At most … bookings of one customer').fill('2');
    await page.getByLabel('Counted over').selectOption('month');
    await look('wordpress-more-rules');
    await save();
    await page.getByRole('link', { name: 'Enter times such as 9:00, 13:30, each once.' }).click();
    await page.getByLabel('Only at these times (optional)').fill('9:00, 14:00');
    await save();
    await said('“Haircut” was saved.');
    const { service } = await load('services/svc_cut');
    expect(service).toMatchObject({ startTimes: [540, 840], limits: { perCustomer: { maximum: 2, per: 'month' } } });
    expect(service).not.toHaveProperty('grid');
    // An ordinary Monday in winter.
    const monday = Array.from({ length: 7 }, (_, index) => `${nextYear}-02-${String(index + 8).padStart(2, '0')}`).find(
      (date) => new Date(date).getUTCDay() === 1,
    );
    const query = `service=svc_cut&from=${monday}T00:00:00Z&to=${monday}T22:00:00Z`;
    const { slots } = (await site.service.call('GET', `/v1/slots?${query}`)).body;
    expect(slots.map((slot: Json) => slot.startsAt.slice(11, 16))).toEqual(['08:00', '13:00']);
  },
  STEP_MILLIS,
);

test(
  'whoever saves what somebody else has changed meanwhile is told, loses nothing unasked, and loads it again',
  async () => {
    await openTab('services');
    await button('Edit Haircut').click();
    await page.getByLabel('Description').fill('Mine');
    const { service } = await load('services/svc_cut');
    await site.service.call('PUT', '/v1/admin/services/svc_cut', { body: { ...service, description: 'Theirs' } });
    await save();
    await said('This is no longer what you loaded: it was changed meanwhile.');
    expect(await page.getByLabel('Description').inputValue()).toBe('Mine');
    await look('wordpress-changed-meanwhile');
    expect((await load('services/svc_cut')).service.description).toBe('Theirs');
    await button('Load it again').click();
    await waitFor(async () => (await page.getByLabel('Description').inputValue()) === 'Theirs');
    await page.getByLabel('Description').fill('Both');
    // Another record that somebody else changes meanwhile is nobody's conflict.
    const { resource } = await load('resources/res_anna');
    await site.service.call('PUT', '/v1/admin/resources/res_anna', { body: { ...resource, name: 'Anna-Lena' } });
    await save();
    await said('“Haircut” was saved.');
    expect([(await load('services/svc_cut')).service.description, (await load('resources/res_anna')).resource.name]).toEqual([
      'Both',
      'Anna-Lena',
    ]);
  },
  STEP_MILLIS,
);

test(
  'an owner makes rules, moves them, makes a code and removes what is not wanted, and the prices of visitors follow',
  () => setUpPrices(screen()),
  STEP_MILLIS,
);

test(
  'an owner makes a price for children, an extra, a deposit, tips and terms, and the prices of visitors follow',
  () => setUpServicePrices(screen()),
  STEP_MILLIS,
);

const screen = (): PriceScreen => ({
  ...{ page, openTab, said, look, year: nextYear },
  read: async (route) => (await site.service.call('GET', `/v1/${route}`)).body,
  quote: async (startsAt, codes = [], more = {}) => {
    const body = { serviceId: 'svc_cut', startsAt, partySize: 1, codes, ...more };
    return (await site.service.call('POST', '/v1/quotes', { body })).body.quote;
  },
});

test.each([
  ['people, rooms and things', addPeopleAndRooms],
  ['an appointment in steps, of two people and a room', setUpSteps],
  ['a stay by the night', setUpStay],
  ['a course', setUpCourse],
  ['locations, travel and a service at the customer’s address', setUpPlaces],
] as const)('%s are set up without writing JSON, and the service sells them', (_name, take) => take(screen()), STEP_MILLIS);
