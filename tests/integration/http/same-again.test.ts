import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createManualClock } from '../../../adapters/memory/create-memory-ports.ts';
import { HOUR } from '../../../core/time/instant.ts';
import { hold } from '../../support/booking-steps.ts';
import { followLink, getPlain, listLinks, readWords, submitForm } from '../../support/plain-visitor.ts';
import type { PlainAnswer } from '../../support/plain-visitor.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness, TestAnswer } from '../../support/service-harness.ts';

/* Who was here before and shows it has the same person again; a stranger learns nothing. On a real PostgreSQL, every test on a date of its own. */

const clock = createManualClock(Date.UTC(2027, 0, 4, 6));
let harness: ServiceHarness;

const PEOPLE = ['res_anna', 'res_berit', 'res_cia'] as const;
const weeklyHours = Object.fromEntries(
  ['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, [{ fromMinute: 540, toMinute: 720 }]]),
);
const service = (id: string, choice: Json): Json => ({
  ...{
    id,
    name: id,
    kind: 'appointment',
    timeZone: 'UTC',
    durationMinutes: 60,
    stepMinutes: 60,
    horizonDays: 200,
    payment: 'on_site',
  },
  price: { amountMinor: 10_000, currency: 'SEK' },
  cancellationPolicy: { tiers: [{ minimumNoticeMinutes: 0, refundPercent: 100 }] },
  needs: [{ name: 'Person', anyOf: PEOPLE, visitorMayChoose: true, ...choice }],
});

beforeAll(async () => {
  harness = await startServiceHarness({ clock });
  const saved = await harness.call('PUT', '/v1/admin/catalog', {
    body: {
      resources: PEOPLE.map((id) => ({ id, name: id, kind: 'staff', timeZone: 'UTC', weeklyHours })),
      services: [
        service('svc_again', { choose: 'same_as_last_time', otherwise: 'priority' }),
        service('svc_other', { choose: 'priority' }),
      ],
      codes: [],
    },
  });
  expect(saved.status).toBe(200);
});
afterAll(async () => {
  await harness.stop();
});

const timeOn = (date: string, hour: number): string => new Date(Date.parse(`${date}T00:00:00Z`) + hour * HOUR).toISOString();
const whose = ({ body }: TestAnswer): string => body.booking.resources[0].id;
const showing = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
const eva = { name: 'Eva', email: 'eva@example.com', phone: null };

/** Books with somebody by name; answers the manage token. */
async function bookWith(resourceId: string, startsAt: string, serviceId = 'svc_again'): Promise<{ id: string; token: string }> {
  const held = await hold(harness, { serviceId, startsAt, resourceId, customer: eva });
  const headers = { authorization: `Bearer ${held.body.manageToken}` };
  const paid = await harness.call('POST', `/v1/bookings/${held.body.booking.id}/checkout`, { headers, body: {} });
  expect(paid.body.booking.state).toBe('confirmed');
  return { id: held.body.booking.id, token: held.body.manageToken };
}

const listMarked = async (date: string, options = {}, more = ''): Promise<readonly string[]> => {
  const to = new Date(Date.parse(date) + 24 * HOUR).toISOString().slice(0, 10);
  const answer = await harness.call('GET', `/v1/slots?service=svc_again&from=${date}&to=${to}&timeZone=UTC${more}`, options);
  expect(answer.status).toBe(200);
  return answer.body.slots.map(
    (slot: { startsAt: string; sameAsLastTime?: true }) =>
      slot.startsAt.slice(11, 13) + (slot.sameAsLastTime === true ? '*' : ''),
  );
};

test('a visitor who shows the token of an earlier booking gets the same person, where she is free, and sees when', async () => {
  const { token } = await bookWith('res_cia', timeOn('2027-02-01', 9));
  await bookWith('res_cia', timeOn('2027-02-02', 10), 'svc_other');
  expect(await listMarked('2027-02-02', showing(token))).toEqual(['09*', '10', '11*']);
  const startsAt = timeOn('2027-02-02', 9);
  expect(whose(await hold(harness, { serviceId: 'svc_again', startsAt }, showing(token)))).toBe('res_cia');
  const elsewhen = timeOn('2027-02-02', 10);
  expect(whose(await hold(harness, { serviceId: 'svc_again', startsAt: elsewhen }, showing(token)))).toBe('res_anna');
});

test('who only types her address, or shows nothing, is told nothing, also not by an answer that was made for her', async () => {
  const { token } = await bookWith('res_cia', timeOn('2027-02-03', 9));
  expect(await listMarked('2027-02-04', showing(token))).toEqual(['09*', '10*', '11*']);
  expect(await listMarked('2027-02-04')).toEqual(['09', '10', '11']);
  const body = { serviceId: 'svc_again', startsAt: timeOn('2027-02-04', 9), customer: eva };
  const stranger = await hold(harness, body);
  expect(whose(stranger)).toBe('res_anna');
  // The token of his own order with her address opens his own order, and not whom she had.
  const answer = await hold(harness, { ...body, startsAt: timeOn('2027-02-04', 10) }, showing(stranger.body.manageToken));
  expect(whose(answer)).toBe('res_anna');
  expect(await listMarked('2027-02-04', showing(stranger.body.manageToken))).toEqual(['09', '10', '11']);
});

test('a cancelled booking was no last time, and a service that does not ask for it takes whom it would take', async () => {
  const { id, token } = await bookWith('res_cia', timeOn('2027-02-05', 9));
  const body = { serviceId: 'svc_other', startsAt: timeOn('2027-02-05', 10) };
  expect(whose(await hold(harness, body, showing(token)))).toBe('res_anna');
  const headers = { authorization: `Bearer ${token}` };
  expect((await harness.call('POST', `/v1/bookings/${id}/cancel`, { headers, body: {} })).status).toBe(200);
  expect(await listMarked('2027-02-06', showing(token))).toEqual(['09', '10', '11']);
});

test('without scripts: the page of a booking leads to another one, with the same person', async () => {
  const times = await getPlain(`${harness.url}/v1/plain/site_a/times?service=svc_again&person=res_cia&from=2027-02-10`);
  const details = await followLink(times, /at=2027-02-10T09/);
  const typed = { name: 'Pia', email: 'pia@example.com' };
  const confirmed = await finish(details, typed);
  expect(readWords(confirmed)).toContain('res_cia');
  const again = await followLink(confirmed, /Book again/);
  expect(readWords(again)).toContain('as last time');
  const [link = ''] = listLinks(again, /at=/);
  expect(readWords(await finish(await getPlain(link), typed))).toContain('res_cia');
  // What is not a ticket of that business opens nothing and stops nobody.
  const stranger = await getPlain(link.replace(/again=[^&]*/, 'again=hfp_x.y'));
  expect(readWords(await finish(stranger, typed))).not.toContain('res_cia');
});

/** Goes on from the details to the confirmed booking. */
async function finish(details: PlainAnswer, typed: Readonly<Record<string, string>>): Promise<PlainAnswer> {
  const review = await submitForm(details, typed);
  const booked = await submitForm(review);
  expect([booked.status, booked.text]).toEqual([303, '']);
  return getPlain(new URL(booked.location, booked.address).toString());
}

test('an owner who books for a customer by the address has the person of the last time', async () => {
  const customer = { name: 'Ida', email: 'ida@example.com', phone: null };
  const book = (more: Json): Promise<TestAnswer> =>
    harness.call('POST', '/v1/admin/bookings', { body: { serviceId: 'svc_again', timeZone: 'UTC', customer, ...more } });
  expect(whose(await book({ startsAt: timeOn('2027-02-08', 9) }))).toBe('res_anna');
  expect(whose(await book({ startsAt: timeOn('2027-02-08', 10), resourceId: 'res_berit' }))).toBe('res_berit');
  const again = await book({ startsAt: timeOn('2027-02-08', 11), customer: { ...customer, email: 'Ida@Example.com' } });
  expect(whose(again)).toBe('res_berit');
});
