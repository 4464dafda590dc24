import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { WidgetState } from '../state/booking-state.ts';
import type { WirePersonType, WireService } from '../wire-types.ts';
import { viewDurations } from './duration-choice.ts';
import { writePrice } from '../view/summary.ts';
import type { LaterContext } from './later-context.ts';
import { findKinds } from './load-kinds.ts';
import { viewStepper } from './stepper.ts';

/** Draws a number for each kind of people, with what one of them costs. */
function viewPeople(state: WidgetState, service: WireService, context: LaterContext): TemplateResult {
  const { texts, format, send, id } = context;
  const { personTypes = [], minimumPartySize, maximumPartySize } = service;
  const view = (type: WirePersonType): TemplateResult => {
    const value = state.payable.people?.find(({ personTypeId }) => personTypeId === type.id)?.quantity ?? 0;
    const minimum = Math.max(type.minimum, value - (state.partySize - minimumPartySize));
    const maximum = Math.min(type.maximum ?? Infinity, value + maximumPartySize - state.partySize);
    const choose = (quantity: number): void => send({ kind: 'peopleChosen', personTypeId: type.id, quantity });
    // With price rules the times say what everybody pays.
    const note = service.isPricedByStart ? undefined : writePrice(type.price, { texts, format });
    return viewStepper(
      { ...{ key: type.id, name: type.name, note, isNamed: true }, ...{ value, minimum, maximum, choose } },
      context,
    );
  };
  return html`<div class="hf-people" role="group" aria-labelledby="${id}-people">
    <div class="hf-strong" id="${id}-people">${texts.people}</div>
    ${personTypes.map(view)}
  </div>`;
}

function viewParty(state: WidgetState, service: WireService, context: LaterContext): TemplateResult | typeof nothing {
  const { minimumPartySize: minimum, maximumPartySize: maximum } = service;
  if (service.personTypes) return viewPeople(state, service, context);
  if (maximum <= minimum) return nothing;
  const choose = (partySize: number): void => context.send({ kind: 'partySizeChosen', partySize });
  const { people } = context.texts;
  return viewStepper({ key: 'party', name: people, value: state.partySize, minimum, maximum, choose }, context);
}

/** Draws what is chosen about a service before its time. */
export const viewChoices = (state: WidgetState, service: WireService, context: LaterContext): TemplateResult =>
  html`${findKinds(context)?.viewChoices(state, service, context)} ${viewDurations(state, service, context)}
  ${viewParty(state, service, context)}`;
