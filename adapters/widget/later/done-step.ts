import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { WidgetState } from '../state/booking-state.ts';
import type { BookingAnswer } from '../wire-types.ts';
import { icon } from '../view/icon.ts';
import { icons } from './icons.ts';
import { pressable } from '../view/pressable.ts';
import type { LaterContext, LaterWords } from './later-context.ts';
import {
  findOffer,
  listPlaceFacts,
  viewCalendars,
  viewFacts,
  writeBookingTime,
  writeInstant,
  writePeople,
  zoneOf,
} from './facts.ts';

function writeSentence(answer: BookingAnswer, words: LaterWords): string {
  const { day, times } = writeBookingTime(answer.booking, words);
  const people = writePeople(answer.booking);
  return people === null ? words.texts.confirmedOn(day, times) : words.texts.confirmedWith(day, times, people);
}

function viewWhatNext(answer: BookingAnswer, email: string, words: LaterWords): TemplateResult {
  const { texts } = words;
  const { booking, order, cancellation } = answer;
  const isPending = booking.state === 'pending_approval';
  const isFullRefund =
    cancellation.allowed &&
    cancellation.until !== null &&
    cancellation.refund?.amountMinor === order.paid.amountMinor &&
    order.paid.amountMinor > 0;
  return html`<div class="hf-section">
    <div class="hf-strong">${texts.whatNext}</div>
    <div>${isPending ? texts.pendingHint : email === '' ? texts.mailSentPlain : texts.mailSent(email)}</div>
    ${isFullRefund && cancellation.until !== null ? html`<div>${texts.freeUntil(writeInstant(cancellation.until, zoneOf(booking), words))}</div>` : nothing}
  </div>`;
}

/** Draws the end of a payment that came when its time was gone: another time, or the money back. */
function viewLateEnd(answer: BookingAnswer, context: LaterContext): TemplateResult {
  const { texts, format, send } = context;
  const offer = findOffer(answer);
  return html`<div class="hf-done">
    <div class="hf-notice" role="status">
      <div class="hf-strong">${texts.lateTitle}</div>
      <div>${offer === null ? texts.lateReturned : texts.lateOffer(format.money(offer.amount))}</div>
      ${offer === null ? nothing : html`<div>${texts.lateUntil(writeInstant(offer.expiresAt, zoneOf(answer.booking), context))}</div>`}
    </div>
    ${viewFacts([
      [texts.reference, answer.order.reference],
      [texts.paid, format.money(answer.order.paid)],
    ])}
    <div class="hf-links">
      ${
        offer === null
          ? pressable(texts.another, { look: 'hf-link', press: () => send({ kind: 'restarted' }) })
          : html`<a class="hf-choice" href=${answer.manageUrl} rel="noreferrer">${texts.lateEither}</a>`
      }
    </div>
  </div>`;
}

/** Draws the end of a payment that takes days: what is kept and until when, and that nothing is to be done. */
function viewKeptEnd(state: WidgetState, answer: BookingAnswer, context: LaterContext): TemplateResult {
  const { texts, format, send } = context;
  const { booking, order, expiresAt } = answer;
  const manageUrl = answer.manageUrl || state.hold?.manageUrl || '';
  return html`<div class="hf-done">
    <div>${writeSentence(answer, context)}</div>
    ${viewFacts([
      [texts.service, booking.serviceName],
      [texts.keptTo, expiresAt === null ? null : writeInstant(expiresAt, zoneOf(booking), context)],
      ...listPlaceFacts(booking, context),
      [texts.paymentUnderWay, format.money(answer.quote.dueNow)],
      [texts.reference, order.reference],
    ])}
    <div class="hf-section">
      <div class="hf-strong">${texts.whatNext}</div>
      <div>${texts.bankTakesDays}</div>
    </div>
    <div class="hf-links">
      ${manageUrl === '' ? nothing : html`<a href=${manageUrl} rel="noreferrer">${texts.seeBooking}</a>`}
      ${pressable(texts.another, { look: 'hf-link', press: () => send({ kind: 'restarted' }) })}
    </div>
  </div>`;
}

/** Draws the end: a tick, one sentence, the facts, the calendar, and what happens next. */
export function viewDoneStep(state: WidgetState, answer: BookingAnswer, context: LaterContext): TemplateResult {
  const { texts, format, send } = context;
  const { booking, order } = answer;
  if (booking.state === 'expired') return viewLateEnd(answer, context);
  if (booking.state === 'awaiting_payment') return viewKeptEnd(state, answer, context);
  const email = order.customer?.email ?? state.customer.email;
  const manageUrl = answer.manageUrl || state.hold?.manageUrl || '';
  return html`<div class="hf-done">
    <div class="hf-done-head">
      <span class="hf-tick">${icon(icons.check)}</span>
      <span>${writeSentence(answer, context)}</span>
    </div>
    ${viewFacts([
      [texts.reference, order.reference],
      ...listPlaceFacts(booking, context),
      [texts.paid, order.paid.amountMinor > 0 ? format.money(order.paid) : null],
      [texts.dueOnSite, order.dueOnSite.amountMinor > 0 ? format.money(order.dueOnSite) : null],
    ])}
    ${viewCalendars(booking, context, () => send({ kind: 'calendarAsked' }))} ${viewWhatNext(answer, email, context)}
    <div class="hf-links">
      ${manageUrl === '' ? nothing : html`<a href=${manageUrl} rel="noreferrer">${texts.manage}</a>`}
      ${pressable(texts.another, { look: 'hf-link', press: () => send({ kind: 'restarted' }) })}
    </div>
  </div>`;
}
