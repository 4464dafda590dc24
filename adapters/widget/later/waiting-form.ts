import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { WidgetState } from '../state/booking-state.ts';
import { pressable } from '../view/pressable.ts';
import type { LaterContext } from './later-context.ts';

/** Draws the form of a full day: an address to write to when a time becomes free. */
export function viewWaiting(state: WidgetState, context: LaterContext): TemplateResult {
  const { texts, send, id } = context;
  const { waiting } = state;
  if (waiting.status === 'joined') return html`<div role="status">${texts.waitingJoined}</div>`;
  const isInvalid = waiting.status === 'invalid';
  const ask = (): void => send({ kind: 'waitingSubmitted' });
  const submit = (event: Event): void => {
    event.preventDefault();
    ask();
  };
  const type = (event: Event): void => {
    if (event.target instanceof HTMLInputElement) send({ kind: 'waitingTyped', email: event.target.value });
  };
  return html`<form class="hf-form" novalidate @submit=${submit}>
    <div class="hf-fields">
      <div class="hf-field">
        <label for="${id}-waiting">${texts.waitingTitle}</label>
        ${isInvalid ? html`<div class="hf-error" id="${id}-waiting-error">${texts.errors.emailInvalid}</div>` : nothing}
        <input
          class="hf-input"
          id="${id}-waiting"
          type="email"
          name="email"
          autocomplete="email"
          placeholder=${texts.email}
          aria-invalid=${isInvalid ? 'true' : nothing}
          aria-describedby=${isInvalid ? `${id}-waiting-error` : nothing}
          .value=${waiting.email}
          @input=${type}
        />
      </div>
      <div>${pressable(texts.waitingSend, { look: 'hf-choice', press: ask })}</div>
    </div>
  </form>`;
}
