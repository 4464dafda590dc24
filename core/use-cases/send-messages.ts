import { findService } from '../catalog/catalog.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { Fault } from '../errors/fault.ts';
import type { OrderId, ServiceId } from '../ids.ts';
import { composeMessage, composeWaitingListMessage } from '../notification/compose-message.ts';
import type { MessageText } from '../notification/compose-message.ts';
import type { MessageFacts } from '../notification/message-facts.ts';
import type { EffectPayload, MessageTemplate } from '../order/effect.ts';
import { buildInvitationEvent } from '../notification/invitation-event.ts';
import { isStillTrue } from '../notification/is-still-true.ts';
import { renderHtml, renderText } from '../notification/render-message.ts';
import type { Order } from '../order/order.ts';
import type { Message } from '../ports/notifier.ts';
import type { Ports } from '../ports/ports.ts';
import { chooseLanguage } from '../words/language.ts';
import { collectFacts } from './collect-facts.ts';

type MessagePayload = Extract<EffectPayload, { kind: 'send_message' }>;

/**
 * Sends the message of one effect, written from the order as it stands now. A message without anyone to receive it, or one that is not true any more, is
 * done without.
 */
export async function sendBookingMessage(ports: Ports, key: string, orderId: OrderId, payload: MessagePayload): Promise<void> {
  const order = await ports.bookings.loadOrder(orderId);
  const booking = order?.bookings.find((candidate) => candidate.id === payload.bookingId);
  if (order === null || booking === undefined || payload.template === 'waiting_list_time_free') {
    throw new Fault('internal_error', `message ${key} has no booking`, { retryable: false });
  }
  if (!isStillTrue({ key, template: payload.template, order, booking, now: ports.clock.now() })) return;
  const catalog = await ports.catalog.loadCatalog();
  const to = chooseReceiver(payload.template, order, catalog);
  if (to === null) return;
  const facts = collectFacts(ports, catalog, order, booking, payload.refundId);
  await ports.notifier.send({
    ...writeMessage(key, composeMessage(payload.template, facts), catalog, to),
    invitation: buildInvitation(ports, payload.template, facts),
  });
}

/** Tells everyone who waits for a service and date that a time has become free, each once. */
export async function sendWaitingListMessages(ports: Ports, serviceId: ServiceId, localDate: string): Promise<void> {
  const catalog = await ports.catalog.loadCatalog();
  const service = findService(catalog, serviceId);
  if (service === undefined) return;
  const text = composeWaitingListMessage(catalog.business, service, localDate, ports.links.bookingPageUrl());
  for (const entry of await ports.bookings.listWaitingListEntries(serviceId, localDate)) {
    const message = writeMessage(`waiting_list_time_free/${entry.id}`, text, catalog, { name: null, email: entry.email });
    await ports.notifier.send({ ...message, invitation: null });
    // Only after the mail is out: a crash in between sends it again under the same key, and loses nobody.
    await ports.bookings.removeWaitingListEntry(entry.id);
  }
}

const isForOwner = (template: MessageTemplate): boolean => template.startsWith('owner_');

function chooseReceiver(template: MessageTemplate, order: Order, { business }: Catalog): Message['to'] | null {
  if (isForOwner(template)) return business.email === null ? null : { name: business.name, email: business.email };
  return order.customer === null ? null : { name: order.customer.name, email: order.customer.email };
}

function writeMessage(key: string, text: MessageText, { business }: Catalog, to: Message['to']): Omit<Message, 'invitation'> {
  const from = { name: business.name, replyTo: business.email };
  return {
    key,
    to,
    from,
    subject: text.subject,
    text: renderText(text),
    html: renderHtml(text, chooseLanguage(business.locale)),
  };
}

/** Builds the calendar part: the event for the customer, its cancellation later. */
function buildInvitation(ports: Ports, template: MessageTemplate, facts: MessageFacts): Message['invitation'] {
  const isCancelled = template === 'booking_cancelled' || template === 'session_too_few';
  if (!isCancelled && template !== 'booking_confirmed' && template !== 'booking_rescheduled') return null;
  const method = isCancelled ? 'CANCEL' : 'REQUEST';
  const event = buildInvitationEvent(facts, method, ports.notifier.senderEmail, ports.clock.now());
  return { method: event.method, content: ports.invitations.render(event) };
}
