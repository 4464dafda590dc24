import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { isAway } from '../problem.ts';
import { viewCalendars, viewFacts, writeBookingTime, writePeople } from '../later/facts.ts';
import { viewContact } from '../view/notice.ts';
import { pressable } from '../view/pressable.ts';
import type { Contact } from '../view/view-context.ts';
import type { BookingAnswer } from '../wire-types.ts';
import { viewCancelPanel, viewMovePanel } from './manage-panels.ts';
import type { ManageContext } from './manage-panels.ts';
import type { ManageState } from './manage-state.ts';

function viewOutcome(state: ManageState, { texts, format }: ManageContext): TemplateResult | typeof nothing {
  if (state.outcome === null) return nothing;
  const { outcome } = state;
  const refund = outcome.kind === 'cancelled' ? outcome.refund : null;
  return html`<div class="hf-notice hf-notice-good" role="status" tabindex="-1">
    <div class="hf-strong">${outcome.kind === 'moved' ? texts.moved : texts.cancelled}</div>
    ${refund !== null && refund.amountMinor > 0 ? html`<div>${texts.cancelledRefund(format.money(refund))}</div>` : nothing}
  </div>`;
}

function viewProblem(state: ManageState, contact: Contact, context: ManageContext): TemplateResult | typeof nothing {
  if (state.problem === null) return nothing;
  const { texts, send } = context;
  const { problem, lane } = state.problem;
  const title = problem.code === 'slot_taken' ? texts.slotTaken : isAway(problem) ? texts.away : texts.failed;
  return html`<div class="hf-notice" role="alert" tabindex="-1">
    <div class="hf-strong">${title}</div>
    ${
      isAway(problem)
        ? html`<div class="hf-choices">
              ${pressable(texts.retry, { look: 'hf-choice', press: () => send({ kind: 'retried', lane }) })}
            </div>
            ${viewContact(contact, context)}`
        : html`<div>${problem.code === 'slot_taken' ? texts.chooseAnother : problem.detail}</div>`
    }
  </div>`;
}

function viewActions(
  state: ManageState,
  answer: BookingAnswer,
  contact: Contact,
  context: ManageContext,
): TemplateResult | typeof nothing {
  const { texts, send } = context;
  const { cancellation, booking } = answer;
  if (state.panel === 'cancel') return viewCancelPanel(state, answer, context);
  if (state.panel === 'move') return viewMovePanel(state, answer, context);
  const isStanding = booking.state === 'confirmed' || booking.state === 'pending_approval';
  if (!isStanding) return nothing;
  return html`${viewCalendars(booking, context, () => send({ kind: 'calendarAsked' }))}
    <div class="hf-choices">
      ${cancellation.reschedulable ? pressable(texts.move, { look: 'hf-choice', press: () => send({ kind: 'moveAsked' }) }) : nothing}
      ${cancellation.allowed ? pressable(texts.cancel, { look: 'hf-choice', press: () => send({ kind: 'cancelAsked' }) }) : nothing}
    </div>
    ${
      cancellation.allowed
        ? nothing
        : html`<div class="hf-muted">${texts.cancelNotAllowed}</div>
            ${viewContact(contact, context)}`
    }`;
}

function viewBookingFacts(answer: BookingAnswer, context: ManageContext): TemplateResult {
  const { texts, format } = context;
  const { booking, order } = answer;
  const { day, times } = writeBookingTime(booking, context);
  return viewFacts([
    [texts.state, texts.states[booking.state]],
    [texts.when, `${day}, ${times}`],
    [texts.with, writePeople(booking)],
    [texts.where, booking.place ?? texts.online],
    [texts.people, booking.partySize > 1 ? String(booking.partySize) : null],
    [texts.price, format.money(answer.quote.total)],
    [texts.paid, order.paid.amountMinor > 0 ? format.money(order.paid) : null],
    [texts.refunded, order.refunded.amountMinor > 0 ? format.money(order.refunded) : null],
    [texts.reference, order.reference],
  ]);
}

/** Draws the page of one booking: its facts, its calendar entries, and what can still be changed. */
export function viewManage(state: ManageState, contact: Contact, context: ManageContext): TemplateResult {
  const { texts, send } = context;
  const { answer } = state;
  const heading = html`<div class="hf-heading" role="heading" aria-level="1" tabindex="-1">
    ${answer?.booking.serviceName ?? texts.manageTitle}
  </div>`;
  const stalled =
    state.stalled === null
      ? nothing
      : html`<div class="hf-stalled" role="status">
          ${texts.stalled}
          ${pressable(texts.retry, { look: 'hf-link', press: () => send({ kind: 'retried', lane: state.stalled ?? 'booking' }) })}
        </div>`;
  if (state.key === null) {
    return html`<div class="hf-frame hf-frame-single">
      <div class="hf-main">
        ${heading}
        <div class="hf-notice" role="alert">
          <div class="hf-strong">${texts.linkInvalid}</div>
          <div>${texts.linkInvalidHint}</div>
        </div>
        ${viewContact(contact, context)}
      </div>
    </div>`;
  }
  const body = answer
    ? html`${viewBookingFacts(answer, context)} ${viewActions(state, answer, contact, context)}`
    : html`<div class="hf-skeleton hf-skeleton-body" aria-hidden="true"></div>`;
  return html`<div class="hf-frame hf-frame-single">
    <div class="hf-main" aria-busy=${String(answer === null)}>
      ${heading} ${viewOutcome(state, context)} ${viewProblem(state, contact, context)} ${stalled} ${body}
    </div>
  </div>`;
}
