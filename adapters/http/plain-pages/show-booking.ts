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
import type { Booking, ErrorCode, Order, PageWords } from '../../../core/index.ts';
import { describeDates, describeSessions, renderSessions } from './course-words.ts';
import { renderHidden } from './layout.ts';
import type { Page } from './layout.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';
import { openOrder } from './open-order.ts';
import { writeCode } from './page-words.ts';
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
  const { plain } = context.words.texts;
  switch (booking.state) {
    case 'confirmed':
    case 'completed':
    case 'no_show':
      return buildConfirmed(context, order, booking);
    case 'held':
    case 'awaiting_payment':
      return buildWaiting(context, order, booking, beside);
    case 'pending_approval':
      return buildPlain(plain.pending, plain.pendingHint, renderFacts(context, order, booking));
    case 'expired':
      return buildEnded(context, order, booking, plain.released);
    case 'cancelled':
      return buildEnded(context, order, booking, plain.cancelled);
  }
}

const buildPlain = (title: string, text: string, facts: Markup, more: Markup | null = null): Page => ({
  title,
  content: html`<h1>${title}</h1>
    <p>${text}</p>
    ${more}${facts}`,
});

/** What was booked, in words. */
function renderFacts({ catalog, words }: PlainContext, order: Order, booking: Booking): Markup {
  const { texts } = words;
  const service = findService(catalog, booking.serviceId);
  const names = booking.resourceIds.flatMap((id) => findResource(catalog, id)?.name ?? []);
  const address = order.addresses?.[booking.id];
  const place = address === undefined ? (service?.place ?? null) : describeAddress(address);
  const sold = service?.name ?? order.lines.find(({ id }) => id === booking.lineId)?.description ?? '';
  return html`<dl>
    <dt>${texts.plain.what}</dt>
    <dd>${[sold, ...names].join(', ')}</dd>
    <dt>${texts.when}</dt>
    <dd class="figures">${renderWhen(words, order, booking)}</dd>
    ${
      place === null
        ? null
        : html`<dt>${texts.where}</dt>
            <dd>${place}</dd>`
    }
    <dt>${texts.plain.number}</dt>
    <dd class="figures">${order.reference}</dd>
  </dl>`;
}

/** When it is: all dates of a course. */
function renderWhen(words: PageWords, { bookings, quote }: Order, booking: Booking): Markup {
  const { startsAt, timeZone, sessions } = booking;
  const days = quote.items[bookings.findIndex(({ id }) => id === booking.id)]?.days;
  if (days !== undefined) return html`${describeStay(booking, booking, words)}`;
  const place = { timeZone, words };
  if (sessions.length < 2) return html`${describeWhen(startsAt, { timeZone }, words)}${renderBookedSteps(booking.steps, place)}`;
  return html`${describeSessions(sessions, place)}<br />${describeDates(sessions, place)} ${renderSessions(sessions, place)}`;
}

function buildConfirmed(context: PlainContext, order: Order, booking: Booking): Page {
  const { words } = context;
  const { plain } = words.texts;
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
    <h1>${plain.confirmed}</h1>
    <p>${plain.confirmedHint(order.customer?.email ?? '')}</p>
    ${renderFacts(context, order, booking)}${renderQuote(order.quote, words)}
    <p><a class="button quiet" href="${file}">${plain.addToCalendar}</a>${renderAgain(context, order, booking)}</p>`;
  return { title: plain.confirmed, content };
}

/** The way to another booking of the same service; the ticket says whom the visitor had. */
function renderAgain(context: PlainContext, order: Order, { serviceId }: Booking): Markup | null {
  if (findService(context.catalog, serviceId) === undefined) return null;
  const link = context.door.link('times', { service: serviceId, again: signTicket(context, order) });
  return html` <a class="button quiet" href="${link}">${context.words.texts.bookAgain}</a>`;
}

function buildWaiting(context: PlainContext, order: Order, booking: Booking, beside: Beside): Page {
  const facts = renderFacts(context, order, booking);
  const { plain } = context.words.texts;
  const open = order.payments.find(({ state }) => isOpenPayment(state));
  if (open?.state === 'processing') {
    const reload = context.door.link('booking', { ticket: signTicket(context, order) });
    const more = html`<p>${plain.moneyComingNext}</p>
      <p><a class="button quiet" href="${reload}">${plain.reload}</a></p>`;
    return buildPlain(plain.moneyComing, plain.moneyComingHint, facts, more);
  }
  if ((booking.holdExpiresAt ?? 0) <= context.ports.clock.now()) return buildEnded(context, order, booking, plain.released);
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
  const { door, words } = context;
  const { texts } = words;
  const { plain } = texts;
  const ticket = signTicket(context, order);
  const until = formatTime(booking.holdExpiresAt ?? 0, booking.timeZone, words);
  const button = (step: string, label: string, isQuiet: boolean): Markup =>
    html`<form method="post" action="${door.link(step)}">${renderHidden([
      ['ticket', ticket],
      ['quote', order.quote.hash],
    ])}<button${isQuiet ? html` class="quiet"` : null}>${label}</button></form>`;
  const justPaid = isBack
    ? null
    : html`<p>${plain.justPaid} <a href="${door.link('booking', { ticket })}">${plain.justPaidReload}</a></p>`;
  const problem =
    refusal === undefined
      ? null
      : html`<div class="alert" role="alert">
          <h2>${writeCode(refusal, words).title}</h2>
          <p>${writeCode(refusal, words).advice}</p>
        </div>`;
  const content = html`<h1>${plain.notPaid}</h1>
    ${problem}
    <p class="notice figures">${texts.keptUntil(until)}. ${plain.nothingCharged}</p>
    ${justPaid} ${facts}${renderQuote(order.quote, words)}
    <div class="actions">
      ${button('resume', namePayment(order.quote.dueNow, words), false)}<a
        class="button quiet"
        href="${door.link('change', { ticket })}"
        >${plain.changeDetails}</a
      >${button('give-up', plain.giveUp, true)}
    </div>`;
  return { title: plain.notPaid, content, isError: refusal !== undefined };
}

/** The time is gone: what becomes of money, and how to go on. */
function buildEnded(context: PlainContext, order: Order, booking: Booking, title: string): Page {
  const again = context.door.link('times', { service: booking.serviceId });
  const content = html`<h1>${title}</h1>
    ${renderMoney(context, order, booking)}${renderFacts(context, order, booking)}
    <p><a class="button" href="${again}">${context.words.texts.otherTime}</a></p>`;
  return { title, content };
}

function renderMoney(context: PlainContext, order: Order, booking: Booking): Markup {
  const { texts, locale } = context.words;
  const { plain } = texts;
  const write = (amountMinor: number): string => formatMoney(money(amountMinor, order.currency), locale);
  const offer = findOpenOffer(order, booking.id);
  if (offer !== null) {
    const hidden = renderHidden([['ticket', signTicket(context, order)]]);
    return html`<p>${plain.lateOffer(write(offer.amountMinor))}</p>
      <form method="post" action="${context.door.link('give-up')}">
        ${hidden}
        <p><button class="quiet">${plain.takeBack}</button></p>
      </form>`;
  }
  const returned = order.refunds.filter(({ state }) => state === 'pending' || state === 'succeeded');
  const amountMinor = returned.reduce((sum, refund) => sum + refund.amountMinor, 0);
  if (amountMinor > 0) return html`<p>${plain.goesBack(write(amountMinor))}</p>`;
  const { byHandMinor } = computeCancelledMoney(order, booking.id);
  if (byHandMinor > 0) return html`<p>${texts.cancelledByHand(write(byHandMinor))}</p>`;
  const isPaid = order.payments.some(({ capturedMinor }) => capturedMinor > 0);
  return isPaid ? html`<p>${plain.moneyKnown}</p>` : html`<p>${plain.nothingCharged}</p>`;
}

const signTicket = ({ principal, dependencies }: PlainContext, order: Order): string =>
  signPlainTicket(principal.tenantId, order, dependencies.keys.manageToken);
