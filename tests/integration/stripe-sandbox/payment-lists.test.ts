import { expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { validateStripeObject } from '../../support/stripe-schema.ts';
import { runSandbox } from './sandbox-fixture.ts';

test('a list is narrowed to a time, read page by page, and brings the charges along', async () => {
  let seconds = 1_794_000_000;
  const own = await runSandbox({ clock: () => seconds * 1_000 });
  try {
    const ids: string[] = [];
    for (seconds = 1_794_000_000; seconds < 1_794_000_005; seconds += 1) {
      const parameters = {
        amount: 4500,
        currency: 'eur',
        confirm: true,
        payment_method: 'pm_card_visa',
        return_url: 'https://shop.example/back',
      };
      ids.unshift((await own.stripe.paymentIntents.create(parameters)).id);
    }
    const list = async (created: Stripe.RangeQueryParam | number) =>
      (await own.stripe.paymentIntents.list({ created })).data.map(({ id }) => ids.indexOf(id));
    expect(await list({ gte: 1_794_000_001, lt: 1_794_000_003 })).toEqual([2, 3]);
    expect(await list({ gt: 1_794_000_001, lte: 1_794_000_003 })).toEqual([1, 2]);
    expect(await list(1_794_000_004)).toEqual([0]);
    const range = { gte: 1_794_000_001, lt: 1_794_000_005 };
    const seen: string[] = [];
    for (let isMore = true; isMore;) {
      const after = seen.at(-1);
      const cursor = after === undefined ? {} : { starting_after: after };
      const page = await own.stripe.paymentIntents.list({
        created: range,
        limit: 3,
        expand: ['data.latest_charge'],
        ...cursor,
      });
      expect(page.data.map(({ latest_charge: charge }) => charge)).toMatchObject(
        page.data.map(({ id }) => ({ object: 'charge', payment_intent: id, disputed: false })),
      );
      expect(validateStripeObject('GET /v1/payment_intents', JSON.parse(JSON.stringify(page)))).toEqual([]);
      seen.push(...page.data.map(({ id }) => id));
      isMore = page.has_more;
    }
    expect(seen).toEqual(ids.slice(0, 4));
    const deep = await own.stripe.paymentIntents.list({ limit: 1, expand: ['data.latest_charge.refunds'] });
    expect(deep.data).toMatchObject([{ latest_charge: { refunds: { object: 'list', data: [] } } }]);
    const wrong = own.stripe.paymentIntents.list({ expand: ['data.dispute'] });
    await expect(wrong).rejects.toMatchObject({ statusCode: 400, param: 'expand[0]' });
  } finally {
    await own.stop();
  }
});
