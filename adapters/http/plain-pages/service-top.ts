import { formatMoney, money, quoteBookings } from '../../../core/index.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';
import { lengthOf, listOffered, readQuery } from './plain-context.ts';
import type { PlainContext } from './plain-context.ts';
import type { Search } from './search.ts';
import { renderSteps } from './step-words.ts';
import { describeLength, describePrice } from './wording.ts';

/** Renders what heads the pages on which a time is found: the way back, the service, its length and price, where it is, and its parts. `way` is what coming costs. */
export function renderTop(context: PlainContext, { service }: Omit<Search, 'from'>, way: string | null): Markup {
  const { words } = context;
  const isOneOfMany = listOffered(context).length > 1;
  const services = readQuery(context, 'services');
  const back = isOneOfMany
    ? html`<p class="back"><a href="${context.door.link('services', { services })}">${words.texts.plain.allServices}</a></p>`
    : null;
  const place = service.atCustomer ? words.texts.atYours : service.place;
  return html`${back}
    <h1>${service.name}</h1>
    <p class="figures">
      ${describeLength(service, words)},
      ${describePrice(service, context)}${way === null ? null : html`<br />${way}`}${place === null ? null : html`<br />${place}`}
    </p>
    ${renderSteps(service, words)}`;
}

/** Finds what the way to the customer costs, in words; null when it costs nothing, or there is none. */
export async function findWay(
  { ports, words }: PlainContext,
  { service, partySize, enrolment, postal }: Search,
): Promise<string | null> {
  if (postal === undefined) return null;
  const item = { serviceId: service.id, partySize, extras: [], enrolment, address: postal, ...lengthOf(service) };
  const quote = await quoteBookings(ports, { items: [item], codes: [] });
  const line = quote.ok ? quote.value.lines.find(({ kind }) => kind === 'travel') : undefined;
  if (line === undefined) return null;
  return `${line.description}, ${formatMoney(money(line.amountMinor, service.price.currency), words.locale)}`;
}
