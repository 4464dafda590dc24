import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { computeTimeZone, hasOwnTimes } from '../state/booking-state.ts';
import type { WidgetState } from '../state/booking-state.ts';
import type { Picker } from '../state/picker.ts';
import type { WireService } from '../wire-types.ts';
import type { LaterPart } from './later-part.ts';
import { viewMonth } from './month.ts';
import { pressable } from './pressable.ts';
import { viewTimes } from './times.ts';
import type { TimesOptions } from './times.ts';
import type { ViewContext } from './view-context.ts';

function viewZone(state: WidgetState, service: WireService, context: ViewContext, later: LaterPart | null): unknown {
  const { texts, format, send } = context;
  const timeZone = computeTimeZone(state, service);
  const said = texts.timesIn(format.city(timeZone));
  if (service.place !== null || service.atCustomer) return html`<div class="hf-muted hf-zone">${said}</div>`;
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
  const isBusy = state.busy === 'holding';
  const options: TimesOptions = {
    chosenStart: state.pendingSlot?.startsAt ?? state.hold?.startsAt ?? null,
    isBusy,
    choose: (slot) => send({ kind: 'slotChosen', slot }),
    goToDay: (date) => send({ kind: 'dayChosen', date }),
    whenFull: later?.viewWaiting(state, context),
  };
  return html`
    ${later?.viewKept(state, service, context)}${later?.viewChoices(state, service, context)}
    <div class="hf-picker" aria-busy=${String(isBusy)}>
      <div class="hf-picker-month">
        ${viewMonth(picker, context.id, context, {
          turn: (month) => send({ kind: 'monthTurned', month }),
          focus: (date) => send({ kind: 'dayFocused', date }),
          choose: (date) => send({ kind: 'dayChosen', date }),
        })}
        ${viewZone(state, service, context, later)}
      </div>
      ${hasOwnTimes(service) ? later?.viewOwnTimes(state, service, picker, context, options) : viewTimes(picker, context, options)}
    </div>
  `;
}
