import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { computeTimeZone } from '../state/booking-state.ts';
import type { WidgetState } from '../state/booking-state.ts';
import type { WireService } from '../wire-types.ts';
import type { LaterContext } from './later-context.ts';

/** Draws the choice of the zone in which an online service's times are shown: the usual ones first. */
export function viewZoneChoice(state: WidgetState, service: WireService, context: LaterContext): TemplateResult {
  const { texts, send, id } = context;
  const timeZone = computeTimeZone(state, service);
  const zones = new Set([timeZone, state.settings.visitorTimeZone, service.timeZone, ...Intl.supportedValuesOf('timeZone')]);
  const choose = (event: Event): void => {
    if (event.target instanceof HTMLSelectElement) send({ kind: 'zoneChosen', timeZone: event.target.value });
  };
  return html`<div class="hf-field hf-zone">
    <label for="${id}-zone">${texts.timeZone}</label>
    <select class="hf-input" id="${id}-zone" @change=${choose}>
      ${[...zones].map((zone) => html`<option value=${zone} ?selected=${zone === timeZone}>${zone.replaceAll('_', ' ')}</option>`)}
    </select>
  </div>`;
}
