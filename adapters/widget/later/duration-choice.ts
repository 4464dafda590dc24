import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { WidgetState } from '../state/booking-state.ts';
import { writeListPrice, writeUnit } from '../view/summary.ts';
import { moveBetweenTimes } from '../view/times.ts';
import type { WireDuration, WireService } from '../wire-types.ts';
import type { LaterContext } from './later-context.ts';

/** Draws the durations that the service is offered in, each with its price; a choice is made with Enter, Space or a click, like that of a time. */
export function viewDurations(state: WidgetState, service: WireService, context: LaterContext): TemplateResult | typeof nothing {
  const { texts, format, send, id } = context;
  const offered = state.catalog?.services.find((candidate) => candidate.id === service.id);
  if (!offered?.otherDurations?.length) return nothing;
  const view = (duration: WireDuration, index: number): TemplateResult => {
    const isChosen = duration.durationMinutes === service.durationMinutes;
    // The first one is what nobody has to name.
    const durationMinutes = index === 0 ? undefined : duration.durationMinutes;
    return html`<div
      class="hf-time"
      role="radio"
      tabindex=${isChosen ? '0' : '-1'}
      aria-checked=${String(isChosen)}
      data-minutes=${duration.durationMinutes}
      @click=${() => send({ kind: 'wished', wish: { durationMinutes } })}
    >
      <span>${format.duration(duration.durationMinutes)}</span>
      <span class="hf-note">${writeListPrice(duration, context)} ${writeUnit(service, texts)}</span>
    </div>`;
  };
  return html`<div class="hf-durations">
    <div class="hf-strong" id="${id}-durations">${texts.chooseDuration}</div>
    <div class="hf-times-row" role="radiogroup" aria-labelledby="${id}-durations" @keydown=${moveBetweenTimes}>
      ${[offered, ...offered.otherDurations].map(view)}
    </div>
  </div>`;
}
