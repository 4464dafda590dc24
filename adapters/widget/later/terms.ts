import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { describePolicy } from '../../../core/words/describe-policy.ts';
import type { ToldPolicy } from '../../../core/words/describe-policy.ts';
import { findService } from '../state/booking-state.ts';
import type { WidgetState } from '../state/booking-state.ts';
import type { WireService } from '../wire-types.ts';
import type { LaterWords } from './later-context.ts';

/** Lists what it costs to cancel, to stay away and to move what is about to be booked, in sentences: once for services with the same terms, else by service. */
export function listTerms(state: WidgetState, { texts, format }: LaterWords): readonly string[] {
  const sold = (state.quote?.items ?? []).map(({ serviceId }) => state.catalog?.services.find(({ id }) => id === serviceId));
  const services = new Map<string, WireService>();
  for (const service of sold.length === 0 ? [findService(state)] : sold) if (service) services.set(service.id, service);
  const write = (policy: ToldPolicy): string =>
    describePolicy(policy, {
      texts: texts.policy,
      money: format.money,
      percent: (percent) =>
        new Intl.NumberFormat(format.locale, { style: 'percent', maximumFractionDigits: 2 }).format(percent / 100),
    }).join(' ');
  const told = [...services.values()].flatMap(({ name, cancellationPolicy }) =>
    cancellationPolicy === undefined ? [] : [{ name, terms: write(cancellationPolicy) }],
  );
  const isOne = new Set(told.map(({ terms }) => terms)).size === 1;
  return isOne ? told.slice(0, 1).map(({ terms }) => terms) : told.map(({ name, terms }) => `${name}: ${terms}`);
}

/** Draws the terms of what is about to be booked. */
export function viewTerms(state: WidgetState, words: LaterWords): TemplateResult | typeof nothing {
  const terms = listTerms(state, words);
  return terms.length === 0 ? nothing : html`<div class="hf-muted">${terms.map((each) => html`<div>${each}</div>`)}</div>`;
}
