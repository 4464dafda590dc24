import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';

/** The lines of the icons that are needed from the start, on a field of 20 by 20. */
export const arrows = {
  previous: 'M12.5 4.5 7 10l5.5 5.5',
  next: 'M7.5 4.5 13 10l-5.5 5.5',
  down: 'M4.5 7.5 10 13l5.5-5.5',
};

/** Draws a line icon in the colour of its text and the size of its box, whatever a theme says about pictures; it says nothing to a screen reader. `turns`: it points along the text, so right-to-left pages mirror it. */
export const icon = (path: string, turns = false): TemplateResult =>
  html`<span class=${turns ? 'hf-icon hf-icon-turns' : 'hf-icon'} aria-hidden="true"
    ><svg viewBox="0 0 20 20">
      <path d=${path} fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" /></svg
  ></span>`;
