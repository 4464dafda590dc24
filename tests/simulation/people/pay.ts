import { accept, recordPaymentEvent, startCheckout, startCheckoutPage } from '../../../core/index.ts';
import type { BookingId, Outcome, Payment, Ports } from '../../../core/index.ts';
import type { Provider } from '../world/provider.ts';
import { request } from '../world/request.ts';
import { noteFault } from '../world/world.ts';
import { persist } from './person.ts';
import type { Customer } from './person.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** What a checkout put into somebody's hands. */
type Opened = { readonly payment: Payment | null; readonly key: string | null };

/** Goes to pay, in the page or on the provider’s own, and pays there, or not. */
export async function checkOut(customer: Customer, bookingId: BookingId): Promise<void> {
  const { world, name } = customer;
  const withPage = world.random.chance(0.15);
  const opened = await persist<Opened>(customer, (process) =>
    request<Opened>(world, process, name, withPage ? 'goes to the payment page' : 'goes to pay', (ports) =>
      withPage ? openPage(ports, bookingId) : openForm(ports, bookingId),
    ),
  );
  if (opened === null || opened.payment === null || opened.key === null) return;
  world.keysOut.add(opened.payment.id);
  await pay(customer, opened.payment, readProviderId(opened.key));
}

async function openForm(ports: Ports, bookingId: BookingId): Promise<Outcome<Opened>> {
  const started = await startCheckout(ports, { bookingId, quoteHash: null });
  return started.ok ? accept({ payment: started.value.payment, key: started.value.clientSecret }) : started;
}

async function openPage(ports: Ports, bookingId: BookingId): Promise<Outcome<Opened>> {
  const successUrl = 'https://salon.example/done';
  const started = await startCheckoutPage(ports, {
    bookingId,
    quoteHash: null,
    successUrl,
    cancelUrl: 'https://salon.example/back',
  });
  return started.ok ? accept({ payment: started.value.payment, key: started.value.url }) : started;
}

/** Whoever has the secret of a payment, or the address of its page, can pay it; nobody else can. */
const readProviderId = (key: string): string => key.slice(key.lastIndexOf('/') + 1).replace(/_secret$/, '');

/** Pays at the provider: at once, after a decline, with a delay, another day, or not at all. */
async function pay(customer: Customer, payment: Payment, providerId: string): Promise<void> {
  const { world, name } = customer;
  const { random, scheduler } = world;
  const provider = world.providers.find((candidate) => candidate.name === payment.provider);
  if (provider === undefined) return;
  await scheduler.sleep(random.pick([SECOND, 20 * SECOND, 3 * MINUTE, 9 * MINUTE, 12 * MINUTE, 40 * MINUTE, 90 * MINUTE]));
  if (random.chance(0.12)) return world.tell(name, 'closes the window');
  if (random.chance(0.25) && provider.decline(providerId)) world.tell(name, 'is declined');
  if (random.chance(0.2) && provider.requireAction(providerId)) {
    world.tell(name, 'has to confirm at the bank');
    await scheduler.sleep(random.pick([10 * SECOND, 5 * MINUTE, 20 * MINUTE]));
    if (random.chance(0.2)) return world.tell(name, 'does not');
  }
  if (random.chance(0.15)) return payByDebit(customer, provider, providerId);
  payNow(customer, provider, providerId, payment);
  if (random.chance(0.6)) await comeBack(customer, payment);
}

function payNow({ world, name }: Customer, provider: Provider, providerId: string, { amountMinor }: Payment): void {
  const { random } = world;
  const isOdd = random.chance(world.weather.odd);
  if (random.chance(world.weather.undead) && provider.payCancelled(providerId)) {
    return noteFault(world, name, `pays ${providerId}, which the provider has called cancelled`);
  }
  const otherMinor = isOdd ? Math.round(amountMinor * random.pick([0.5, 1.25])) : amountMinor;
  if (!provider.pay(providerId, otherMinor)) return world.tell(name, `cannot pay ${providerId} any more`);
  world.tell(name, `pays ${otherMinor} of ${amountMinor} for ${providerId}`);
  if (isOdd) noteFault(world, name, 'another amount was taken');
}

/** A method that takes days: it can no longer be withdrawn, and may still fail. */
async function payByDebit(customer: Customer, provider: Provider, providerId: string): Promise<void> {
  const { world, name } = customer;
  if (!provider.startProcessing(providerId)) return;
  world.tell(name, `pays ${providerId} by a debit that takes time`);
  await world.scheduler.sleep(world.random.pick([MINUTE, 2 * HOUR, 30 * HOUR]));
  const isGood = world.random.chance(0.7);
  if (isGood) provider.pay(providerId);
  else provider.decline(providerId);
  world.tell('the bank', `${isGood ? 'pays' : 'refuses'} the debit for ${providerId}`);
}

/** The return page looks the payment up. */
async function comeBack(customer: Customer, payment: Payment): Promise<void> {
  await persist(customer, (process) =>
    request(customer.world, process, customer.name, 'comes back from paying', (ports) =>
      recordPaymentEvent(ports, { key: { paymentId: payment.id }, providerEventId: null }),
    ),
  );
}
