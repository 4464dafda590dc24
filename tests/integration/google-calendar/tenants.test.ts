import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addDays, computeLocalDate, formatInstant, HOUR, parseInstant } from '../../../core/index.ts';
import { systemClock } from '../../../service/system-ports.ts';
import { demoCatalog } from '../../../service/demo/demo-catalog.ts';
import { startTestCalendars } from '../../support/calendar-sandbox.ts';
import type { TestCalendars } from '../../support/calendar-sandbox.ts';
import { openSandboxControl } from '../../support/google-subject.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness, TestTenant } from '../../support/service-harness.ts';
import { waitFor } from '../../support/wait-for.ts';

const zone = 'Europe/Stockholm';
const asa = 'asa@studio-soder.example';
let calendars: TestCalendars;
let harness: ServiceHarness;

// Åsa works for the first business and has shared her calendar for it. The second one has nothing to do with her, but knows her address.
beforeAll(async () => {
  calendars = await startTestCalendars();
  harness = await startServiceHarness({ catalog: demoCatalog, environment: calendars.environment });
});

afterAll(async () => {
  await harness.stop();
  await calendars.stop();
});

const callAs = ({ apiKey: key }: TestTenant, method: string, target: string, body?: unknown) =>
  harness.call(method, target, { key, body });

const loadCatalog = async (tenant: TestTenant): Promise<Json> => (await callAs(tenant, 'GET', '/v1/admin/catalog')).body;

/** A business gives its Åsa this calendar, and sells nothing for money. */
async function nameCalendar(tenant: TestTenant, calendarId: string | null) {
  const body = await loadCatalog(tenant);
  const calendar = calendarId === null ? null : { calendarId, whenUnknown: 'closed' };
  const resources = body.resources.map((resource: Json) => (resource.id === 'res_asa' ? { ...resource, calendar } : resource));
  const services = body.services.map((service: Json) => ({ ...service, price: { ...service.price, amountMinor: 0 } }));
  return callAs(tenant, 'PUT', '/v1/admin/catalog', { ...body, resources, services });
}

async function listSlots(tenant: TestTenant): Promise<readonly number[]> {
  const date = addDays(computeLocalDate(systemClock.now(), zone), 5);
  const query = `service=svc_beard&resource=res_asa&from=${date}&to=${addDays(date, 5)}&timeZone=${zone}`;
  const { body } = await callAs(tenant, 'GET', `/v1/slots?${query}`);
  return body.slots.map(({ startsAt }: { readonly startsAt: string }) => parseInstant(startsAt));
}

const eventsOfAsa = `calendars/${encodeURIComponent(asa)}/events`;

test('a business that names a calendar of another one is refused, learns nothing of it and writes nothing into it', async () => {
  const { a, b } = harness;
  const control = openSandboxControl(calendars.url);
  const [first = 0] = await listSlots(b);
  const during = { start: { dateTime: formatInstant(first) }, end: { dateTime: formatInstant(first + HOUR) } };
  await control('POST', eventsOfAsa, { summary: 'At the doctor', ...during });
  expect((await nameCalendar(a, asa)).status).toBe(200);
  const index = demoCatalog.resources.findIndex(({ id }) => id === 'res_asa');
  for (const calendarId of [asa, asa.toUpperCase()]) {
    const refused = await nameCalendar(b, calendarId);
    expect([refused.status, refused.body.code]).toEqual([422, 'catalog_invalid']);
    expect(refused.body.errors).toEqual([
      {
        path: `resources.${index}.calendar.calendarId`,
        message: 'This calendar belongs to another business of this service. Ask whoever runs it.',
      },
    ]);
    expect(refused.text).not.toContain('Salon A');
  }
  expect((await loadCatalog(b)).resources[index].calendar).toBeNull();

  // For the first business her time is closed. The second one can sell it, and what it sells comes to no calendar.
  const known = await waitFor(async () => {
    const slots = await listSlots(a);
    return slots.length > 0 && slots;
  });
  expect(known).not.toContain(first);
  expect(known).toContain(first + HOUR);
  expect((await nameCalendar(b, null)).status).toBe(200);
  expect(await listSlots(b)).toContain(first);
  const book = async (tenant: TestTenant, name: string): Promise<void> => {
    const customer = { name, email: 'somebody@mail.example', phone: null };
    const startsAt = formatInstant(first + HOUR);
    const wish = { serviceId: 'svc_beard', startsAt, resourceId: 'res_asa', timeZone: zone, customer };
    const { body } = await callAs(tenant, 'POST', '/v1/bookings', wish);
    const key = body.manageToken;
    const confirmed = await harness.call('POST', `/v1/bookings/${body.booking?.id}/checkout`, { key, body: {} });
    expect(confirmed.body.booking.state).toBe('confirmed');
  };
  await book(b, 'Not for her');
  await book(a, 'For her');
  const readEvents = async (): Promise<string> => JSON.stringify(await control('GET', eventsOfAsa));
  await waitFor(async () => (await readEvents()).includes('For her'));
  await waitFor(async () => (await harness.service.directory.listTenantsWithWork(systemClock.now())).length === 0);
  expect(await readEvents()).not.toContain('Not for her');
});

test('a calendar that its business has given up may be named by another one', async () => {
  const { a, b } = harness;
  expect((await nameCalendar(a, null)).status).toBe(200);
  expect((await nameCalendar(b, asa)).status).toBe(200);
  expect((await nameCalendar(a, asa)).body.code).toBe('catalog_invalid');
});
