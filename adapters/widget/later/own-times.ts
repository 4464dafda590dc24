import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { OwnTimes } from '../kinds/own-times.ts';
import type { LaterWords } from './later-context.ts';
import { findKinds } from './load-kinds.ts';

/** Draws the times of a service that are more than times of day; until their part is loaded, the room for them. */
export const viewOwnTimes = (own: OwnTimes, words: LaterWords): TemplateResult =>
  findKinds(words)?.viewTimes(own, words) ?? html`<div class="hf-times" aria-busy="true"></div>`;
