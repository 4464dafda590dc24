import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { computeLocalTime } from '../display/local-time.ts';
import { findOffer, writeInstant, zoneOf } from '../later/facts.ts';
import { viewOwnTimes } from '../later/own-times.ts';
import { hasOwnTimes } from '../state/booking-state.ts';
import { viewMonth } from '../view/month.ts';
import { pressable } from '../view/pressable.ts';
import { viewTimes } from '../view/times.ts';
import type { TimesOptions } from '../view/times.ts';
import type { LaterWords } from '../later/later-context.ts';
import type { BookingAnswer, Money } from '../wire-types.ts';
import type { ManageMessage, ManageState } from './manage-state.ts';

/** What the views of the manage page need beside its state. */
export type ManageContext = LaterWords & { readonly id: string; readonly send: (message: ManageMessage) => void };

/** Draws the question before a cancellation: with what is paid back, what is kept, and until when that stays so. */
export function viewCancelPanel(state: ManageState, answer: BookingAnswer, context: ManageContext): TemplateResult {
  const { texts, format, send } = context;
  const { fee, until, owed = null } = answer.cancellation;
  const offer = findOffer(answer);
  const refund = offer?.amount ?? answer.cancellation.refund;
  const isPaid = answer.order.paid.amountMinor > 0;
  const count = answer.quote.items.length;
  const hasRefund = refund !== null && refund.amountMinor > 0;
  return html`<div class="hf-panel" role="group" aria-labelledby="${context.id}-cancel" tabindex="-1">
    <div class="hf-strong" id="${context.id}-cancel">${offer === null ? texts.cancelQuestion : texts.lateBackQuestion}</div>
    ${isPaid ? html`<div>${hasRefund ? texts.cancelRefund(format.money(refund)) : texts.cancelNoRefund}</div>` : nothing}
    ${isPaid && fee !== null && fee.amountMinor > 0 ? html`<div>${texts.cancelFee(format.money(fee))}</div>` : nothing}
    ${owed !== null && owed.amountMinor > 0 ? html`<div>${texts.policy.stillOwed(format.money(owed))}</div>` : nothing}
    ${(isPaid || (owed !== null && owed.amountMinor > 0)) && until !== null ? html`<div class="hf-muted">${texts.cancelUntil(writeInstant(until, zoneOf(answer.booking), context))}</div>` : nothing}
    ${state.unpaid !== null && count > 1 ? html`<div>${texts.givesUpAll(count)}</div>` : nothing}
    <div class="hf-muted">${texts.cancelFinal}</div>
    <div class="hf-actions-row">
      <button
        class="hf-button"
        type="button"
        aria-disabled=${state.busy === null ? nothing : 'true'}
        @click=${() => send({ kind: 'cancelConfirmed' })}
      >
        <span>${state.busy === 'cancelling' ? texts.saving : writeConfirm(refund, offer !== null, context)}</span>
      </button>
      ${pressable(offer === null ? texts.cancelKeep : texts.lateChoose, { look: 'hf-choice', press: () => send(offer === null ? { kind: 'panelClosed' } : { kind: 'moveAsked' }) })}
    </div>
  </div>`;
}

function writeConfirm(refund: Money | null, isLate: boolean, { texts, format }: ManageContext): string {
  if (refund === null || refund.amountMinor === 0) return texts.cancelConfirmPlain;
  return isLate ? texts.lateBack(format.money(refund)) : texts.cancelConfirm(format.money(refund));
}

/** Says what a move changes about the money; nothing where it changes nothing. */
function writeDifference({ movePrice }: ManageState, { texts: { policy }, format }: ManageContext): readonly string[] {
  if (movePrice === null) return [];
  const { price, fee, refund, later, lostCodes } = movePrice.difference;
  const write = ({ amountMinor, currency }: Money): string => format.money({ amountMinor: Math.abs(amountMinor), currency });
  return [
    ...(lostCodes.length > 0 ? [policy.lostCodes(lostCodes.join(', '))] : []),
    ...(price.amountMinor > 0 ? [policy.priceUp(write(price))] : []),
    ...(price.amountMinor < 0 ? [policy.priceDown(write(price))] : []),
    ...(fee.amountMinor > 0 ? [policy.feeForMove(write(fee))] : []),
    ...(refund.amountMinor > 0 ? [policy.moveBack(write(refund))] : []),
    ...(later.amountMinor > 0 ? [policy.later(write(later))] : []),
    ...(later.amountMinor < 0 ? [policy.lessLater(write(later))] : []),
  ];
}

function viewMoveQuestion(state: ManageState, answer: BookingAnswer, context: ManageContext): TemplateResult {
  const { texts, send, format } = context;
  const timeZone = zoneOf(answer.booking);
  const short = (instant: string): string =>
    `${format.shortDay(computeLocalTime(instant, timeZone).date)}, ${format.time(instant, timeZone)}`;
  const to = short(state.wantedSlot?.startsAt ?? answer.booking.startsAt);
  const question = findOffer(answer) === null ? texts.moveQuestion(short(answer.booking.startsAt), to) : texts.takeInstead(to);
  const isAsked = state.movePrice === null && findOffer(answer) === null;
  return html`<div id="${context.id}-move" class="hf-strong">${question}</div>
    <div role="status">
      ${isAsked ? html`<div class="hf-muted">${texts.policy.looking}</div>` : writeDifference(state, context).map((line) => html`<div>${line}</div>`)}
    </div>
    <div class="hf-actions-row">
      <button
        class="hf-button"
        type="button"
        aria-disabled=${state.busy === null && !isAsked ? nothing : 'true'}
        @click=${() => send({ kind: 'moveConfirmed' })}
      >
        <span
          >${state.busy === 'moving' ? texts.saving : findOffer(answer) === null ? texts.moveConfirm(to) : texts.takeConfirm(to)}</span
        >
      </button>
      ${pressable(texts.otherTime, { look: 'hf-choice', press: () => send({ kind: 'panelClosed' }) })}
    </div>`;
}

/** Draws the choice of another time, then the question before the booking is moved. */
export function viewMovePanel(state: ManageState, answer: BookingAnswer, context: ManageContext): TemplateResult {
  const { texts, send, id } = context;
  const { picker } = state;
  const service = state.catalog?.services.find((candidate) => candidate.id === answer.booking.serviceId);
  const options: TimesOptions = {
    chosenStart: answer.booking.startsAt,
    isBusy: false,
    choose: (slot) => send({ kind: 'slotChosen', slot }),
    goToDay: (date) => send({ kind: 'dayChosen', date }),
  };
  const choice = html`<div id="${id}-move" class="hf-strong">${texts.otherTime}</div>
    ${
      picker === null
        ? nothing
        : html`<div class="hf-picker">
            <div class="hf-picker-month">
              ${viewMonth(picker, id, context, {
                turn: (month) => send({ kind: 'monthTurned', month }),
                focus: (date) => send({ kind: 'dayFocused', date }),
                choose: (date) => send({ kind: 'dayChosen', date }),
              })}
            </div>
            ${service && hasOwnTimes(service) ? viewOwnTimes({ picker, service, total: null, options }, context) : viewTimes(picker, context, options)}
          </div>`
    }
    <div>
      ${pressable(findOffer(answer) === null ? texts.cancelKeep : texts.back, { look: 'hf-choice', press: () => send({ kind: 'panelClosed' }) })}
    </div>`;
  return html`<div class="hf-panel" role="group" aria-labelledby="${id}-move" tabindex="-1">
    ${state.wantedSlot ? viewMoveQuestion(state, answer, context) : choice}
  </div>`;
}
