import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { WidgetState } from '../state/booking-state.ts';
import type { BookingAnswer } from '../wire-types.ts';
import { icon } from '../view/icon.ts';
import { icons } from './icons.ts';
import { pressable } from '../view/pressable.ts';
import type { LaterContext, LaterWords } from './later-context.ts';
import { viewCalendars, viewFacts, writeBookingTime, writeInstant, writePeople, zoneOf } from './facts.ts';

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

/** Draws the end: a tick, one sentence, the facts, the calendar, and what happens next. */
export function viewDoneStep(state: WidgetState, answer: BookingAnswer, context: LaterContext): TemplateResult {
  const { texts, format, send } = context;
  const { booking, order } = answer;
  const email = order.customer?.email ?? state.customer.email;
  const manageUrl = answer.manageUrl || state.hold?.manageUrl || '';
  return html`<div class="hf-done">
    <div class="hf-done-head">
      <span class="hf-tick">${icon(icons.check)}</span>
      <span>${writeSentence(answer, context)}</span>
    </div>
    ${viewFacts([
      [texts.reference, order.reference],
      [texts.where, booking.place ?? texts.online],
      [texts.people, booking.partySize > 1 ? String(booking.partySize) : null],
      [texts.paid, order.paid.amountMinor > 0 ? format.money(order.paid) : null],
    ])}
    ${viewCalendars(booking, context, () => send({ kind: 'calendarAsked' }))} ${viewWhatNext(answer, email, context)}
    <div class="hf-links">
      ${manageUrl === '' ? nothing : html`<a href=${manageUrl} rel="noreferrer">${texts.manage}</a>`}
      ${pressable(texts.another, { look: 'hf-link', press: () => send({ kind: 'restarted' }) })}
    </div>
  </div>`;
}
