import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoCatalog } from '../../../service/demo/demo-catalog.ts';
import { followLink, getPlain, listLinks, readForms, readWords, submitForm } from '../../support/plain-visitor.ts';
import type { PlainAnswer } from '../../support/plain-visitor.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness } from '../../support/service-harness.ts';

let harness: ServiceHarness;
beforeAll(async () => {
  const [home] = demoCatalog.services.filter(({ id }) => id === 'svc_home');
  if (home === undefined) throw new Error('the demo comes to nobody');
  const postcodes = ['SE', 'NO'].map((country) => ({ country, from: '11', to: '18' }));
  const abroad = { ...home, id: 'svc_abroad', name: 'Haircut at home, also in Norway' } as const;
  const both = { ...abroad, atCustomer: { ...home.atCustomer, area: { kind: 'postcodes', postcodes } } } as const;
  const catalog = { ...demoCatalog, services: [...demoCatalog.services, both] };
  harness = await startServiceHarness({ catalog });
});
afterAll(() => harness.stop());

const open = (query: string): Promise<PlainAnswer> => getPlain(`${harness.url}/v1/plain/site_a/${query}`);
const follow = (page: PlainAnswer): Promise<PlainAnswer> => getPlain(new URL(page.location, page.address).toString());
const dateIn = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const person = { name: 'Maria Lind', email: 'maria@example.com' };
const address = { line1: 'Odengatan 4', line2: '', city: 'Stockholm' };

/** Opens the first time that a page offers. */
const takeFirst = (page: PlainAnswer): Promise<PlainAnswer> => followLink(page, /details\?/);

/** From the form with everything in it over the price to the provider's page; answers the price page, and the order as its owner sees it. */
async function pay(details: PlainAnswer, typed: Readonly<Record<string, string>>) {
  const reviewed = await submitForm(details, typed);
  expect([reviewed.status, readWords(reviewed)]).toEqual([200, expect.stringContaining('Check and pay')]);
  const sent = await submitForm(reviewed);
  expect([sent.status, sent.location]).toEqual([303, expect.stringContaining('/c/pay/cs_test_')]);
  const card = {
    type: 'card',
    email: 'maria@example.com',
    name: 'Maria',
    number: '4242424242424242',
    expiry: '12/34',
    cvc: '123',
  };
  const paid = await fetch(sent.location, { method: 'POST', redirect: 'manual', body: new URLSearchParams(card) });
  const back = await getPlain(paid.headers.get('location') ?? '');
  expect(readWords(back)).toContain('Your booking is confirmed');
  const all = await harness.call('GET', '/v1/admin/bookings?from=2020-01-01T00:00:00Z&to=2199-01-01T00:00:00Z');
  const reference = /Number (\S+)/.exec(readWords(back))?.[1];
  const found: Json = all.body.bookings.find(({ order }: Json) => order.reference === reference);
  return { reviewed: readWords(reviewed), confirmed: readWords(back), booking: found.booking };
}

describe('on plain pages, a service at the customer’s address', () => {
  test('asks where to come before any time, says where it does not come, and keeps what was chosen', async () => {
    const services = await open('services');
    expect(readWords(services)).toMatch(/Haircut at home 1 h, SEK\s650\.00 plus travel, at your address/);
    const asked = await followLink(services, /Haircut at home(?!,)/);
    expect(readWords(asked)).toMatch(/Where should we come\? Postcode Which times are free depends on the way to you\./);
    expect(listLinks(asked, /details\?/)).toEqual([]);
    const far = await submitForm(asked, { postcode: '222 22' });
    expect([far.status, readWords(far)]).toEqual([
      422,
      expect.stringContaining('We do not come to 222 22. Try another postcode'),
    ]);
    expect(far.text).toMatch(
      /id="postcode"[^>]*value="222 22"[^>]*aria-describedby="postcode-hint postcode-error"[^>]*aria-invalid="true"/,
    );
    const city = await submitForm(far, { postcode: '113 20' });
    expect(readWords(city)).toMatch(/1 h, SEK\s650\.00 Travel to you \(Inner city\), SEK\s100\.00 At your address/);
    // Another postcode is another way and another price, and typed where times are chosen.
    const around = await submitForm(city, { postcode: '171 40' });
    expect(readWords(around)).toMatch(/Travel to you \(Around the city\), SEK\s250\.00/);
    expect(readForms(await submitForm(around, { from: dateIn(14) }))[0]?.fields).toMatchObject({ postcode: '171 40' });
    const nowhere = await open(`details?service=svc_home&at=${dateIn(2)}T09:00:00Z`);
    expect([nowhere.status, nowhere.location]).toEqual([303, 'times?service=svc_home']);
  });

  test('takes the whole address with the details, says what is missing, and is booked there with the way in its price', async () => {
    const times = await open('times?service=svc_home&postcode=113%2020');
    const details = await takeFirst(times);
    const wrong = await submitForm(details, person);
    expect([wrong.status, listLinks(wrong, /Enter the/).length]).toEqual([422, 2]);
    expect(wrong.text).toMatch(/id="line1"[^>]*aria-describedby="line1-error"/);
    expect(readWords(wrong)).toContain('Postcode: 113 20 Change postcode');
    const { reviewed, confirmed, booking } = await pay(wrong, { ...person, ...address });
    expect(reviewed).toMatch(/Odengatan 4, 113 20 Stockholm.*Travel to you \(Inner city\) SEK\s100\.00 Total SEK\s750\.00/);
    expect(confirmed).toContain('Where Odengatan 4, 113 20 Stockholm');
    expect(booking.address).toEqual({ ...address, line2: '', postcode: '113 20', country: 'SE' });
  });

  test('asks for the country where it comes to more than one', async () => {
    const asked = await open('times?service=svc_abroad');
    expect(asked.text).toMatch(/<option value="NO"[^>]*>Norway/);
    const times = await submitForm(asked, { country: 'NO', postcode: '1150' });
    const details = await takeFirst(times);
    expect(readWords(details)).toContain('Postcode: 1150, Norway');
    const { booking } = await pay(details, { ...person, ...address, city: 'Oslo' });
    expect(booking.address).toMatchObject({ postcode: '1150', city: 'Oslo', country: 'NO' });
  });

  test('is moved to another address before it is paid, where that can be reached in time', async () => {
    const details = await takeFirst(await open('times?service=svc_home&postcode=113%2020'));
    const reviewed = await submitForm(details, { ...person, ...address });
    const sent = await submitForm(reviewed);
    const back = /href="([^"]*back=1)"/.exec((await getPlain(sent.location)).text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const form = await followLink(await getPlain(back), /^Change details/);
    expect(readForms(form)[0]?.fields).toMatchObject({ ...address, postcode: '113 20' });
    const far = await submitForm(form, { postcode: '222 22' });
    expect([far.status, readWords(far)]).toEqual([422, expect.stringContaining('We do not come to 222 22.')]);
    const changed = await submitForm(far, { postcode: '171 40', line1: 'Rådmansgatan 7' });
    const shown = readWords(await follow(changed));
    expect(shown).toMatch(/Where Rådmansgatan 7, 171 40 Stockholm.*Travel to you \(Around the city\) SEK\s250\.00/);
  });
});

describe('on plain pages, a service with steps', () => {
  test('lists them with their lengths, and with their times once one is chosen', async () => {
    const times = await open('times?service=svc_colour_cut');
    expect(readWords(times)).toContain('Colour 30 min Processing 20 min Cut 40 min');
    const details = await takeFirst(times);
    const parts = /Colour (\d\d:\d\d)–(\d\d:\d\d) Processing \2–(\d\d:\d\d) Cut \3–\d\d:\d\d/;
    const [, begin = ''] = parts.exec(readWords(details)) ?? [];
    expect(readWords(details)).toContain(begin);
    const { reviewed, confirmed } = await pay(details, person);
    expect([parts.test(reviewed), parts.test(confirmed)]).toEqual([true, true]);
  });
});

describe('on plain pages, a course', () => {
  test('is booked as a whole with all its sessions, or one of them', async () => {
    const { slots } = (await harness.call('GET', `/v1/slots?service=svc_beginners&from=${dateIn(0)}&to=${dateIn(60)}`)).body;
    const run: Json = slots.find(({ sessions }: Json) => sessions?.length === 4);
    const runs = await open(`times?service=svc_beginners&from=${run.startsAt.slice(0, 10)}`);
    expect(readWords(runs)).toMatch(/4 sessions, 18:00–19:15/);
    const whole = await pay(await takeFirst(runs), person);
    expect(whole.confirmed).toContain('4 sessions, 18:00–19:15');
    expect(whole.booking.sessions).toHaveLength(4);
    const singles = await submitForm(runs, { enrolment: 'drop_in' });
    const single = await pay(await takeFirst(singles), { ...person, party: '2' });
    expect(single.reviewed).toMatch(/Total €40\.00/);
    expect(single.booking).toMatchObject({ partySize: 2 });
    expect(single.confirmed).not.toContain('4 sessions');
  });
});

describe('on plain pages, a stay', () => {
  test('is booked for as many days as were asked for, from when to when', async () => {
    const shortest = await open('times?service=svc_desk_days');
    const three = await submitForm(shortest, { days: '3' });
    expect(readWords(three)).toMatch(/3 days, JP¥5,500 per day/);
    const { confirmed, reviewed } = await pay(await takeFirst(three), person);
    expect(reviewed).toMatch(/Total JP¥16,500/);
    expect(confirmed).toMatch(/When \w+,? \d+ \w+, 08:00 – \w+,? \d+ \w+, 18:00/);
  });
});

describe('on plain pages, a service in several lengths', () => {
  test('keeps the chosen one, the person and the week when a time was lost', async () => {
    const times = await submitForm(await open('times?service=svc_massage'), { minutes: '90', person: 'res_jonas' });
    const details = await takeFirst(times);
    const reviewed = await submitForm(details, person);
    const { booking } = await pay(details, person);
    expect(Date.parse(booking.endsAt) - Date.parse(booking.startsAt)).toBe(90 * 60_000);
    const late = await submitForm(reviewed);
    expect([late.status, readWords(late)]).toEqual([409, expect.stringContaining('Someone was a moment faster')]);
    const [all = ''] = listLinks(late, /See all free times/);
    expect(new URL(all).searchParams.get('minutes')).toBe('90');
    expect(new URL(all).searchParams.get('person')).toBe('res_jonas');
  });
});
