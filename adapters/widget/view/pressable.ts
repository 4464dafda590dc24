import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';

export type PressableOptions = {
  readonly press: () => void;
  readonly look: string;
  readonly label?: string | undefined;
  readonly isDisabled?: boolean;
  readonly expanded?: boolean | undefined;
};

/**
 * A button without the element `button`: for days, links, cards and steppers.
 *
 * Everything in the widget stands in one cascade layer, and rules outside of layers win over those inside. A theme's or page builder's
 * `button { … }` would therefore paint forty-two days as forty-two call-to-action buttons. Parts whose look carries meaning are neutral
 * elements with a role; fields and the step's main action stay native, so that the theme dresses them as its own.
 * `listenForPresses` gives them the keyboard.
 */
export const pressable = (content: unknown, options: PressableOptions): TemplateResult =>
  html`<span
    class=${options.look}
    role="button"
    tabindex=${options.isDisabled ? nothing : '0'}
    aria-disabled=${options.isDisabled ? 'true' : nothing}
    aria-label=${options.label ?? nothing}
    aria-expanded=${options.expanded === undefined ? nothing : String(options.expanded)}
    @click=${options.isDisabled ? nothing : options.press}
    >${content}</span
  >`;

/** Lets Enter and Space press whatever has the role of a button or radio inside an element, until the signal is aborted. */
export function listenForPresses(root: HTMLElement, signal: AbortSignal): void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    const target = event.target;
    if (!(target instanceof HTMLElement) || !target.matches('span[role], div[role="radio"], div[role="gridcell"]')) return;
    event.preventDefault();
    if (!event.repeat) target.click();
  };
  root.addEventListener('keydown', onKey, { signal });
}
