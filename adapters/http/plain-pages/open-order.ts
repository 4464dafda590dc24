import type { Order } from '../../../core/index.ts';
import { confirmOpenPayment } from '../routes/booking-answers.ts';
import { html } from './markup.ts';
import { sendPage } from './plain-context.ts';
import type { PlainContext } from './plain-context.ts';
import { openPlainTicket } from './plain-ticket.ts';

/** Opens the order of a ticket, after its payment was looked up; when the ticket opens nothing, that is answered, and this is null. */
export async function openOrder(context: PlainContext, text: string): Promise<Order | null> {
  const { ports, principal, dependencies } = context;
  const ticket = openPlainTicket(principal.tenantId, text, ports.clock.now(), dependencies.keys.manageToken);
  const order = ticket === null ? null : await ports.bookings.loadOrder(ticket.orderId);
  const known = order?.manageVersion === ticket?.manageVersion ? await confirmOpenPayment(context, order) : null;
  if (known?.ok === true) {
    dependencies.wake(principal.tenantId);
    return known.value;
  }
  const { plain } = context.words.texts;
  const content = html`<h1>${plain.linkOver}</h1>
    <p>${plain.linkOverHint}</p>
    <p><a href="${context.door.link('services')}">${plain.seeOffer}</a></p>`;
  sendPage(context, { title: plain.linkOver, content, isError: true }, 404);
  return null;
}
