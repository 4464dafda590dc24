import { describe, expect, test } from '@jest/globals';
import { addDays, computeLocalDate } from '../../core/index.ts';
import { systemClock } from '../../service/system-ports.ts';
import { testCustomer } from '../support/booking-steps.ts';
import { call } from '../support/service-harness.ts';
import type { Json } from '../support/service-harness.ts';
import { solvePuzzle } from '../support/solve-puzzle.ts';
import { openAsVisitor } from '../support/visitor.ts';
import type { Visitor } from '../support/visitor.ts';
import { useWidgetSite } from '../support/widget-site.ts';

const on = useWidgetSite({ environment: { HOLDFAST_VISITOR_HOLDS_FREE: '3', HOLDFAST_VISITOR_HOLDS: '5' } });

/** Takes a time as another page of the same visitor would: the address is the same. */
async function takeElsewhere(startsAt: string): Promise<void> {
  const body = { serviceId: 'svc_beard', startsAt, timeZone: 'Europe/Stockholm', customer: testCustomer };
  const ask = (headers: Readonly<Record<string, string>>) =>
    call(on.harness.url, '', 'POST', '/v1/bookings?site=site_a', { key: null, body, headers });
  const first = await ask({});
  const last = first.status === 428 ? await ask({ 'holdfast-proof': await solvePuzzle(first.body.challenge) }) : first;
  expect(last.status).toBe(201);
}

async function listHours(): Promise<readonly string[]> {
  const from = addDays(computeLocalDate(systemClock.now(), 'Europe/Stockholm'), 2);
  const query = `service=svc_beard&from=${from}&to=${addDays(from, 5)}&timeZone=Europe/Stockholm`;
  const { slots } = (await on.harness.call('GET', `/v1/slots?${query}`)).body;
  return slots.map((slot: Json) => String(slot.startsAt)).filter((startsAt: string) => startsAt.slice(14, 16) === '00');
}

/** What was answered to requests for a time, as the page heard it. */
function watchHolds(visitor: Visitor): readonly number[] {
  const heard: number[] = [];
  visitor.page.on('response', (response) => {
    if (response.request().method() === 'POST' && new URL(response.url()).pathname === '/v1/bookings')
      heard.push(response.status());
  });
  return heard;
}

describe('a visitor who keeps three times already', () => {
  test('takes a fourth without noticing anything, and pays for it', async () => {
    const hours = await listHours();
    for (const startsAt of hours.slice(0, 3)) await takeElsewhere(startsAt);
    const visitor = await openAsVisitor(on.launched.browser, on.site.url());
    const heard = watchHolds(visitor);
    await visitor.chooseService(/^Cut/);
    await visitor.chooseAnyone();
    await visitor.chooseTime();
    await visitor.widget.getByText(/We keep this time for you until/).waitFor();
    expect(heard).toEqual([428, 201]);
    expect(await visitor.widget.getByRole('alert').count()).toBe(0);
    await visitor.fillDetails();
    await visitor.fillCard('4242424242424242');
    await visitor.pay();
    await visitor.expectBooked();
    await visitor.page.close();
  });

  test('is told what to do when he keeps too many, and can go on after he gave one up', async () => {
    const hours = await listHours();
    for (const startsAt of hours.slice(0, 2)) await takeElsewhere(startsAt);
    const visitor = await openAsVisitor(on.launched.browser, on.site.url());
    const heard = watchHolds(visitor);
    await visitor.chooseService(/^Cut/);
    await visitor.chooseAnyone();
    await visitor.chooseTime();
    await visitor.widget.getByText('Finish or give up one of your bookings, then try again.').waitFor();
    expect(heard).toEqual([429]);
    const day = '2020-01-01T00:00:00Z';
    const { bookings } = (await on.harness.call('GET', `/v1/admin/bookings?from=${day}&to=2199-01-01T00:00:00Z`)).body;
    const held = bookings.find(({ booking }: Json) => booking.state === 'held');
    expect((await on.harness.call('POST', `/v1/bookings/${held.booking.id}/cancel`, { body: {} })).status).toBe(200);
    await visitor.widget.getByRole('radio').nth(1).click();
    await visitor.widget.getByText(/We keep this time for you until/).waitFor();
    expect(heard).toEqual([429, 428, 201]);
    await visitor.page.close();
  });
});
