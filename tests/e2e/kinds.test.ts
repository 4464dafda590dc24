import { describe, expect, test } from '@jest/globals';
import { money } from '../../core/index.ts';
import type { CatalogDocument, Service } from '../../core/index.ts';
import { demoCatalog } from '../../service/demo/demo-catalog.ts';
import { hold } from '../support/booking-steps.ts';
import { expectHeading, fillDetails, openWithoutScripts, payWith } from '../support/no-script-visitor.ts';
import type { Json } from '../support/service-harness.ts';
import { openAsVisitor } from '../support/visitor.ts';
import { useWidgetSite } from '../support/widget-site.ts';

const [yoga] = demoCatalog.services.filter(({ id }) => id === 'svc_yoga');
if (yoga === undefined) throw new Error('the demo has no yoga');

const dateIn = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Four evenings in a row of weeks, from ten days on. */
const pottery: Service = {
  ...{ ...yoga, id: 'svc_pottery', kind: 'course', name: 'Pottery', durationMinutes: 90, capacity: 5, needs: [] },
  ...{ price: money(120_000, 'SEK'), priceUnit: 'booking', maximumPartySize: 1, dropIn: { price: money(35_000, 'SEK') } },
  sessions: [{ kind: 'recurring', startMinute: 18 * 60, startsOn: dateIn(10), rule: 'FREQ=WEEKLY;COUNT=4' }],
};

/** The demo's yoga with two places, and a course. */
const catalog: CatalogDocument = {
  ...demoCatalog,
  services: [
    ...demoCatalog.services.map((service) =>
      service.id === 'svc_yoga' ? { ...service, capacity: 2, maximumPartySize: 2 } : service,
    ),
    pottery,
  ],
};

const on = useWidgetSite({ catalog });

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
    const { slots } = (await on.harness.call('GET', `/v1/slots?service=svc_yoga&from=${from}&to=${to}`)).body;
    const [first, second, third]: readonly Json[] = slots;
    const full = await hold(on.harness, { serviceId: 'svc_yoga', startsAt: second.startsAt, partySize: 2 });
    const nearlyFull = await hold(on.harness, { serviceId: 'svc_yoga', startsAt: third.startsAt });
    expect([full.status, nearlyFull.status]).toEqual([201, 201]);
    const visitor = await openAsVisitor(on.launched.browser, on.site.url('service="svc_yoga"'));
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
    const address = `${on.site.url('service="svc_yoga"')}&scheme=${colorScheme}`;
    const visitor = await openAsVisitor(on.launched.browser, address, { width, colorScheme });
    await visitor.widget.getByRole('radio').first().waitFor();
    await visitor.look(`23-class-${width}`);
    await visitor.page.close();
  });

  test('without scripts is listed by date too', async () => {
    const [from] = nextMonth();
    const page = await openWithoutScripts(
      on.launched.browser,
      `${on.harness.url}/v1/plain/site_a/times?service=svc_yoga&from=${from}`,
    );
    await expectHeading(page, 'Morning yoga');
    await page.getByText('2 seats left').first().waitFor();
    await page.getByText('Fully booked').first().waitFor();
    await page.close();
  });
});

describe('a course', () => {
  test('is chosen by its run with all dates, booked as a whole, told as one, and one session of it beside that', async () => {
    const visitor = await openAsVisitor(on.launched.browser, on.site.url('service="svc_pottery"'));
    const { widget, page } = visitor;
    const run = widget.getByRole('listitem').filter({ has: page.getByRole('button', { name: /^Take part from/ }) });
    await run.first().waitFor();
    expect(await run.first().innerText()).toMatch(/^4 \w+days, 18:00–19:30\n.*\n5 seats left/);
    await run.first().getByText('All dates').click();
    await visitor.look('24-course');
    const enrolment = widget.getByRole('radiogroup', { name: 'What would you like to book?' });
    await enrolment.getByRole('radio', { name: /^One session/ }).click();
    await widget.locator('.hf-total').getByText(/350/).waitFor();
    await widget
      .getByRole('radiogroup', { name: /^Times on/ })
      .getByRole('radio')
      .first()
      .waitFor();
    await visitor.look('24-course-drop-in');
    await enrolment.getByRole('radio', { name: /^Whole course/ }).click();
    await run.first().getByRole('button').click();
    await widget
      .getByText(/^4 \w+days, 18:00–19:30/)
      .first()
      .waitFor();
    await visitor.fillDetails();
    await visitor.card.getByLabel('Card number').waitFor();
    await visitor.fillCard('4242424242424242');
    await widget.getByRole('button', { name: /^Pay .*1,200/ }).waitFor();
    await visitor.pay();
    await visitor.expectBooked();
    await widget.getByText('4 sessions').waitFor();
    await visitor.look('24-course-booked');
    await widget.getByRole('link', { name: 'Change or cancel this booking' }).click();
    await page.getByText('4 sessions').waitFor();
    await page.getByText('All dates').click();
    await page.close();
  });

  test('without scripts is booked by its run, or one session of it', async () => {
    const page = await openWithoutScripts(on.launched.browser, `${on.harness.url}/v1/plain/site_a/times?service=svc_pottery`);
    await page.getByLabel('What').selectOption({ value: 'drop_in' });
    await page.getByRole('button', { name: 'Show times' }).click();
    await page.locator('.times a').first().waitFor();
    await page.getByLabel('What').selectOption({ value: '' });
    await page.getByRole('button', { name: 'Show times' }).click();
    await page
      .getByRole('link', { name: /^4 sessions, 18:00–19:30/ })
      .first()
      .click();
    await expectHeading(page, 'Your details');
    await page.getByText('4 sessions, 18:00–19:30').waitFor();
    await fillDetails(page, 'course@example.com');
    await expectHeading(page, 'Check and pay');
    await page.getByRole('button', { name: /^Pay .*1,200/ }).click();
    await payWith(page, '4242424242424242');
    await expectHeading(page, 'Your booking is confirmed');
    await page.getByText('4 sessions, 18:00–19:30').waitFor();
    await page.close();
  });
});

describe('a desk by the day', () => {
  test('is booked for three days from a date by keyboard, and told from when to when', async () => {
    const visitor = await openAsVisitor(on.launched.browser, on.site.url('service="svc_desk_days"'));
    const { widget, page } = visitor;
    await visitor.chooseAnyone();
    await widget.getByRole('heading', { name: 'Choose your dates' }).waitFor();
    await widget.getByRole('button', { name: 'More' }).click();
    await widget.getByRole('button', { name: 'More' }).click();
    await widget.getByRole('button', { name: 'Next month' }).click();
    await widget.getByText('3 days', { exact: true }).waitFor();
    await widget
      .locator('.hf-total')
      .getByText(/16,500/)
      .waitFor();
    const chosen = widget.getByRole('gridcell', { selected: true });
    const first = await chosen.innerText();
    await chosen.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await widget.getByRole('gridcell', { selected: true, name: new RegExp(` ${Number(first) + 7} `) }).waitFor();
    await visitor.look('25-stay');
    await widget.getByRole('button', { name: 'Take these dates' }).click();
    await visitor.fillDetails();
    await visitor.card.getByLabel('Card number').waitFor();
    await visitor.fillCard('4242424242424242');
    await widget.getByRole('button', { name: /^Pay .*16,500/ }).waitFor();
    await visitor.pay();
    await visitor.expectBooked();
    await widget.getByText(/ – .*, 3 days\.$/).waitFor();
    await visitor.look('25-stay-booked');
    await widget.getByRole('link', { name: 'Change or cancel this booking' }).click();
    const manage = page.locator('holdfast-manage');
    await manage.getByText(/ – .*, 3 days$/).waitFor();
    await manage.getByRole('button', { name: 'Move to another time' }).click();
    await manage.getByText('3 days', { exact: true }).waitFor();
    await visitor.look('25-stay-move');
    await page.close();
  });

  test('can be seen at 320 px, dark', async () => {
    const address = `${on.site.url('service="svc_desk_days"')}&scheme=dark`;
    const visitor = await openAsVisitor(on.launched.browser, address, { width: 320, colorScheme: 'dark' });
    await visitor.chooseAnyone();
    await visitor.widget.getByRole('button', { name: 'Take these dates' }).waitFor();
    await visitor.look('25-stay-320');
    await visitor.page.close();
  });

  test('without scripts is booked for as many days as were asked for', async () => {
    const [from] = nextMonth();
    const page = await openWithoutScripts(
      on.launched.browser,
      `${on.harness.url}/v1/plain/site_a/times?service=svc_desk_days&from=${from}`,
    );
    await page.getByLabel('How many days').fill('2');
    await page.getByRole('button', { name: 'Show times' }).click();
    await page.getByText(/2 days,.*5,500 per day/s).waitFor();
    await page.locator('.services a').last().click();
    await expectHeading(page, 'Your details');
    await page.getByText('Desk by the day, 2 days').waitFor();
    await fillDetails(page, 'stay@example.com');
    await page.getByRole('button', { name: /^Pay .*11,000/ }).click();
    await payWith(page, '4242424242424242');
    await expectHeading(page, 'Your booking is confirmed');
    expect(await page.getByText(/08:00 – .*18:00/).count()).toBe(1);
    await page.close();
  });
});
