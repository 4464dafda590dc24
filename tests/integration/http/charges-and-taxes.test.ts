import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findSlot, hold, testCustomer } from '../../support/booking-steps.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness } from '../../support/service-harness.ts';
import { waitFor } from '../../support/wait-for.ts';

let harness: ServiceHarness;

beforeAll(async () => {
  harness = await startServiceHarness();
  const catalog = (await harness.call('GET', '/v1/admin/catalog')).body;
  const cut = catalog.services.find(({ id }: Json) => id === 'svc_cut');
  const small = {
    ...cut,
    id: 'svc_small',
    name: 'Fringe',
    price: { amountMinor: 299, currency: 'SEK' },
    otherDurations: [],
    extras: [],
  };
  const tax = { classes: [{ id: 'tax_full', name: 'Full', rates: [{ name: 'Moms', percent: 25 }] }] };
  const saved = await harness.call('PUT', '/v1/admin/catalog', {
    body: { ...catalog, services: [...catalog.services, small], tax },
  });
  expect([saved.status, saved.body.code]).toEqual([200, undefined]);
});
afterAll(() => harness.stop());

test('what is less than the provider takes is booked at once and paid at the place', async () => {
  const { startsAt } = await findSlot(harness, 'svc_small');
  const held = await hold(harness, { serviceId: 'svc_small', startsAt });
  expect([held.status, held.body.quote.dueNow.amountMinor, held.body.quote.balance]).toEqual([
    201,
    0,
    { due: 'on_site', at: null },
  ]);
  const path = `/v1/bookings/${held.body.booking.id}`;
  const checkout = await harness.call('POST', `${path}/checkout`, { key: held.body.manageToken, body: {} });
  expect([checkout.status, checkout.body.payment]).toEqual([200, null]);
  const shown = await harness.call('GET', path, { key: held.body.manageToken });
  expect(shown.body.booking.state).toBe('confirmed');
});

test('reverse charge is the owner’s word alone: recorded, printed, and without the tax', async () => {
  const { startsAt } = await findSlot(harness, 'svc_cut', 6);
  const reverseCharge = { vatId: 'DE 123456789' };
  const asked = await harness.call('POST', '/v1/quotes', { body: { serviceId: 'svc_cut', startsAt, reverseCharge } });
  const { total, isReverseCharge } = asked.body.quote;
  expect([asked.status, isReverseCharge]).toEqual([200, undefined]);
  const held = await hold(harness, { serviceId: 'svc_cut', startsAt, reverseCharge });
  expect([held.status, held.body.quote.total, held.body.quote.customerVatId]).toEqual([201, total, undefined]);

  const later = await findSlot(harness, 'svc_cut', 7);
  const body = { serviceId: 'svc_cut', startsAt: later.startsAt, timeZone: 'Europe/Stockholm', customer: testCustomer };
  const wrong = await harness.call('POST', '/v1/admin/bookings', { body: { ...body, reverseCharge: { vatId: '1' } } });
  expect([wrong.status, wrong.body.errors]).toEqual([422, [expect.objectContaining({ path: 'reverseCharge.vatId' })]]);
  const booked = await harness.call('POST', '/v1/admin/bookings', { body: { ...body, reverseCharge } });
  expect([booked.status, booked.body.quote.total.amountMinor]).toEqual([201, Math.round(total.amountMinor / 1.25)]);
  expect([booked.body.quote.isReverseCharge, booked.body.quote.customerVatId]).toEqual([true, 'DE123456789']);
  await waitFor(async () => {
    const mails = await Promise.all((await harness.mails.list()).map(({ id }) => harness.mails.read(id)));
    return mails.some((mail) => JSON.stringify(mail).includes('DE123456789'));
  });
});
