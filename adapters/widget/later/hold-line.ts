import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { WidgetState } from '../state/booking-state.ts';
import { icon } from '../view/icon.ts';
import { icons } from './icons.ts';
import { writeInstant } from './facts.ts';
import type { LaterContext } from './later-context.ts';

/** Writes minutes and seconds: "4:07". */
export const writeCountdown = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

/** Draws until when the time is kept: quiet, and counted down in the last two minutes. The countdown itself is not read aloud; the live region says it once. */
export function viewHoldLine(state: WidgetState, context: LaterContext): TemplateResult | typeof nothing {
  const { texts, format } = context;
  const zone = state.settings.visitorTimeZone;
  if (!state.hold?.expiresAt || state.busy === 'confirming') return nothing;
  const text =
    state.secondsLeft === null
      ? texts.keptUntil(
          state.hold.isLong ? writeInstant(state.hold.expiresAt, zone, context) : format.time(state.hold.expiresAt, zone),
        )
      : texts.keptSeconds(writeCountdown(state.secondsLeft));
  const look = state.secondsLeft === null ? 'hf-hold hf-muted' : 'hf-hold hf-hold-soon';
  return html`<div class=${look}>${icon(icons.clock)}<span>${text}</span></div>`;
}
