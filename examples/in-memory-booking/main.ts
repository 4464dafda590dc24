// A booking from the free times to the confirmation, with everything in memory: no database, no network, a clock that stands still.
import assert from 'node:assert/strict';
import { createIcalInvitationRenderer } from '../../adapters/ical/create-ical-invitation-renderer.ts';
import { createMemoryPorts } from '../../adapters/memory/create-memory-ports.ts';
import { createMemoryTenantDirectory } from '../../adapters/memory/create-memory-tenant-directory.ts';
import { createMemoryDatabase } from '../../adapters/memory/memory-database.ts';
import { computeInstant, DAY, deliverEffects, formatMoney, formatWhen } from '../../core/index.ts';
import { listSlots, placeHold, recordPaymentEvent, saveCatalog, startCheckout } from '../../core/index.ts';
import { requireValue } from '../require-value.ts';
import { business, catalog } from '../salon.ts';

const database = createMemoryDatabase();
const startsAt = computeInstant('2030-01-06', 12 * 60, business.timeZone); // Sunday noon
const invitations = createIcalInvitationRenderer({ productId: '-//Holdfast//Example//EN', uidDomain: 'example.com' });
const links = { manageUrl: () => 'https://example.com/manage', bookingPageUrl: () => null };
const ports = createMemoryPorts(database, business.id, { startsAt, invitations, links });
await createMemoryTenantDirectory(database).createTenant(business, startsAt);
requireValue(await saveCatalog(ports, catalog));

const wanted = { serviceId: 'svc_cut', partySize: 1, resourceId: null, extras: [] } as const;
const slots = requireValue(await listSlots(ports, { ...wanted, range: { from: startsAt, to: startsAt + 2 * DAY } }));
const [slot] = slots;
assert(slot);
console.log(`${slots.length} times are free, the first on ${formatWhen(slot.startsAt, business.timeZone, business.locale)}.`);

const customer = { name: 'Eva Ek', email: 'eva@mail.example', phone: null };
const hold = {
  items: [{ ...wanted, startsAt: slot.startsAt }],
  codes: [],
  customer,
  customerTimeZone: 'Europe/Stockholm',
  orderId: null,
  quoteHash: null,
};
const held = requireValue(await placeHold(ports, hold));
const [booking] = held.bookings;
assert(booking);
console.log(`Held for Eva as ${held.reference}: ${formatMoney(held.quote.total, business.locale)}.`);

const rival = await placeHold(ports, { ...hold, customer: { ...customer, name: 'Bo Berg' } });
assert(!rival.ok);
console.log(`Bo wants the same time: ${rival.refusal.code}.`);

const { payment } = requireValue(await startCheckout(ports, { bookingId: booking.id, quoteHash: held.quote.hash }));
assert(payment?.providerId);
ports.payments.current.pay(payment.providerId); // Eva's card, at the provider
const paid = requireValue(await recordPaymentEvent(ports, { key: { paymentId: payment.id }, providerEventId: 'evt_1' }));
console.log(`Paid: the booking is ${paid.bookings[0]?.state}.`);

await deliverEffects(ports, 10);
for (const { to, subject } of ports.notifier.listMessages()) console.log(`Mail to ${to.email}: ${subject}`);
assert.deepEqual([paid.bookings[0]?.state, ports.notifier.listMessages().length], ['confirmed', 2]);
