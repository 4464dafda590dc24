import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { hasStaff } from '../state/booking-state.ts';
import type { WidgetState } from '../state/booking-state.ts';
import type { WireService } from '../wire-types.ts';
import { viewContact } from './notice.ts';
import { pressable } from './pressable.ts';
import { writeListPrice, writeUnit } from './summary.ts';
import type { ViewContext } from './view-context.ts';

function viewServiceCard(service: WireService, context: ViewContext): TemplateResult {
  const { texts, format, send } = context;
  const { otherDurations: others = [] } = service;
  const price = writeListPrice(service, context);
  const unit = writeUnit(service, texts);
  const content = html`<span class="hf-card-main">
      <span class="hf-strong">${service.name}</span>
      ${service.description === '' ? nothing : html`<span class="hf-muted">${service.description}</span>`}
    </span>
    <span class="hf-card-side">
      <span class="hf-strong hf-figure">${others.length && service.priceFrom === undefined ? texts.from(price) : price}</span>
      ${unit ? html`<span class="hf-muted">${unit}</span>` : nothing}
      ${service.byDay ? nothing : html`<span class="hf-muted">${[service, ...others].map((one) => format.duration(one.durationMinutes)).join(' · ')}</span>`}
    </span>`;
  return html`<div role="listitem">
    ${pressable(content, { look: 'hf-card', press: () => send({ kind: 'serviceChosen', serviceId: service.id }) })}
  </div>`;
}

/** Draws the services as cards; where nothing is offered yet, how to ask. */
export const viewServiceStep = ({ catalog }: WidgetState, context: ViewContext): TemplateResult =>
  catalog?.services.length
    ? html`<div class="hf-cards" role="list">${catalog.services.map((service) => viewServiceCard(service, context))}</div>`
    : html`<div>${context.texts.noneAtAll}</div>
        ${viewContact(context.contact, context)}`;

/** Draws the people (or rooms, or desks) to choose among, anyone first. */
export function viewPersonStep(service: WireService, context: ViewContext): TemplateResult {
  const { texts, send } = context;
  const card = (content: unknown, resourceId: string | null): TemplateResult =>
    html`<div role="listitem">
      ${pressable(content, { look: 'hf-card', press: () => send({ kind: 'personChosen', resourceId }) })}
    </div>`;
  const anyone = html`<span class="hf-card-main"
    ><span class="hf-strong">${hasStaff(service) ? texts.anyPerson : texts.anyThing}</span
    ><span class="hf-muted">${texts.anyHint}</span></span
  >`;
  return html`<div class="hf-cards hf-cards-two" role="list">
    ${card(anyone, null)}
    ${service.resources.map((resource) => card(html`<span class="hf-card-main"><span class="hf-strong">${resource.name}</span></span>`, resource.id))}
  </div>`;
}
