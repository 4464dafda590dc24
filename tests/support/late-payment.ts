import pg from 'pg';
import { findSlot, hold } from './booking-steps.ts';
import type { Json, ServiceHarness } from './service-harness.ts';

/** Runs one statement on a harness's database: what no route can do, such as ending a hold before its time. */
export async function changeRows(harness: ServiceHarness, statement: string, parameters: readonly unknown[] = []): Promise<void> {
  const client = new pg.Client({ connectionString: harness.connectionString });
  await client.connect();
  try {
    await client.query(statement, [...parameters]);
  } finally {
    await client.end();
  }
}

/** Ends a hold now. */
export const endHold = (harness: ServiceHarness, bookingId: string): Promise<void> =>
  changeRows(harness, 'update booking set hold_expires_at = 1 where booking_id = $1', [bookingId]);

/** Ends the time in which another one can be chosen for late money. */
export const endOffer = (harness: ServiceHarness, orderId: string): Promise<void> =>
  changeRows(harness, `update booking_order set late_offer = late_offer || '{"expiresAt": 1}' where order_id = $1`, [orderId]);

/** Lets the provider answer nothing about payments, and tell nothing, until `heal`. */
export async function silenceProvider(harness: ServiceHarness): Promise<{ readonly heal: () => Promise<void> }> {
  await harness.control('POST', 'faults', {
    kind: 'status',
    status: 403,
    count: 10_000,
    method: 'GET',
    pathPrefix: '/v1/payment_intents',
  });
  await harness.control('POST', 'deliveries/mode', { mode: 'drop' });
  return {
    heal: async () => {
      await harness.control('DELETE', 'faults');
      await harness.control('POST', 'deliveries/mode', { mode: 'deliver' });
    },
  };
}

/** A booking whose money came when its time was gone. */
export type LatePayment = {
  readonly bookingId: string;
  readonly orderId: string;
  readonly startsAt: string;
  readonly providerId: string;
  readonly manageToken: string;
  /** Looks at the booking as its customer does, which looks at the provider too. */
  readonly look: () => Promise<Json>;
};

/**
 * Pays a hold while the provider cannot be asked, lets the hold end, and releases its time by the owner's hand; `meanwhile` is done before the provider
 * answers again.
 */
export async function payTooLate(
  harness: ServiceHarness,
  serviceId: string,
  meanwhile: (startsAt: string) => Promise<unknown> = async () => undefined,
  daysAhead = 8,
): Promise<LatePayment> {
  const { startsAt } = await findSlot(harness, serviceId, daysAhead);
  const held = await hold(harness, { serviceId, startsAt });
  const bookingId: string = held.body.booking.id;
  const checkout = await harness.call('POST', `/v1/bookings/${bookingId}/checkout`, { body: {} });
  const providerId: string = checkout.body.payment.providerId;
  const provider = await silenceProvider(harness);
  try {
    await harness.pay(providerId);
    const cancel = `/v1/payment_intents/${providerId}/cancel`;
    await harness.control('POST', 'faults', { kind: 'status', status: 403, count: 10_000, method: 'POST', pathPrefix: cancel });
    await endHold(harness, bookingId);
    const released = await harness.call('POST', `/v1/admin/bookings/${bookingId}/release`, { body: {} });
    if (released.body.bookings?.[0]?.state !== 'expired') throw new Error(`release: ${released.text}`);
    await meanwhile(startsAt);
  } finally {
    await provider.heal();
  }
  const manageToken: string = held.body.manageToken;
  return {
    ...{ bookingId, startsAt, providerId, manageToken },
    orderId: held.body.order.id,
    look: async () => (await harness.call('GET', `/v1/bookings/${bookingId}`, { key: manageToken })).body,
  };
}
