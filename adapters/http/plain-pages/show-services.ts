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
  const { texts } = context.words;
  const renderService = (service: Service) => {
    const { name, description } = service;
    const facts = describeDurations(service, context);
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
      ? html`<h1>${texts.plain.nothingToBook}</h1>
          <p>${texts.plain.nothingToBookHint}</p>`
      : html`<h1>${texts.chooseService}</h1>
          <ul class="plain services">
            ${offered.map(renderService)}
          </ul>`;
  sendPage(context, { title: texts.book, content });
}
