import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { isAway } from '../problem.ts';
import {
  findOffer,
  listPlaceFacts,
  viewCalendars,
  viewFacts,
  writeBookingTime,
  writeInstant,
  writePeople,
  zoneOf,
} from '../later/facts.ts';
import { viewContact, writeProblem } from '../view/notice.ts';
import { pressable } from '../view/pressable.ts';
import type { Contact } from '../view/view-context.ts';
import type { BookingAnswer } from '../wire-types.ts';
import { viewCancelPanel, viewMovePanel } from './manage-panels.ts';
import type { ManageContext } from './manage-panels.ts';
import { viewUnpaid } from './manage-payment.ts';
import type { ManageState } from './manage-state.ts';

function viewOutcome(state: ManageState, { texts, format }: ManageContext): TemplateResult | typeof nothing {
  if (state.outcome === null) return nothing;
  const { outcome } = state;
  const refund = outcome.kind === 'cancelled' ? outcome.refund : null;
  const isByHand = outcome.kind === 'cancelled' && outcome.isByHand;
  const tellRefund = isByHand ? texts.cancelledByHand : texts.cancelledRefund;
  const isTaken = state.answer?.order.lateOffer?.state === 'taken';
  const isLate = outcome.kind === 'cancelled' && state.answer?.booking.state === 'expired';
  const isBooked = outcome.kind === 'booked' || (outcome.kind === 'moved' && isTaken);
  const booked = state.answer?.booking.state === 'pending_approval' ? texts.pending : texts.confirmed;
  const ended = isLate ? texts.lateReturned : texts.cancelled;
  const title = isBooked ? booked : outcome.kind === 'moved' ? texts.moved : ended;
  return html`<div class="hf-notice hf-notice-good" role="status" tabindex="-1">
    <div class="hf-strong">${title}</div>
    ${!isLate && refund !== null && refund.amountMinor > 0 ? html`<div>${tellRefund(format.money(refund))}</div>` : nothing}
  </div>`;
}

function viewProblem(state: ManageState, contact: Contact, context: ManageContext): TemplateResult | typeof nothing {
  if (state.problem === null) return nothing;
  const { texts, send } = context;
  const { problem, lane } = state.problem;
  const written = writeProblem(problem, context);
  const title = problem.code === 'slot_taken' ? texts.slotTaken : isAway(problem) ? texts.away : written.title;
  return html`<div class="hf-notice" role="alert" tabindex="-1">
    <div class="hf-strong">${title}</div>
    ${
      isAway(problem)
        ? html`<div class="hf-choices">
              ${pressable(texts.retry, { look: 'hf-choice', press: () => send({ kind: 'retried', lane }) })}
            </div>
            ${viewContact(contact, context)}`
        : html`<div>${problem.code === 'slot_taken' ? texts.chooseAnother : written.advice}</div>`
    }
  </div>`;
}

const isStanding = ({ state }: BookingAnswer['booking']): boolean => state === 'confirmed' || state === 'pending_approval';

/** Draws what can be done with money that came too late. */
function viewOffer(answer: BookingAnswer, context: ManageContext): TemplateResult | typeof nothing {
  const { texts, send, format } = context;
  const offer = findOffer(answer);
  if (offer === null) return nothing;
  const amount = format.money(offer.amount);
  return html`<div class="hf-panel" role="group" aria-labelledby="${context.id}-late" tabindex="-1">
    <div class="hf-strong" id="${context.id}-late">${texts.lateTitle}</div>
    <div>${texts.lateOffer(amount)}</div>
    <div class="hf-muted">${texts.lateUntil(writeInstant(offer.expiresAt, zoneOf(answer.booking), context))}</div>
    <div class="hf-actions-row">
      <button class="hf-button" type="button" @click=${() => send({ kind: 'moveAsked' })}>
        <span>${texts.lateChoose}</span>
      </button>
      ${pressable(texts.lateBack(amount), { look: 'hf-choice', press: () => send({ kind: 'cancelAsked' }) })}
    </div>
  </div>`;
}

/** The way to another booking of the same service, while it is offered and this one is not being paid. */
function viewAgain({ catalog, unpaid }: ManageState, { booking }: BookingAnswer, context: ManageContext) {
  const isOffered = catalog?.services.some(({ id }) => id === booking.serviceId) === true;
  if (!isOffered || unpaid !== null) return nothing;
  return pressable(context.texts.bookAgain, { look: 'hf-choice', press: () => context.send({ kind: 'againAsked' }) });
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
  if (findOffer(answer) !== null) return viewOffer(answer, context);
  if (!isStanding(booking)) return html`${viewUnpaid(state, answer, context)}${viewAgain(state, answer, context)}`;
  return html`${viewCalendars(booking, context, () => send({ kind: 'calendarAsked' }))}
    <div class="hf-choices">
      ${cancellation.reschedulable ? pressable(texts.move, { look: 'hf-choice', press: () => send({ kind: 'moveAsked' }) }) : nothing}
      ${viewAgain(state, answer, context)}
      ${cancellation.allowed ? pressable(texts.cancel, { look: 'hf-choice', press: () => send({ kind: 'cancelAsked' }) }) : nothing}
    </div>
    ${
      cancellation.allowed
        ? nothing
        : html`<div class="hf-muted">${texts.cancelNotAllowed}</div>
            ${viewContact(contact, context)}`
    }`;
}

function viewBookingFacts({ unpaid }: ManageState, answer: BookingAnswer, context: ManageContext): TemplateResult {
  const { texts, format } = context;
  const { booking, order } = answer;
  const { day, times } = writeBookingTime(booking, context);
  return viewFacts([
    [texts.state, unpaid === 'kept' || unpaid === 'moving' ? texts.paymentUnderWay : texts.states[booking.state]],
    [texts.when, `${day}, ${times}`],
    [texts.with, writePeople(booking)],
    ...listPlaceFacts(booking, context),
    [texts.price, format.money(answer.quote.total)],
    [texts.paid, order.paid.amountMinor > 0 ? format.money(order.paid) : null],
    [texts.dueOnSite, isStanding(booking) && order.dueOnSite.amountMinor > 0 ? format.money(order.dueOnSite) : null],
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
      : html`<div class="hf-choices" role="status">
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
    ? html`${viewBookingFacts(state, answer, context)} ${viewActions(state, answer, contact, context)}`
    : html`<div class="hf-skeleton hf-skeleton-body" aria-hidden="true"></div>`;
  return html`<div class="hf-frame hf-frame-single">
    <div class="hf-main" aria-busy=${String(answer === null)}>
      ${heading} ${viewOutcome(state, context)} ${viewProblem(state, contact, context)} ${stalled} ${body}
    </div>
  </div>`;
}
