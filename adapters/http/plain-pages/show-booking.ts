import {
  computeCancelledMoney,
  describeAddress,
  errorCatalogue,
  findOpenOffer,
  findResource,
  findService,
  formatMoney,
  isOpenPayment,
  money,
} from '../../../core/index.ts';
import type { Booking, Catalog, ErrorCode, Order } from '../../../core/index.ts';
import { describeDates, describeSessions, renderSessions } from './course-words.ts';
import { renderHidden } from './layout.ts';
import type { Page } from './layout.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';
import { openOrder } from './open-order.ts';
import { readQuery, sendPage } from './plain-context.ts';
import type { PlainContext } from './plain-context.ts';
import { signPlainTicket } from './plain-ticket.ts';
import { renderQuote } from './review.ts';
import { renderBookedSteps } from './step-words.ts';
import { describeStay, describeWhen, formatTime, namePayment } from './wording.ts';

/** Shows a booking as it stands: the return page, which believes nothing of its address and looks the payment up before it says anything. */
export async function showBooking(context: PlainContext): Promise<void> {
  const order = await openOrder(context, readQuery(context, 'ticket'));
  if (order !== null) sendBooking(context, order, { isBack: readQuery(context, 'back') !== '' });
}

/** What is to be said beside how the booking stands: why a step was refused, or that the visitor turned back from paying. */
export type Beside = { readonly refusal?: ErrorCode; readonly isBack?: boolean };

/** Sends the page of a booking. */
export function sendBooking(context: PlainContext, order: Order, beside: Beside): void {
  const [booking] = order.bookings;
  if (booking === undefined) throw new Error(`order ${order.id} has no booking`);
  const status = beside.refusal === undefined ? 200 : errorCatalogue[beside.refusal].status;
  sendPage(context, choosePage(context, order, booking, beside), status);
}

function choosePage(context: PlainContext, order: Order, booking: Booking, beside: Beside): Page {
  switch (booking.state) {
    case 'confirmed':
    case 'completed':
    case 'no_show':
      return buildConfirmed(context, order, booking);
    case 'held':
    case 'awaiting_payment':
      return buildWaiting(context, order, booking, beside);
    case 'pending_approval':
      return buildPlain(
        'We will get back to you',
        'The business looks at your request and writes to you.',
        renderFacts(context, order, booking),
      );
    case 'expired':
      return buildEnded(context, order, booking, 'Your time was released');
    case 'cancelled':
      return buildEnded(context, order, booking, 'This booking is cancelled');
  }
}

const buildPlain = (title: string, text: string, facts: Markup, more: Markup | null = null): Page => ({
  title,
  content: html`<h1>${title}</h1>
    <p>${text}</p>
    ${more}${facts}`,
});

/** What was booked, in words. */
function renderFacts({ catalog }: PlainContext, order: Order, booking: Booking): Markup {
  const service = findService(catalog, booking.serviceId);
  const names = booking.resourceIds.flatMap((id) => findResource(catalog, id)?.name ?? []);
  const address = order.addresses?.[booking.id];
  const place = address === undefined ? (service?.place ?? null) : describeAddress(address);
  const sold = service?.name ?? order.lines.find(({ id }) => id === booking.lineId)?.description ?? '';
  return html`<dl>
    <dt>What</dt>
    <dd>${[sold, ...names].join(', ')}</dd>
    <dt>When</dt>
    <dd class="figures">${renderWhen(catalog, order, booking)}</dd>
    ${
      place === null
        ? null
        : html`<dt>Where</dt>
            <dd>${place}</dd>`
    }
    <dt>Number</dt>
    <dd class="figures">${order.reference}</dd>
  </dl>`;
}

/** When it is: all dates of a course. */
function renderWhen(catalog: Catalog, { bookings, quote }: Order, booking: Booking): Markup {
  const { startsAt, timeZone, sessions } = booking;
  const days = quote.items[bookings.findIndex(({ id }) => id === booking.id)]?.days;
  if (days !== undefined) return html`${describeStay(booking, booking, catalog)}`;
  const place = { timeZone, locale: catalog.business.locale };
  if (sessions.length < 2)
    return html`${describeWhen(startsAt, { timeZone }, catalog)}${renderBookedSteps(booking.steps, place)}`;
  return html`${describeSessions(sessions, place)}<br />${describeDates(sessions, place)} ${renderSessions(sessions, place)}`;
}

function buildConfirmed(context: PlainContext, order: Order, booking: Booking): Page {
  const { locale } = context.catalog.business;
  const file = context.door.link('calendar', { ticket: signTicket(context, order) });
  const content = html`<svg
      class="tick"
      viewBox="0 0 48 48"
      fill="none"
      stroke="currentColor"
      stroke-width="3"
      aria-hidden="true"
    >
      <circle cx="24" cy="24" r="21" />
      <path d="M14 25l7 7 13-15" />
    </svg>
    <h1>Your booking is confirmed</h1>
    <p>We have sent a confirmation to ${order.customer?.email ?? ''}. To change or cancel, use the link in it.</p>
    ${renderFacts(context, order, booking)}${renderQuote(order.quote, locale)}
    <p><a class="button quiet" href="${file}">Add to your calendar</a></p>`;
  return { title: 'Your booking is confirmed', content };
}

function buildWaiting(context: PlainContext, order: Order, booking: Booking, beside: Beside): Page {
  const facts = renderFacts(context, order, booking);
  const open = order.payments.find(({ state }) => isOpenPayment(state));
  if (open?.state === 'processing') {
    const reload = context.door.link('booking', { ticket: signTicket(context, order) });
    const more = html`<p>We write to you as soon as the money has arrived. You need not stay here.</p>
      <p><a class="button quiet" href="${reload}">Look again</a></p>`;
    return buildPlain('Your payment is being processed', 'Your time is kept while your bank works.', facts, more);
  }
  if ((booking.holdExpiresAt ?? 0) <= context.ports.clock.now())
    return buildEnded(context, order, booking, 'Your time was released');
  return buildUnpaid(context, order, booking, beside, facts);
}

/** Not paid yet, and the time is still kept: pay, change, or give up. */
function buildUnpaid(
  context: PlainContext,
  order: Order,
  booking: Booking,
  { refusal, isBack = false }: Beside,
  facts: Markup,
): Page {
  const { door, catalog } = context;
  const { locale } = catalog.business;
  const ticket = signTicket(context, order);
  const until = formatTime(booking.holdExpiresAt ?? 0, booking.timeZone, locale);
  const button = (step: string, label: string, isQuiet: boolean): Markup =>
    html`<form method="post" action="${door.link(step)}">${renderHidden([
      ['ticket', ticket],
      ['quote', order.quote.hash],
    ])}<button${isQuiet ? html` class="quiet"` : null}>${label}</button></form>`;
  const justPaid = isBack
    ? null
    : html`<p>Have you just paid? Then <a href="${door.link('booking', { ticket })}">look again</a> in a moment.</p>`;
  const problem =
    refusal === undefined
      ? null
      : html`<div class="alert" role="alert">
          <h2>${errorCatalogue[refusal].title}</h2>
          <p>${errorCatalogue[refusal].advice}</p>
        </div>`;
  const content = html`<h1>Not paid yet</h1>
    ${problem}
    <p class="notice">We keep this time for you until <strong class="figures">${until}</strong>. Nothing was charged.</p>
    ${justPaid} ${facts}${renderQuote(order.quote, locale)}
    <div class="actions">
      ${button('resume', namePayment(order.quote.dueNow, locale), false)}<a
        class="button quiet"
        href="${door.link('change', { ticket })}"
        >Change details or code</a
      >${button('give-up', 'Give this time up', true)}
    </div>`;
  return { title: 'Not paid yet', content, isError: refusal !== undefined };
}

/** The time is gone: what becomes of money, and how to go on. */
function buildEnded(context: PlainContext, order: Order, booking: Booking, title: string): Page {
  const again = context.door.link('times', { service: booking.serviceId });
  const content = html`<h1>${title}</h1>
    ${renderMoney(context, order, booking)}${renderFacts(context, order, booking)}
    <p><a class="button" href="${again}">Choose another time</a></p>`;
  return { title, content };
}

function renderMoney(context: PlainContext, order: Order, booking: Booking): Markup {
  const { locale } = context.catalog.business;
  const write = (amountMinor: number): string => formatMoney(money(amountMinor, order.currency), locale);
  const offer = findOpenOffer(order, booking.id);
  if (offer !== null) {
    const hidden = renderHidden([['ticket', signTicket(context, order)]]);
    return html`<p>
        Your ${write(offer.amountMinor)} arrived after your time was released, and somebody else has it now. We have sent you a
        mail: with the link in it you choose another time at the same price.
      </p>
      <form method="post" action="${context.door.link('give-up')}">
        ${hidden}
        <p><button class="quiet">Take the money back instead</button></p>
      </form>`;
  }
  const returned = order.refunds.filter(({ state }) => state === 'pending' || state === 'succeeded');
  const amountMinor = returned.reduce((sum, refund) => sum + refund.amountMinor, 0);
  if (amountMinor > 0)
    return html`<p>${write(amountMinor)} go back to the card or account that you paid with. It takes some days.</p>`;
  const { byHandMinor } = computeCancelledMoney(order, booking.id);
  if (byHandMinor > 0) return html`<p>${write(byHandMinor)} is returned to you at the place.</p>`;
  const isPaid = order.payments.some(({ capturedMinor }) => capturedMinor > 0);
  return isPaid ? html`<p>The business looks after your money and writes to you.</p>` : html`<p>Nothing was charged.</p>`;
}

const signTicket = ({ principal, dependencies }: PlainContext, order: Order): string =>
  signPlainTicket(principal.tenantId, order, dependencies.keys.manageToken);
