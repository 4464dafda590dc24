import { createHmac } from 'node:crypto';
import { Fault, formatInstant, placeHold, startCheckoutPage } from '../../../core/index.ts';
import type { Customer, Order, OrderId, Quote, Refusal, Slot } from '../../../core/index.ts';
import { admitHolds, NO_PROOF_POSSIBLE } from '../admit-holds.ts';
import { readAgain } from './again.ts';
import { readTyped, readWish } from './booking-form.ts';
import type { BookingWish } from './booking-form.ts';
import type { Typed } from './typed.ts';
import { html } from './markup.ts';
import { renderHidden } from './layout.ts';
import { sendOn, sendPage } from './plain-context.ts';
import type { PlainContext } from './plain-context.ts';
import { signPlainTicket } from './plain-ticket.ts';
import { answerRefusal, listFields, sendReview, toItem } from './review.ts';
import { sendUnknown } from './send-refusal.ts';
import { nameWish, sendDetails } from './show-details.ts';
import { sendBooking } from './show-booking.ts';
import { describeWhen } from './wording.ts';

/** Holds the time at the price that was shown, and sends the visitor to pay it; with nothing due the booking is confirmed at once. */
export async function pay(context: PlainContext): Promise<void> {
  const typed = readTyped(context);
  const wish = readWish(context, typed);
  if (wish === null) return sendUnknown(context);
  const { customer, problems } = wish;
  if (problems.length > 0 || customer === null) return sendDetails(context, wish, typed, problems);
  const orderId = computeOrderId(context, typed);
  const lastWith = await readAgain(context, typed['again'] ?? '', wish.service.id);
  const held = await admitHolds({ ...context, proof: NO_PROOF_POSSIBLE }, { orderId, times: 1 }, () =>
    context.dependencies.codeTries.run(context.principal, [wish.code], () =>
      placeHold(context.ports, { ...toRequest(orderId, wish, customer, typed), lastWith }),
    ),
  );
  if (!held.ok) return answerTaken(context, wish, typed, held.refusal);
  await goAndPay(context, held.value, held.value.quote.hash);
}

const toRequest = (orderId: OrderId, wish: BookingWish, customer: Customer, typed: Typed) => ({
  orderId,
  items: [toItem(wish)],
  codes: wish.code === '' ? [] : [wish.code],
  // Without scripts a browser does not tell its zone.
  customerTimeZone: wish.service.timeZone,
  customer,
  quoteHash: typed['quote'] ?? '',
});

/** The same form sent again means the same order. */
function computeOrderId({ principal, dependencies }: PlainContext, typed: Typed): OrderId {
  const content = JSON.stringify(Object.entries(typed).toSorted(([left], [right]) => (left < right ? -1 : 1)));
  const digest = createHmac('sha256', dependencies.keys.idempotency)
    .update(`plain order\n${principal.tenantId}\n${content}`)
    .digest();
  return `ord_${digest.subarray(0, 16).toString('base64url')}`;
}

/** Sends the visitor to the provider's page, or to his booking when there is nothing to pay (any more). Says so when the provider is silent. */
export async function goAndPay(context: PlainContext, order: Order, quoteHash: string): Promise<void> {
  const { ports, door, principal, dependencies } = context;
  const [booking] = order.bookings;
  if (booking === undefined) throw new Error(`order ${order.id} has no booking`);
  const ticket = signPlainTicket(principal.tenantId, order, dependencies.keys.manageToken);
  const addresses = {
    successUrl: door.address('booking', { ticket }),
    cancelUrl: door.address('booking', { ticket, back: '1' }),
  };
  try {
    const started = await startCheckoutPage(ports, { bookingId: booking.id, quoteHash, ...addresses });
    dependencies.wake(principal.tenantId);
    if (started.ok) return sendOn(context, started.value.url ?? door.link('booking', { ticket }));
    // Whatever stands in the way now is said where the booking is shown, as it stands.
    return sendBooking(context, (await ports.bookings.loadOrder(order.id)) ?? order, { refusal: started.refusal.code });
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    dependencies.log.warn({ code: error.code, provider: error.provider, requestId: error.requestId }, 'no page to pay at');
    return sendBooking(context, (await ports.bookings.loadOrder(order.id)) ?? order, { refusal: error.code });
  }
}

/** Somebody was faster, or the price is another by now: what was typed is kept, and the way on is one button. */
function answerTaken(context: PlainContext, wish: BookingWish, typed: Typed, refusal: Pick<Refusal, 'code' | 'details'>): void {
  if (refusal.code === 'slot_taken') return sendAlternatives(context, wish, typed, readSlots(refusal.details['alternatives']));
  const quote = refusal.details['quote'];
  if (refusal.code === 'quote_changed' && isQuote(quote)) {
    return sendReview(context, wish, typed, quote, context.words.texts.plain.priceChanged);
  }
  answerRefusal(context, wish, typed, refusal);
}

const isQuote = (value: unknown): value is Quote => typeof value === 'object' && value !== null && 'lines' in value;

const isSlot = (value: unknown): value is Slot => typeof value === 'object' && value !== null && 'startsAt' in value;

const readSlots = (value: unknown): readonly Slot[] => (Array.isArray(value) ? value.filter(isSlot) : []);

function sendAlternatives(context: PlainContext, wish: BookingWish, typed: Typed, slots: readonly Slot[]): void {
  const { door, words } = context;
  const { plain } = words.texts;
  const fields = listFields(wish, typed).filter(([name]) => name !== 'at');
  const buttons = slots.map(({ startsAt }) => {
    const label = describeWhen(startsAt, wish.service, words);
    return html`<li class="field">
      <button class="time figures" name="at" value="${formatInstant(startsAt)}">${label}</button>
    </li>`;
  });
  const others = door.link('times', nameWish(wish, typed));
  const nearest =
    slots.length === 0
      ? null
      : html`<p>${plain.nearest}</p>
          <form method="post" action="${door.link('review')}">
            ${renderHidden(fields)}
            <ul class="plain">
              ${buttons}
            </ul>
          </form>`;
  const content = html`<h1>${plain.faster}</h1>
    <p>${plain.fasterHint}</p>
    ${nearest}
    <p><a href="${others}">${plain.allTimes}</a></p>`;
  sendPage(context, { title: plain.faster, content, isError: true }, 409);
}
