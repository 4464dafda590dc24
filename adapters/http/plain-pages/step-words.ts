import type { BookedStep, PageWords, Service } from '../../../core/index.ts';
import { describeTimes } from './course-words.ts';
import type { Place } from './course-words.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';
import { describeDuration } from './wording.ts';

/** Renders the parts of a service, one after the other, with how long each takes; null when it has none. */
export const renderSteps = ({ steps = [] }: Service, words: PageWords): Markup | null =>
  renderParts(steps.map(({ name, durationMinutes }) => ({ name, when: describeDuration(durationMinutes, words) })));

/** Renders the parts of an appointment, each with its time; null when it has none. */
export const renderBookedSteps = (steps: readonly BookedStep[], place: Place): Markup | null =>
  renderParts(steps.map((step) => ({ name: step.name, when: describeTimes(step, place) })));

function renderParts(parts: readonly { readonly name: string; readonly when: string }[]): Markup | null {
  if (parts.length === 0) return null;
  return html`<ol class="plain steps">
    ${parts.map(({ name, when }) => html`<li><span>${name}</span> <span class="figures quiet">${when}</span></li>`)}
  </ol>`;
}
