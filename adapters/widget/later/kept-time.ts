import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { computeLocalTime } from '../display/local-time.ts';
import { computeTimeZone } from '../state/booking-state.ts';
import type { WidgetState } from '../state/booking-state.ts';
import type { WireService } from '../wire-types.ts';
import { pressable } from '../view/pressable.ts';
import type { LaterContext } from './later-context.ts';

/** Draws the time that is kept while the visitor looks at others: it can be taken up again, or given back so that times beside it are free. */
export function viewKept(state: WidgetState, service: WireService, context: LaterContext): TemplateResult | typeof nothing {
  const { texts, format, send } = context;
  if (!state.hold || state.hold.serviceId !== service.id || state.busy === 'holding') return nothing;
  const timeZone = computeTimeZone(state, service);
  const when = `${format.shortDay(computeLocalTime(state.hold.startsAt, timeZone).date)}, ${format.time(state.hold.startsAt, timeZone)}`;
  return html`<div class="hf-kept">
    <div>${texts.keptTime(when)}</div>
    <div class="hf-choices">
      ${pressable(texts.keepIt, { look: 'hf-choice hf-choice-main', press: () => send({ kind: 'holdKept' }) })}
      ${pressable(texts.letGo, { look: 'hf-choice', press: () => send({ kind: 'holdLetGo' }), isDisabled: state.busy !== null })}
    </div>
  </div>`;
}
