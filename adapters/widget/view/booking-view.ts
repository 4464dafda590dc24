import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { isServiceAway, previousStep } from '../state/decide.ts';
import { findService, hasStaff, needsLater } from '../state/booking-state.ts';
import type { WidgetState } from '../state/booking-state.ts';
import { viewPersonStep, viewServiceStep } from './choice-steps.ts';
import { arrows, icon } from './icon.ts';
import type { LaterPart } from './later-part.ts';
import { viewNotice, viewStalled } from './notice.ts';
import { pressable } from './pressable.ts';
import { viewSummary } from './summary.ts';
import { viewTimeStep } from './time-step.ts';
import type { ViewContext } from './view-context.ts';

/** Stands where a step will be. */
export const skeleton = html`<div aria-hidden="true">
  <div class="hf-skeleton hf-skeleton-title"></div>
  <div class="hf-skeleton hf-skeleton-body"></div>
</div>`;

function titleOf(state: WidgetState, context: ViewContext, later: LaterPart | null): string {
  const { texts } = context;
  const service = findService(state);
  switch (state.step) {
    case 'service':
      return texts.chooseService;
    case 'person':
      return service && hasStaff(service) ? texts.choosePerson : texts.chooseThing;
    case 'time':
      return later?.titleOfStep(state, context) || texts.chooseTime;
    default:
      return later?.titleOfStep(state, context) ?? '';
  }
}

function contentOf(state: WidgetState, context: ViewContext, later: LaterPart | null): unknown {
  const service = findService(state);
  if (state.step === 'service') return viewServiceStep(state, context);
  if (state.step === 'person' && service) return viewPersonStep(service, context);
  // What comes later would push the month down.
  if (state.step === 'time' && service && state.picker && (later || !needsLater(service)))
    return viewTimeStep(state, service, state.picker, context, later);
  return later?.viewStep(state, context) ?? skeleton;
}

function viewStep(state: WidgetState, context: ViewContext, later: LaterPart | null): TemplateResult {
  const back = previousStep(state);
  const isBackOpen = back !== null && state.busy === null;
  return html`<div class="hf-main">
    ${
      back === null
        ? nothing
        : pressable(html`${icon(arrows.previous, true)}${context.texts.back}`, {
            look: 'hf-link hf-back',
            isDisabled: !isBackOpen,
            press: () => context.send({ kind: 'wentTo', step: back }),
          })
    }
    <div class="hf-heading" role="heading" aria-level="2" tabindex="-1">${titleOf(state, context, later)}</div>
    ${viewNotice(state, context, later)} ${viewStalled(state, context)} ${contentOf(state, context, later)}
  </div>`;
}

/** Draws the whole booking. */
export function viewBooking(state: WidgetState, context: ViewContext, later: LaterPart | null): TemplateResult {
  const isReady = state.catalog !== null && !state.isResuming;
  const isLaterMissing = later === null && (state.step === 'details' || state.step === 'pay' || state.step === 'done');
  const waiting = html`<div class="hf-main" aria-busy="true">
    ${viewNotice(state, context, later)} ${viewStalled(state, context)}${skeleton}
  </div>`;
  if (isServiceAway(state)) return html`<div class="hf-frame hf-frame-away">${viewNotice(state, context, later)}</div>`;
  return html`<div class="hf-frame">
      ${isReady ? viewSummary(state, context, later) : html`<div class="hf-summary hf-summary-loading"><div class="hf-skeleton hf-skeleton-body"></div></div>`}
      ${isReady && !isLaterMissing ? viewStep(state, context, later) : waiting}
    </div>
    <div class="hf-live" role="status">
      ${state.busy === 'holding' ? context.texts.holding : (later?.announce(state, context) ?? '')}
    </div>`;
}
