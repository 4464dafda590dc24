import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoCatalog } from '../../../service/demo/demo-catalog.ts';
import { findSlot } from '../../support/booking-steps.ts';
import { findEnglish } from '../../support/find-english.ts';
import { followLink, getPlain, postPlain, readForms, readPlain, readWords, submitForm } from '../../support/plain-visitor.ts';
import type { PlainAnswer } from '../../support/plain-visitor.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { ServiceHarness } from '../../support/service-harness.ts';
import { waitFor } from '../../support/wait-for.ts';

let harness: ServiceHarness;
beforeAll(async () => {
  harness = await startServiceHarness({ environment: { HOLDFAST_VISITOR_HOLDS: '40' } });
});
afterAll(() => harness.stop());

/** Changes the language of the business, as its owner does. */
async function useLocale(locale: string): Promise<void> {
  const { business } = (await harness.call('GET', '/v1/admin/business')).body;
  const body = { ...business, locale };
  const { status } = await harness.call('PUT', '/v1/admin/business', { body });
  expect(status).toBe(200);
}

const plain = (step: string): string => `${harness.url}/v1/plain/site_a/${step}`;
const withLanguage = (step: string, language: string): string => `${step}${step.includes('?') ? '&' : '?'}lang=${language}`;
const person = { name: 'Maria Lind', email: 'maria@example.com', phone: '' };

/** What the data itself says, which no language changes. */
const names = [
  ...demoCatalog.services.flatMap(({ name, description, place, extras, steps = [] }) => [
    ...[name, description, place ?? ''],
    ...[...extras, ...steps].map((part) => part.name),
  ]),
  ...demoCatalog.resources.map(({ name }) => name),
  ...[...(demoCatalog.locations ?? [])].map(({ name }) => name),
  // A price is frozen in the business's language, whatever language a page is asked for in.
  ...[
    'Travel to you',
    'price per booking',
    'Salon A',
    'Stockholm',
    'Maria Lind',
    'Odengatan',
    'SEK EUR JPY',
    'owner-a',
    'Inner city',
    'Around the city',
  ],
];

describe.each(['de', 'sv'])('plain pages asked for in %s', (language) => {
  const compare = async (step: string, send: (address: string) => Promise<PlainAnswer> = getPlain): Promise<PlainAnswer> => {
    const [english, page] = [await send(plain(withLanguage(step, 'en'))), await send(plain(withLanguage(step, language)))];
    expect(page.status).toBe(english.status);
    expect(page.text).toContain(`<html lang="${language}">`);
    expect([step, findEnglish(readWords(english), readWords(page), names)]).toEqual([step, []]);
    return page;
  };

  test.each([
    'services',
    'times?service=svc_cut',
    'times?service=svc_beard&person=res_jonas',
    'times?service=svc_massage',
    'times?service=svc_yoga',
    'times?service=svc_beginners',
    'times?service=svc_desk_days',
    'times?service=svc_colour_cut',
    'times?service=svc_home',
    'times?service=svc_home&postcode=113%2020',
    'times?service=svc_home&postcode=222%2022',
    'times?service=svc_none',
    'booking?ticket=hfp_x',
    'nowhere',
  ])('%s has no word of English left', async (step) => {
    const page = await compare(step);
    // Whatever leads on asks for the same language.
    for (const [, link = ''] of page.text.matchAll(/href="([a-z-]+(?:\?[^"]*)?)"/g)) expect(link).toContain(`lang=${language}`);
  });

  test.each(['svc_cut', 'svc_yoga', 'svc_home'])('the form of %s, its mistakes and its price neither', async (service) => {
    const { startsAt: at } = await findSlot(harness, service === 'svc_home' ? 'svc_cut' : service, 6);
    const place: Readonly<Record<string, string>> = service === 'svc_home' ? { postcode: '113 20', country: '' } : {};
    const chosen = { service, at, ...place };
    await compare(`details?${new URLSearchParams(chosen).toString()}`);
    const wrong = { ...chosen, name: ' ', email: 'maria', phone: 'call me', party: '4000', code: 'NONSENSE' };
    await compare('review', (address) => postPlain(address, wrong));
    if (service === 'svc_home') return;
    const review = await compare('review', (address) => postPlain(address, { ...chosen, ...person }));
    await compare('pay', (address) => postPlain(address, { ...(readForms(review)[0]?.fields ?? {}), quote: 'another' }));
  });
});

describe('a business whose language is German', () => {
  beforeAll(() => useLocale('de-DE'));
  afterAll(() => useLocale('en-GB'));

  test('is booked, paid and confirmed in German, on pages and by mail', async () => {
    const { startsAt: at } = await findSlot(harness, 'svc_cut', 8);
    const chosen = new URLSearchParams({ service: 'svc_cut', at }).toString();
    const details = await getPlain(plain(`details?${chosen}`));
    expect(readWords(details)).toContain('Ihre Angaben');
    const review = await submitForm(details, { ...person, email: 'deutsch@example.com' });
    expect(readWords(review)).toMatch(/Prüfen und bezahlen.*Preis Cut [\d,]+\sSEK Summe [\d,]+\sSEK/);
    const sent = await submitForm(review);
    const payment = await readPlain(await fetch(sent.location));
    const cancelled = await followLink(payment, /back=1/);
    expect(readWords(cancelled)).toMatch(
      /Noch nicht bezahlt.*Wir halten diesen Termin bis \d\d:\d\d für Sie frei\. Es wurde nichts abgebucht\./,
    );
    const card = { type: 'card', email: 'm@example.com', name: 'M', number: '4242424242424242', expiry: '12/34', cvc: '123' };
    const paid = await fetch(sent.location, { method: 'POST', redirect: 'manual', body: new URLSearchParams(card) });
    const done = await getPlain(paid.headers.get('location') ?? '');
    expect(readWords(done)).toContain('Ihr Termin ist gebucht');
    const day = new Intl.DateTimeFormat('de-DE', {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      timeZone: 'Europe/Stockholm',
    });
    expect(readWords(done)).toContain(day.format(Date.parse(at)));
    const sentMail = await waitFor(async () => (await harness.mails.list()).find(({ to }) => to.email === 'deutsch@example.com'));
    const mail = await harness.mails.read(sentMail.id);
    expect(mail?.subject).toMatch(/^Bestätigt: Cut bei /);
    expect(mail?.text).toMatch(/^Guten Tag Maria Lind,\nIhr Termin ist gebucht\.\nLeistung: Cut\nWann: /);
    const calendar = await followLink(done, /^In den Kalender$/);
    expect(calendar.text).toContain('DESCRIPTION:Buchungsnummer: ');
  });
});

test('what is wrong before a business is known is said in the browser’s language', async () => {
  const ask = async (language: string): Promise<string> =>
    (await fetch(`${harness.url}/v1/plain/site_none/services`, { headers: { 'accept-language': language } })).text();
  expect(await ask('sv-SE,sv;q=0.9,en;q=0.5')).toContain('<html lang="sv">');
  expect(await ask('sv-SE')).toContain('Använd länken i din senaste bekräftelse.');
  expect(await ask('fr-FR,de;q=0.5')).toContain('<html lang="de">');
  expect(await ask('fr-FR')).toContain('<html lang="en">');
});

test('the page that a mail leads to speaks the browser’s language, to those without scripts too', async () => {
  const ask = async (language: string): Promise<string> =>
    (await fetch(`${harness.url}/manage`, { headers: { 'accept-language': language } })).text();
  expect(await ask('de-AT')).toMatch(/<html lang="de">[^]*<title>Ihre Buchung<\/title>[^]*Bitte schalten Sie JavaScript ein/);
  expect(await ask('sv')).toMatch(/<title>Din bokning<\/title>/);
  expect(await ask('en')).toMatch(/<title>Your booking<\/title>/);
});
