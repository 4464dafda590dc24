// Makes the whole first part reachable from here, so that the bundler keeps it in one file instead of splitting it by who uses what.
import '../holdfast.ts';
import type { WidgetState } from '../state/booking-state.ts';
import styles from '../style/later.css';
import { skeleton } from '../view/booking-view.ts';
import type { EffectContext, LaterPart } from '../view/later-part.ts';
import type { BookingAnswer, WireService } from '../wire-types.ts';
import { decideLater } from './decide-later.ts';
import { viewDetailsStep } from './details-step.ts';
import { viewDoneStep } from './done-step.ts';
import { viewChoices } from './choices.ts';
import { viewKept } from './kept-time.ts';
import { completeContext } from './later-context.ts';
import type { LaterContext } from './later-context.ts';
import { findKinds, isOwnKind, loadKinds } from './load-kinds.ts';
import { writeLaterNotice } from './later-notice.ts';
import { viewPayStep } from './pay-step.ts';
import { viewOwnTimes } from './own-times.ts';
import { viewQuote } from './quote-lines.ts';
import { resume } from './resume.ts';
import { runLaterEffect } from './run-later.ts';
import { listLines, writeFolded } from './summary-lines.ts';
import { viewWaiting } from './waiting-form.ts';
import { viewZoneChoice } from './zone-choice.ts';

function viewStep(state: WidgetState, context: LaterContext): ReturnType<LaterPart['viewStep']> {
  if (state.step === 'done' && state.result) return viewDoneStep(state, state.result, context);
  if (state.step === 'pay') return viewPayStep(state, context);
  if (state.step === 'details') return viewDetailsStep(state, context);
  // Until it is known where to come, that question stands in the place of the month.
  return (state.step === 'time' && findKinds(context)?.viewPostcodeForm(state, context)) || skeleton;
}

function writeEnd(state: BookingAnswer['booking']['state'] | undefined, texts: LaterContext['texts']): string {
  if (state === 'expired') return texts.released;
  if (state === 'awaiting_payment') return texts.timeKept;
  return state === 'pending_approval' ? texts.pending : texts.confirmed;
}

function titleOfStep(state: WidgetState, context: LaterContext): string {
  const { texts } = context;
  if (state.step === 'time') return findKinds(context)?.writeTitle(state) ?? '';
  if (state.step === 'done') return writeEnd(state.result?.booking.state, texts);
  return state.step === 'pay' ? texts.payment : texts.details;
}

/** Loads what a service needs that is more than an appointment at the business; it is drawn when it is there. */
async function prepare({ locale, send }: EffectContext, service: WireService | null): Promise<void> {
  if (!service || !isOwnKind(service)) return;
  await loadKinds(locale);
  send({ kind: 'kindsLoaded' });
}

/** The one sentence that the live region holds; it changes seldom, so it is read seldom. */
function announce(state: WidgetState, { texts }: LaterContext): string {
  if (state.busy === 'saving') return texts.saving;
  if (state.busy === 'paying') return texts.paying;
  if (state.busy === 'confirming') return texts.confirming;
  return state.secondsLeft === null ? '' : texts.keptSoon;
}

/** Everything from the held time on, with its style and texts. */
export const later: LaterPart = {
  styles,
  decide: decideLater,
  resume,
  run: runLaterEffect,
  viewStep: (state, context) => viewStep(state, completeContext(context)),
  titleOfStep: (state, context) => titleOfStep(state, completeContext(context)),
  writeNotice: (notice, state, context) => writeLaterNotice(notice, state, completeContext(context)),
  viewQuote: (state, quote, context) => viewQuote(state, quote, completeContext(context)),
  writeAwayKept: (context) => completeContext(context).texts.awayKept,
  prepare,
  viewChoices: (state, service, context) => viewChoices(state, service, completeContext(context)),
  viewOwnTimes: (state, service, picker, context, options) =>
    viewOwnTimes({ picker, service, total: state.quote?.total ?? null, options }, completeContext(context)),
  listLines: (state, service, context) => listLines(state, service, completeContext(context)),
  writeFolded: (state, service, context) => writeFolded(state, service, completeContext(context)),
  viewZoneChoice: (state, service, context) => viewZoneChoice(state, service, completeContext(context)),
  viewKept: (state, service, context) => viewKept(state, service, completeContext(context)),
  viewWaiting: (state, context) => viewWaiting(state, completeContext(context)),
  announce: (state, context) => announce(state, completeContext(context)),
};
