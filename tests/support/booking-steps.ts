import { addDays, computeLocalDate, computeWeekday } from '../../core/index.ts';
import type { LocalDate } from '../../core/index.ts';
import { systemClock } from '../../service/system-ports.ts';
import type { CallOptions, ServiceHarness, TestAnswer } from './service-harness.ts';

/** Who books in tests. */
export const testCustomer = { name: 'Maria Lind', email: 'maria@example.com', phone: '+46 70 123 45 67' };

/** Finds the first free start of a service some working days ahead, with room for so many bookings, through the HTTP interface. */
export async function findSlot(
  harness: ServiceHarness,
  serviceId: string,
  workingDaysAhead = 5,
  options: CallOptions & { readonly resource?: string; readonly atLeast?: number } = {},
): Promise<{ startsAt: string; remaining: number; resourceIds: string[] }> {
  const first = addWorkingDays(computeLocalDate(systemClock.now(), 'Europe/Stockholm'), workingDaysAhead);
  const range = `from=${first}&to=${addDays(first, 14)}`;
  const answer = await harness.call(
    'GET',
    `/v1/slots?service=${serviceId}&${range}&timeZone=Europe/Stockholm${options.resource === undefined ? '' : `&resource=${options.resource}`}`,
    options,
  );
  return answer.body.slots.find((slot: { remaining: number }) => slot.remaining >= (options.atLeast ?? 1));
}

/** Counts Mondays to Fridays, so that two different counts are two different dates on which people work, whatever day it is today. */
function addWorkingDays(date: LocalDate, count: number): LocalDate {
  let [found, left] = [date, count];
  while (left > 0) {
    found = addDays(found, 1);
    if (computeWeekday(found) <= 5) left -= 1;
  }
  return found;
}

/** Holds a time of a service. */
export async function hold(
  harness: ServiceHarness,
  body: Readonly<Record<string, unknown>>,
  options: CallOptions = {},
): Promise<TestAnswer> {
  return harness.call('POST', '/v1/bookings', {
    ...options,
    body: { timeZone: 'Europe/Stockholm', customer: testCustomer, ...body },
  });
}

/** Books and pays; answers the ids once the booking is confirmed. */
export async function bookAndPay(
  harness: ServiceHarness,
  serviceId = 'svc_cut',
  body: Readonly<Record<string, unknown>> = {},
  options: CallOptions & { readonly resource?: string } = {},
) {
  const { startsAt } = await findSlot(harness, serviceId, 5, options);
  const held = await hold(harness, { serviceId, startsAt, ...body }, options);
  if (held.status !== 201) throw new Error(`hold: ${held.text}`);
  const bookingId: string = held.body.booking.id;
  const checkout = await harness.call('POST', `/v1/bookings/${bookingId}/checkout`, { ...options, body: {} });
  if (checkout.status !== 200) throw new Error(`checkout: ${checkout.text}`);
  const providerId: string = checkout.body.payment.providerId;
  await harness.pay(providerId);
  const shown = await harness.call('GET', `/v1/bookings/${bookingId}`, options);
  return {
    startsAt,
    bookingId,
    orderId: String(held.body.order.id),
    manageToken: String(held.body.manageToken),
    providerId,
    held,
    checkout,
    shown,
  };
}
