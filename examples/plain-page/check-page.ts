import assert from 'node:assert/strict';
import { z } from 'zod';
import { addDays, computeLocalDate } from '../../core/index.ts';
import { systemClock } from '../../service/system-ports.ts';

const servicesSchema = z.object({
  services: z.array(z.object({ id: z.string(), name: z.string(), timeZone: z.string() })).min(1),
});
const slotsSchema = z.object({ slots: z.array(z.object({ startsAt: z.string() })).min(1) });
const heldSchema = z.object({ booking: z.object({ state: z.literal('held') }) });

/** What a page says about itself. */
type Page = { readonly origin: string; readonly script: string; readonly serviceUrl: string; readonly site: string };

/**
 * Loads a page and does what a browser does with it: fetches the widget and its parts as module scripts, and asks the service from the page's
 * origin, preflights included. Throws what a browser would complain about.
 */
export async function checkPage(origin: string): Promise<void> {
  const response = await fetch(origin);
  const html = await response.text();
  assert.equal(response.status, 200);
  assert.match(html, /<holdfast-booking\b/);
  const page = {
    origin,
    script: readAttribute(html, 'src'),
    serviceUrl: readAttribute(html, 'service-url'),
    site: readAttribute(html, 'site'),
  };
  console.log(`The page ${origin} shows ${page.site} of ${page.serviceUrl}.`);
  console.log(`The widget came in ${await loadModules(page, page.script)} modules.`);

  const { services } = servicesSchema.parse(await ask(page, 'GET', 'services'));
  const [service] = services;
  assert(service);
  const from = computeLocalDate(systemClock.now(), service.timeZone);
  const query = { service: service.id, from, to: addDays(from, 14), partySize: '1' };
  const { slots } = slotsSchema.parse(await ask(page, 'GET', 'slots', { query }));
  console.log(`${services.length} service, ${service.name}: ${slots.length} free times within two weeks.`);

  const body = { serviceId: service.id, startsAt: slots.at(-1)?.startsAt, timeZone: service.timeZone, partySize: 1 };
  heldSchema.parse(await ask(page, 'POST', 'bookings', { body }));
  console.log(`The last of them, ${body.startsAt}, is held.`);
  await checkStranger(page);
  console.log('A page of another origin is refused.');
}

function readAttribute(html: string, name: string): string {
  const value = new RegExp(`\\b${name}="([^"]+)"`).exec(html)?.[1];
  assert(value, `the page has no ${name}`);
  return value;
}

/** Loads a module script and all it names, each once; answers how many. Modules of another origin need its leave. */
async function loadModules({ origin }: Page, entry: string): Promise<number> {
  const seen = new Set([entry]);
  for (const address of seen) {
    const response = await fetch(address, { headers: { origin } });
    assert.equal(response.status, 200, address);
    assert.match(response.headers.get('content-type') ?? '', /javascript/);
    assert.ok(
      ['*', origin].includes(response.headers.get('access-control-allow-origin') ?? ''),
      `${address} may not be loaded from ${origin}`,
    );
    const code = await response.text();
    for (const [, name] of code.matchAll(/["'](\.{1,2}\/[\w./-]+\.js)["']/g))
      if (name !== undefined) seen.add(new URL(name, address).href);
  }
  return seen.size;
}

type Question = { readonly query?: Readonly<Record<string, string>>; readonly body?: object };

/** Asks the service as the widget does: a write is announced by a preflight, and the answer must be meant for the page. */
async function ask(
  { origin, serviceUrl, site }: Page,
  method: 'GET' | 'POST',
  path: string,
  { query = {}, body }: Question = {},
): Promise<unknown> {
  const address = `${serviceUrl}/v1/${path}?${new URLSearchParams({ site, ...query }).toString()}`;
  if (body !== undefined) {
    const announced = {
      'access-control-request-method': method,
      'access-control-request-headers': 'content-type,idempotency-key',
    };
    const preflight = await fetch(address, { method: 'OPTIONS', headers: { origin, ...announced } });
    assert.equal(preflight.headers.get('access-control-allow-origin'), origin);
    assert.match(preflight.headers.get('access-control-allow-methods') ?? '', new RegExp(method));
    for (const name of [/content-type/i, /idempotency-key/i])
      assert.match(preflight.headers.get('access-control-allow-headers') ?? '', name);
  }
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const headers = {
    origin,
    ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }),
  };
  const response = await fetch(address, { method, headers, ...sent });
  const text = await response.text();
  assert.ok(response.ok, `${method} ${path}: ${response.status} ${text}`);
  assert.equal(response.headers.get('access-control-allow-origin'), origin);
  return JSON.parse(text);
}

/** A page that the owner did not name gets nothing to read. */
async function checkStranger({ serviceUrl, site }: Page): Promise<void> {
  const response = await fetch(`${serviceUrl}/v1/services?site=${site}`, { headers: { origin: 'https://stranger.example' } });
  assert.equal(response.status, 403);
  assert.equal(response.headers.get('access-control-allow-origin'), null);
}
