import { setTimeout as wait } from 'node:timers/promises';
import { payAtSandbox } from '../support/service-harness.ts';
import { chaosCodes } from './chaos-catalog.ts';
import type { Random } from './create-random.ts';
import { sendPatiently, Silence } from './send-patiently.ts';
import type { Answer, BuyerRequest } from './send-patiently.ts';
import type { ChaosWorld } from './start-world.ts';

/** What a buyer means to do. */
export type BuyerKind =
  | 'pays'
  | 'pays_twice'
  | 'declined_first'
  | 'types_a_code'
  | 'changes_code'
  | 'has_a_gift'
  | 'leaves_hold'
  | 'leaves_payment'
  | 'cancels_unpaid'
  | 'cancels_paid';

/** What a buyer knew when he closed the page; `waits`: that his money is still moving. */
export type BuyerEnd = {
  readonly number: number;
  readonly email: string;
  readonly kind: BuyerKind;
  readonly end: 'confirmed' | 'refused' | 'left' | 'cancelled' | 'waits' | 'silence';
  /** The code of a refusal, or what a silence was about. */
  readonly code: string | null;
  readonly bookingId: string | null;
};

/** A time that is sold. */
export type Offer = { readonly serviceId: string; readonly startsAt: string };

/** A buyer with what he sees. */
export type BuyerWorld = {
  readonly world: ChaosWorld;
  readonly offers: readonly [Offer, ...Offer[]];
  readonly random: Random;
  /** Notes a code that was seen on the way, also one that passed. */
  readonly seen: (code: string) => void;
};

// Most want to pay; the rest do what people do.
const kinds: readonly [BuyerKind, ...BuyerKind[]] = [
  'pays',
  'pays_twice',
  'cancels_paid',
  'leaves_payment',
  'declined_first',
  'types_a_code',
  'pays',
  'leaves_hold',
  'changes_code',
  'cancels_unpaid',
  'pays',
  'has_a_gift',
];

type Buyer = BuyerWorld & { readonly number: number; readonly kind: BuyerKind; readonly email: string };
type Ended = Pick<BuyerEnd, 'end' | 'code' | 'bookingId'>;

const RETURN_PAGE_LOOKS = 80;
const RETURN_PAGE_PAUSE_MILLIS = 250;

const refused = ({ code }: Pick<Answer, 'code'>, bookingId: string | null = null): Ended => ({ end: 'refused', code, bookingId });

/** Plays one buyer from the first click to the last answer. Never throws: an answer that never came ends as `silence`. */
export async function playBuyer(buyerWorld: BuyerWorld, number: number): Promise<BuyerEnd> {
  const kind = kinds[number % kinds.length] ?? kinds[0];
  const buyer: Buyer = { ...buyerWorld, number, kind, email: `buyer-${number}@example.com` };
  const ended = await buy(buyer).catch((error: unknown): Ended => {
    const what =
      error instanceof Silence ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { end: 'silence', code: what, bookingId: null };
  });
  return { number, email: buyer.email, kind, ...ended };
}

const send = (buyer: Buyer, request: Omit<BuyerRequest, 'address'>): Promise<Answer> =>
  // Behind the trusted proxy on this machine each buyer has an address of his own.
  sendPatiently(
    buyer.world.url,
    { ...request, address: `10.${buyer.number >> 16}.${(buyer.number >> 8) & 255}.${buyer.number & 255}` },
    buyer.seen,
  );

async function buy(buyer: Buyer): Promise<Ended> {
  const held = await holdTime(buyer);
  if (held.code !== null) return refused(held);
  const bookingId: string = held.body.booking.id;
  const token: string = held.body.manageToken;
  if (buyer.kind === 'leaves_hold') return { end: 'left', code: null, bookingId };
  const path = `/v1/bookings/${bookingId}`;
  const checkout = await startPaying(buyer, path, token);
  if (checkout.code === 'already_paid') return seeReturnPage(buyer, path, token, bookingId);
  if (checkout.code !== null) return refused(checkout, bookingId);
  if (checkout.body.payment === null) return seeReturnPage(buyer, path, token, bookingId);
  if (buyer.kind === 'leaves_payment') return { end: 'left', code: null, bookingId };
  if (buyer.kind === 'cancels_unpaid') return cancel(buyer, path, token, bookingId);
  await pay(buyer, path, token, checkout.body.payment.providerId);
  const seen = await seeReturnPage(buyer, path, token, bookingId);
  return buyer.kind === 'cancels_paid' && seen.end === 'confirmed' ? cancel(buyer, path, token, bookingId) : seen;
}

/** Holds a time, and one of those that are named instead when it is taken. A code that is used up is left out. */
async function holdTime(buyer: Buyer): Promise<Answer> {
  const { random, world } = buyer;
  let offer = random.pick(buyer.offers);
  let codes = buyer.kind === 'has_a_gift' ? [chaosCodes.gift] : buyer.kind === 'types_a_code' ? [chaosCodes.percent] : [];
  const customer = { name: `Buyer ${buyer.number}`, email: buyer.email, phone: null };
  for (let tries = 1; ; tries += 1) {
    const answer = await send(buyer, {
      method: 'POST',
      path: `/v1/bookings?site=${world.siteId}`,
      body: { ...offer, timeZone: 'Europe/Stockholm', codes, customer },
    });
    if (answer.code === null || tries > 2) return answer;
    if (answer.code === 'code_used_up') codes = [];
    else {
      const [nearest] = answer.code === 'slot_taken' ? answer.body.alternatives : [];
      if (nearest === undefined) return answer;
      offer = { ...offer, startsAt: nearest.startsAt };
    }
  }
}

/** Goes to the payment step; some come back from it with a code and go again. */
async function startPaying(buyer: Buyer, path: string, token: string): Promise<Answer> {
  const checkout = await send(buyer, { method: 'POST', path: `${path}/checkout`, token });
  if (buyer.kind !== 'changes_code' || checkout.code !== null) return checkout;
  const changed = await send(buyer, { method: 'PATCH', path, token, body: { codes: [chaosCodes.percent] } });
  if (changed.code !== null && changed.code !== 'code_used_up') return changed;
  return send(buyer, { method: 'POST', path: `${path}/checkout`, token });
}

async function pay(buyer: Buyer, path: string, token: string, providerId: string): Promise<void> {
  if (buyer.kind === 'declined_first') await confirmAtProvider(buyer, providerId, 'pm_card_chargeDeclined');
  if (buyer.kind !== 'pays_twice') return confirmAtProvider(buyer, providerId, 'pm_card_visa');
  // A second tab begins to pay while the first one pays, and then both have paid.
  const tab = async (): Promise<void> => {
    const second = await send(buyer, { method: 'POST', path: `${path}/checkout`, token });
    if (second.code === null && second.body.payment !== null)
      await confirmAtProvider(buyer, second.body.payment.providerId, 'pm_card_visa');
  };
  await Promise.all([confirmAtProvider(buyer, providerId, 'pm_card_visa'), tab()]);
}

/** What Stripe says when a try to pay has come to an end, good or bad; anything else was a fault on the way. */
const decisive: ReadonlySet<string> = new Set([
  ...['succeeded', 'processing', 'requires_action', 'requires_payment_method', 'canceled'],
  ...['card_declined', 'payment_intent_unexpected_state'],
]);

/** Pays as the browser does, again after a broken connection; what came of it the return page says. */
async function confirmAtProvider({ world }: Buyer, providerId: string, paymentMethod: string): Promise<void> {
  const { url, secretKey } = world.sandbox;
  for (let tries = 1; tries <= 20; tries += 1) {
    const said = await payAtSandbox(url, secretKey, providerId, paymentMethod).catch(() => null);
    if (said !== null && decisive.has(said)) return;
    await wait(100 * tries);
  }
}

/** Loads the return page until it says how the booking stands. */
async function seeReturnPage(buyer: Buyer, path: string, token: string, bookingId: string): Promise<Ended> {
  for (let looks = 1; ; looks += 1) {
    const shown = await send(buyer, { method: 'GET', path, token });
    if (shown.code !== null) return refused(shown, bookingId);
    const state: string = shown.body.booking.state;
    if (state === 'confirmed') return { end: 'confirmed', code: null, bookingId };
    if (state === 'cancelled' || state === 'expired') return { end: 'refused', code: 'hold_expired', bookingId };
    if (looks === RETURN_PAGE_LOOKS) {
      const isMoving = shown.body.order.payments.some((payment: { state: string }) => payment.state === 'processing');
      return { end: isMoving ? 'waits' : 'silence', code: isMoving ? null : `the return page says ${state}`, bookingId };
    }
    await wait(RETURN_PAGE_PAUSE_MILLIS);
  }
}

async function cancel(buyer: Buyer, path: string, token: string, bookingId: string): Promise<Ended> {
  const cancelled = await send(buyer, { method: 'POST', path: `${path}/cancel`, token });
  return cancelled.code === null ? { end: 'cancelled', code: null, bookingId } : refused(cancelled, bookingId);
}
