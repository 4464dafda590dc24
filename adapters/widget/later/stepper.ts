import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { pressable } from '../view/pressable.ts';
import type { LaterContext } from './later-context.ts';

/** A number to choose between two others. */
export type StepperOptions = {
  /** Keeps ids apart. */
  readonly key: string;
  readonly name: string;
  /** What stands below the name. */
  readonly note?: string | undefined;
  /** Whether the buttons say what there is more or less of: where several numbers stand together. */
  readonly isNamed?: boolean;
  readonly value: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly choose: (value: number) => void;
};

/** Draws a number with a button for less and one for more. */
export function viewStepper(options: StepperOptions, { texts, id }: LaterContext): TemplateResult {
  const { key, name, note, isNamed = false, value, minimum, maximum, choose } = options;
  const step = (sign: string, label: string, next: number): TemplateResult =>
    pressable(sign, {
      look: 'hf-stepper-button',
      label: isNamed ? `${label}: ${name}` : label,
      isDisabled: next < minimum || next > maximum,
      press: () => choose(next),
    });
  return html`<div class="hf-row hf-number">
    <span id="${id}-${key}">${name}${note === undefined ? nothing : html`<br /><span class="hf-muted">${note}</span>`}</span>
    <span class="hf-stepper" role="group" aria-labelledby="${id}-${key}">
      ${step('−', texts.fewer, value - 1)}
      <output class="hf-stepper-value" aria-live="polite">${value}</output>
      ${step('+', texts.more, value + 1)}
    </span>
  </div>`;
}
