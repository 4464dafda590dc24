import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connectHarness } from '../../support/bridge.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { ServiceHarness } from '../../support/service-harness.ts';

let harness: ServiceHarness;
beforeAll(async () => {
  harness = await startServiceHarness({ environment: { HOLDFAST_VISITOR_WRITES: '5', HOLDFAST_VISITOR_READS: '5' } });
});
afterAll(() => harness.stop());

test('of a burst that goes beyond the limit, as many are answered as the limit allows', async () => {
  const refused: number[] = [];
  for (let visitor = 1; visitor <= 20; visitor += 1) {
    // The site is looked up anew, by all of the burst together: so all go on in the same moment.
    await harness.service.directory.saveSite({ id: 'site_a', tenantId: harness.a.id, allowedOrigins: ['https://a.example.com'] });
    const ask = async (): Promise<number> => {
      const headers = {
        'content-type': 'application/json',
        'x-forwarded-for': `203.0.113.${visitor}`,
        'x-forwarded-proto': 'https',
      };
      const body = JSON.stringify({ serviceId: 'svc_cut' });
      return (await fetch(`${harness.url}/v1/quotes?site=site_a`, { method: 'POST', body, headers })).status;
    };
    refused.push((await Promise.all(Array.from({ length: 8 }, ask))).filter((status) => status === 429).length);
  }
  expect(refused).toEqual(refused.map(() => 3));
});

test('what one business’s site asks in somebody’s name counts for that business alone', async () => {
  const bridge = await connectHarness(harness, harness.a);
  const other = await connectHarness(harness, harness.b, { siteUrl: 'https://other.example' });
  const visitor = '203.0.113.99';
  const asked: number[] = [];
  for (let index = 0; index < 6; index += 1) asked.push((await other.call('GET', '/v1/services', { visitor })).status);
  expect(asked).toEqual([200, 200, 200, 200, 200, 429]);
  expect((await bridge.call('GET', '/v1/services', { visitor })).status).toBe(200);
});
