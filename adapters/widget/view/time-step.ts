import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { computeTimeZone } from '../state/booking-state.ts';
import type { WidgetState } from '../state/booking-state.ts';
import type { Picker } from '../state/picker.ts';
import type { WireService } from '../wire-types.ts';
import type { LaterPart } from './later-part.ts';
import { viewMonth } from './month.ts';
import { pressable } from './pressable.ts';
import { viewTimes } from './times.ts';
import type { ViewContext } from './view-context.ts';

function viewParty(state: WidgetState, service: WireService, context: ViewContext): TemplateResult | typeof nothing {
  const { texts, send, id } = context;
  if (service.maximumPartySize <= 1 || service.minimumPartySize === service.maximumPartySize) return nothing;
  const step = (sign: string, label: string, partySize: number): TemplateResult =>
    pressable(sign, {
      look: 'hf-stepper-button',
      label,
      isDisabled: partySize < service.minimumPartySize || partySize > service.maximumPartySize,
      press: () => send({ kind: 'partySizeChosen', partySize }),
    });
  return html`<div class="hf-row">
    <span id="${id}-party">${texts.people}</span>
    <span class="hf-stepper" role="group" aria-labelledby="${id}-party">
      ${step('−', texts.fewer, state.partySize - 1)}
      <output class="hf-stepper-value" aria-live="polite">${state.partySize}</output>
      ${step('+', texts.more, state.partySize + 1)}
    </span>
  </div>`;
}

function viewZone(state: WidgetState, service: WireService, context: ViewContext, later: LaterPart | null): unknown {
  const { texts, format, send } = context;
  const timeZone = computeTimeZone(state, service);
  const said = texts.timesIn(format.city(timeZone));
  if (service.place !== null) return html`<div class="hf-muted hf-zone">${said}</div>`;
  if (state.isChoosingZone && later) return later.viewZoneChoice(state, service, context);
  return html`<div class="hf-muted hf-zone">
    ${said} ${pressable(texts.changeZone, { look: 'hf-link', press: () => send({ kind: 'zoneOpened' }) })}
  </div>`;
}

/** Draws the month and the times of the chosen day, side by side where there is room. */
export function viewTimeStep(
  state: WidgetState,
  service: WireService,
  picker: Picker,
  context: ViewContext,
  later: LaterPart | null,
): TemplateResult {
  const { send } = context;
  const chosenStart = state.pendingSlot?.startsAt ?? state.hold?.startsAt ?? null;
  return html`
    ${later?.viewKept(state, service, context)}${later?.viewDurations(state, service, context)}
    <div class="hf-picker" aria-busy=${String(state.busy === 'holding')}>
      <div class="hf-picker-month">
        ${viewParty(state, service, context)}
        ${viewMonth(picker, context.id, context, {
          turn: (month) => send({ kind: 'monthTurned', month }),
          focus: (date) => send({ kind: 'dayFocused', date }),
          choose: (date) => send({ kind: 'dayChosen', date }),
        })}
        ${viewZone(state, service, context, later)}
      </div>
      ${viewTimes(picker, context, {
        chosenStart,
        isBusy: state.busy === 'holding',
        showsPlaces: service.kind === 'class' && state.partySize === 1,
        choose: (slot) => send({ kind: 'slotChosen', slot }),
        goToDay: (date) => send({ kind: 'dayChosen', date }),
        whenFull: later?.viewWaiting(state, context) ?? nothing,
      })}
    </div>
  `;
}
