import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { findService, hasPersonChoice, hasStaff } from '../state/booking-state.ts';
import type { WidgetState } from '../state/booking-state.ts';
import type { WirePrice, WireService } from '../wire-types.ts';
import { arrows, icon } from './icon.ts';
import type { Line } from './line.ts';
import type { LaterPart } from './later-part.ts';
import { viewContactLinks } from './notice.ts';
import { pressable } from './pressable.ts';
import type { ViewContext, Words } from './view-context.ts';

/** "450 kr" or "Free". */
export const writePrice = (
  amount: { readonly amountMinor: number; readonly currency: string },
  { texts, format }: Words,
): string => (amount.amountMinor === 0 ? texts.free : format.money(amount));

/** "450 kr", or "from 300 kr" where it depends on what is not chosen yet. */
export const writeListPrice = ({ price, priceFrom }: WirePrice, words: Words): string =>
  priceFrom === undefined
    ? writePrice(price, words)
    : priceFrom
      ? words.texts.from(writePrice(priceFrom, words))
      : words.texts.byTime;

/** What a price is for: "per person", "per night"; empty for the whole booking. */
export const writeUnit = ({ byDay, priceFrom, priceUnit }: WireService, texts: Words['texts']): string =>
  priceFrom === null
    ? ''
    : [byDay && texts.perUnit[byDay.unit], priceUnit === 'person' && texts.perPerson].filter(Boolean).join(' ');

function listLines(state: WidgetState, service: WireService, context: ViewContext, later: LaterPart | null): readonly Line[] {
  const { texts, format } = context;
  const hasServices = (state.catalog?.services.length ?? 0) > 1 && state.settings.preselectedService !== service.id;
  const chosen = service.resources.find((resource) => resource.id === state.resourceId)?.name;
  const anybody = hasStaff(service) ? texts.anyPerson : texts.anyThing;
  const length = html`<br /><span class="hf-muted">${format.duration(service.durationMinutes)}</span>`;
  const who: Line = { name: texts.with, value: chosen ?? anybody, step: 'person' };
  const lines: readonly Line[] = [
    {
      name: texts.service,
      value: html`${service.name}${service.byDay ? nothing : length}`,
      step: hasServices ? 'service' : null,
    },
    ...(state.hold || state.step === 'person' || !hasPersonChoice(service) ? [] : [who]),
    ...(later?.listLines(state, service, context) ?? []),
    ...(service.atCustomer ? [] : [{ name: texts.where, value: service.place ?? texts.online, step: null }]),
  ];
  return lines.map((line) => (state.step === 'done' || line.step === state.step ? { ...line, step: null } : line));
}

const viewLine = (line: Line, { texts, send }: ViewContext): TemplateResult =>
  html`<div class="hf-line">
    <div class="hf-line-text">
      <div class="hf-muted">${line.name}</div>
      <div>${line.value}</div>
    </div>
    ${
      line.step === null
        ? nothing
        : pressable(texts.edit, {
            look: 'hf-link',
            label: texts.editLine(line.name),
            press: () => send({ kind: 'wentTo', step: line.step ?? 'service' }),
          })
    }
  </div>`;

function viewPrice(state: WidgetState, service: WireService, context: ViewContext, later: LaterPart | null): unknown {
  if (state.quote) return later?.viewQuote(state, state.quote, context);
  return html`<div class="hf-total" aria-busy=${String(state.isQuoting)}>
    <span>${context.texts.price}</span
    ><span class="hf-figure">${writeListPrice(service, context)} ${writeUnit(service, context.texts)}</span>
  </div>`;
}

/** Draws who sells, before anything is chosen: a name and ways to ask. */
const viewBusiness = (state: WidgetState, { contact }: ViewContext): TemplateResult =>
  html`<div class="hf-summary hf-summary-empty">
    <div class="hf-summary-body">
      <div class="hf-strong">${state.catalog?.business.name}</div>
      ${viewContactLinks(contact)}
    </div>
  </div>`;

/** Draws what is being booked: a column beside the steps, or one line above them that opens. */
export function viewSummary(state: WidgetState, context: ViewContext, later: LaterPart | null): TemplateResult {
  const service = findService(state);
  if (!service || state.step === 'service') return viewBusiness(state, context);
  const price = state.quote ? writePrice(state.quote.total, context) : writeListPrice(service, context);
  return html`<div
    class="hf-summary"
    role="group"
    aria-label=${context.texts.yourBooking}
    data-open=${String(state.isSummaryOpen)}
  >
    ${pressable(
      html`<span class="hf-fold-text">${later?.writeFolded(state, service, context) ?? service.name}</span
        ><span class="hf-figure">${price}</span>${icon(arrows.down)}`,
      {
        look: 'hf-fold',
        expanded: state.isSummaryOpen,
        press: () => context.send({ kind: 'summaryToggled' }),
      },
    )}
    <div class="hf-summary-body">
      <div class="hf-strong">${state.catalog?.business.name}</div>
      ${listLines(state, service, context, later).map((line) => viewLine(line, context))}
      <div class="hf-price">${viewPrice(state, service, context, later)}</div>
    </div>
  </div>`;
}
