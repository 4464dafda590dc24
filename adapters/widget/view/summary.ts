import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { computeLocalTime } from '../display/local-time.ts';
import { computeTimeZone, findService, hasPersonChoice, hasStaff } from '../state/booking-state.ts';
import type { Step, WidgetState } from '../state/booking-state.ts';
import type { WireService } from '../wire-types.ts';
import { arrows, icon } from './icon.ts';
import type { LaterPart } from './later-part.ts';
import { viewContactLinks } from './notice.ts';
import { pressable } from './pressable.ts';
import type { ViewContext, Words } from './view-context.ts';

/** "450 kr" or "Free". */
export const writePrice = (
  amount: { readonly amountMinor: number; readonly currency: string },
  { texts, format }: Words,
): string => (amount.amountMinor === 0 ? texts.free : format.money(amount));

/** "10:30 – 11:15" */
export const writeTimes = (startsAt: string, endsAt: string, timeZone: string, { format }: Words): string =>
  `${format.time(startsAt, timeZone)}–${format.time(endsAt, timeZone)}`;

type Line = { readonly name: string; readonly value: unknown; readonly step: Step | null };

function writeWhen(state: WidgetState, service: WireService, words: Words): unknown {
  if (!state.hold) return null;
  const timeZone = computeTimeZone(state, service);
  return html`${words.format.day(computeLocalTime(state.hold.startsAt, timeZone).date)}<br />${writeTimes(
      state.hold.startsAt,
      state.hold.endsAt,
      timeZone,
      words,
    )}`;
}

function listLines(state: WidgetState, service: WireService, words: Words): readonly Line[] {
  const { texts, format } = words;
  const hasServices = (state.catalog?.services.length ?? 0) > 1 && state.settings.preselectedService !== service.id;
  const hasPeople = hasPersonChoice(service);
  const named = state.hold?.resources.filter((resource) => resource.kind === 'staff' || hasPeople) ?? [];
  const chosen = service.resources.find((resource) => resource.id === state.resourceId);
  const anybody = state.step === 'person' || !hasPeople ? null : hasStaff(service) ? texts.anyPerson : texts.anyThing;
  const who = named.length > 0 ? named.map((resource) => resource.name).join(', ') : (chosen?.name ?? anybody);
  const isParty = service.maximumPartySize > 1 && state.step !== 'person';
  const line = (name: string, value: unknown, step: Step | null): Line => ({
    name,
    value,
    step: state.step === 'done' || step === state.step ? null : step,
  });
  return [
    line(
      texts.service,
      html`${service.name}<br /><span class="hf-muted">${format.duration(service.durationMinutes)}</span>`,
      hasServices ? 'service' : null,
    ),
    line(texts.with, who, hasPeople ? 'person' : null),
    line(texts.when, writeWhen(state, service, words), 'time'),
    line(texts.people, isParty ? texts.peopleCount(state.partySize) : null, 'time'),
    line(texts.where, service.place ?? texts.online, null),
  ].filter(({ value }) => value !== null);
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

function viewPrice(state: WidgetState, service: WireService, context: ViewContext, later: LaterPart | null): TemplateResult {
  const { texts } = context;
  const { quote } = state;
  const unit = !quote && service.priceUnit === 'person' ? ` ${texts.perPerson}` : '';
  return html`
    ${quote ? (later?.viewQuoteLines(quote, context) ?? nothing) : nothing}
    <div
      class="hf-total"
      aria-live=${state.step === 'details' ? 'polite' : 'off'}
      aria-atomic="true"
      aria-busy=${String(state.isQuoting)}
    >
      <span>${quote ? texts.total : texts.price}</span
      ><span class="hf-figure">${writePrice(quote?.total ?? service.price, context)}${unit}</span>
    </div>
    ${quote ? (later?.viewDue(quote, context) ?? nothing) : nothing}
  `;
}

function writeFolded(state: WidgetState, service: WireService, { format }: Words): string {
  if (!state.hold) return service.name;
  const timeZone = computeTimeZone(state, service);
  const day = format.shortDay(computeLocalTime(state.hold.startsAt, timeZone).date);
  return `${service.name} · ${day} ${format.time(state.hold.startsAt, timeZone)}`;
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
  const price = writePrice(state.quote?.total ?? service.price, context);
  return html`<div
    class="hf-summary"
    role="group"
    aria-label=${context.texts.yourBooking}
    data-open=${String(state.isSummaryOpen)}
  >
    ${pressable(
      html`<span class="hf-fold-text">${writeFolded(state, service, context)}</span
        ><span class="hf-figure">${price}</span>${icon(arrows.down)}`,
      {
        look: 'hf-fold',
        expanded: state.isSummaryOpen,
        press: () => context.send({ kind: 'summaryToggled' }),
      },
    )}
    <div class="hf-summary-body">
      <div class="hf-strong">${state.catalog?.business.name}</div>
      ${listLines(state, service, context).map((line) => viewLine(line, context))}
      <div class="hf-price">${viewPrice(state, service, context, later)}</div>
    </div>
  </div>`;
}
