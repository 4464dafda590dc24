import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { WidgetState } from '../state/booking-state.ts';
import type { WireService } from '../wire-types.ts';
import { viewDurations } from './duration-choice.ts';
import type { LaterContext } from './later-context.ts';
import { findKinds } from './load-kinds.ts';
import { viewStepper } from './stepper.ts';

function viewParty(state: WidgetState, service: WireService, context: LaterContext): TemplateResult | typeof nothing {
  const { minimumPartySize: minimum, maximumPartySize: maximum } = service;
  if (maximum <= minimum) return nothing;
  const choose = (partySize: number): void => context.send({ kind: 'partySizeChosen', partySize });
  const { people } = context.texts;
  return viewStepper({ key: 'party', name: people, value: state.partySize, minimum, maximum, choose }, context);
}

/** Draws what is chosen about a service before its time. */
export const viewChoices = (state: WidgetState, service: WireService, context: LaterContext): TemplateResult =>
  html`${findKinds(context)?.viewChoices(state, service, context)} ${viewDurations(state, service, context)}
  ${viewParty(state, service, context)}`;
