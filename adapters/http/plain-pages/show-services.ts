import type { Service } from '../../../core/index.ts';
import { html } from './markup.ts';
import { listOffered, readQuery, sendOn, sendPage } from './plain-context.ts';
import type { PlainContext } from './plain-context.ts';
import { describeDurations } from './wording.ts';

/** Shows what is offered; one service alone is not asked for. */
export function showServices(context: PlainContext): void {
  const offered = listOffered(context);
  const [only, ...others] = offered;
  const services = readQuery(context, 'services');
  if (only !== undefined && others.length === 0)
    return sendOn(context, context.door.link('times', { service: only.id, services }));
  const { locale } = context.catalog.business;
  const renderService = (service: Service) => {
    const { name, description } = service;
    const facts = describeDurations(service, locale);
    const link = context.door.link('times', { service: service.id, services });
    return html`<li>
      <a href="${link}"
        ><strong>${name}</strong
        ><span class="figures">${facts}</span>${description === '' ? null : html`<span class="quiet">${description}</span>`}</a
      >
    </li>`;
  };
  const content =
    only === undefined
      ? html`<h1>Nothing to book</h1>
          <p>There is nothing to book here at the moment.</p>`
      : html`<h1>What would you like to book?</h1>
          <ul class="plain services">
            ${offered.map(renderService)}
          </ul>`;
  sendPage(context, { title: 'Book', content });
}
