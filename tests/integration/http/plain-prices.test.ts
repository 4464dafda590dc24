import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CatalogDocument } from '../../../core/index.ts';
import { demoCatalog } from '../../../service/demo/demo-catalog.ts';
import { followLink, getPlain, readWords, submitForm } from '../../support/plain-visitor.ts';
import type { PlainAnswer } from '../../support/plain-visitor.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { ServiceHarness } from '../../support/service-harness.ts';

let harness: ServiceHarness;
beforeAll(async () => {
  const [cut] = demoCatalog.services.filter(({ id }) => id === 'svc_cut');
  if (cut === undefined) throw new Error('the demo cuts no hair');
  const catalog: CatalogDocument = {
    ...demoCatalog,
    services: [
      {
        ...cut,
        resourcePrices: [{ resourceId: 'res_asa', adjustment: { kind: 'add', amountMinor: 5_000, currency: 'SEK' } }],
      },
    ],
    priceRules: [
      {
        id: 'pru_thursday',
        name: 'Thursdays',
        serviceIds: null,
        when: { weekdays: [4] },
        adjustment: { kind: 'percent', percent: -20 },
        then: 'continue',
      },
    ],
  };
  harness = await startServiceHarness({ catalog });
});
afterAll(() => harness.stop());

const open = (query: string): Promise<PlainAnswer> => getPlain(`${harness.url}/v1/plain/site_a/${query}`);
const person = { name: 'Maria Lind', email: 'maria@example.com' };

/** A Thursday two weeks ahead or so, on which everybody works. */
function findThursday(): string {
  const soon = new Date(Date.now() + 14 * 86_400_000);
  soon.setUTCDate(soon.getUTCDate() + ((4 - soon.getUTCDay() + 7) % 7));
  return soon.toISOString().slice(0, 10);
}

describe('on plain pages, a price that depends on the time and the person', () => {
  test('is told from its least on, then for what was chosen, and that is what is held', async () => {
    const times = await open(`times?service=svc_cut&person=res_asa&from=${findThursday()}`);
    expect(readWords(times)).toMatch(/45 min, from SEK\s360\.00/);
    const reviewed = await submitForm(await followLink(times, /details\?/), person);
    expect(readWords(reviewed)).toMatch(/Cut SEK\s500\.00 Thursdays -SEK\s100\.00 Total SEK\s400\.00/);
    const sent = await submitForm(reviewed);
    expect([sent.status, sent.location]).toEqual([303, expect.stringContaining('/c/pay/cs_test_')]);
  });
});
