import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hostileCatalogs, rightCatalog } from '../../support/hostile-catalogs.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness } from '../../support/service-harness.ts';

let harness: ServiceHarness;
const NOW = Date.UTC(2027, 0, 11, 9);

beforeAll(async () => {
  harness = await startServiceHarness({ clock: { now: () => NOW } });
});
afterAll(() => harness.stop());

test('a hostile catalogue is stored or refused with its places, and answers are given whatever was stored', async () => {
  const statuses = new Set<number>();
  for (const document of [rightCatalog, ...fc.sample(hostileCatalogs, { numRuns: 40, seed: 5 })]) {
    const saved = await harness.call('PUT', '/v1/admin/catalog', { rawBody: JSON.stringify(document) });
    statuses.add(saved.status);
    expect({ status: saved.status, document }).toMatchObject({ status: saved.status < 500 ? saved.status : 'an answer' });
    if (saved.status === 422) expect(saved.body.errors.length).toBeGreaterThan(0);
    if (saved.status !== 200) continue;
    const { body } = await harness.call('GET', '/v1/services');
    for (const { id } of body.services as readonly { readonly id: string }[]) {
      const slots = await harness.call('GET', `/v1/slots?service=${id}&from=2027-01-11&to=2027-03-01`);
      const days = await harness.call('GET', `/v1/days?service=${id}&from=1900-01-01&to=1900-12-31`);
      expect([slots.status, days.status]).toEqual([200, 200]);
    }
  }
  expect([...statuses]).toEqual(expect.arrayContaining([200, 422]));
});

test('a hostile question is answered or refused', async () => {
  await harness.call('PUT', '/v1/admin/catalog', { rawBody: JSON.stringify(rightCatalog) });
  const edges = [
    ...[
      '2027-01-11',
      '1900-01-01',
      '2200-12-31',
      '2027-02-30',
      '0000-01-01',
      '',
      'NaN',
      '__proto__',
      '2027-01-11T00:00:00+99:99',
    ],
    ...[
      '-271821-04-20T00:00:00Z',
      '+275760-09-13T00:00:00Z',
      '9999-12-31T23:59:59Z',
      '1899-01-01T00:00:00.000000001Z',
      '\u0000',
      '\ud800',
    ],
  ];
  const extras = [
    '',
    '&partySize=1e308',
    '&partySize=NaN',
    '&durationMinutes=0',
    '&durationMinutes=-1',
    '&timeZone=Mars/Base',
    '&timeZone=%00',
    '&resource=res_%F0',
    '&service=svc_wash',
  ];
  const questions = edges.flatMap((edge, index) =>
    [edge, '2027-01-12', edges[(index + 7) % edges.length] ?? ''].flatMap((other) => [
      `from=${encodeSafely(edge)}&to=${encodeSafely(other)}`,
      `from=${encodeSafely(other)}&to=${encodeSafely(edge)}`,
    ]),
  );
  const asked = [
    ...questions.flatMap((range) => [`slots?service=svc_wash&${range}`, `days?service=svc_cut&${range}`]),
    ...extras.flatMap((extra) =>
      ['slots', 'days'].map((path) => `${path}?service=svc_cut&from=2027-01-11&to=2027-01-12${extra}`),
    ),
  ];
  const statuses: Record<string, number> = {};
  for (const question of asked) {
    const { status, body }: { readonly status: number; readonly body: Json } = await harness.call('GET', `/v1/${question}`);
    expect({ question, status }).toMatchObject({ status: status < 500 ? status : 'an answer' });
    if (status !== 200) expect(body.code).toEqual(expect.any(String));
    statuses[status] = (statuses[status] ?? 0) + 1;
  }
  expect(statuses[200]).toBeGreaterThan(0);
  expect(statuses[422]).toBeGreaterThan(0);
});

/** A lone surrogate cannot be percent-encoded by rule: its three bytes are sent. */
const encodeSafely = (text: string): string => (text === '\ud800' ? '%ED%A0%80' : encodeURIComponent(text));
