import { svg } from 'lit-html';
import type { TemplateResult } from 'lit-html';

const paths = {
  previous: 'M12.5 4.5 7 10l5.5 5.5',
  next: 'M7.5 4.5 13 10l-5.5 5.5',
  down: 'M4.5 7.5 10 13l5.5-5.5',
  clock: 'M10 5.5V10l3 2M17.5 10a7.5 7.5 0 1 1-15 0 7.5 7.5 0 0 1 15 0Z',
  check: 'm4.5 10.5 3.8 3.8 7.2-8.1',
  lock: 'M6.5 9V6.5a3.5 3.5 0 0 1 7 0V9M5 9h10v7.5H5Z',
};

/** Draws one of the few line icons in the colour of its text; it says nothing to a screen reader. */
export const icon = (name: keyof typeof paths): TemplateResult => svg`<svg class="hf-icon hf-icon-${name}" viewBox="0 0 20 20" width="20" height="20"
  fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d=${paths[name]} /></svg>`;
