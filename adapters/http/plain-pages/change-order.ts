import {
  accept,
  cancelBooking,
  changeBooking,
  findOpenOffer,
  findService,
  listQuotedCodes,
  renderCalendarFile,
} from '../../../core/index.ts';
import type { Booking, Order, PageWords, Refusal, Service } from '../../../core/index.ts';
import { checkExtras, checkParty, findFieldOf, nameExtraField, readCustomer, readExtras, readTyped } from './booking-form.ts';
import type { FieldProblem, Typed } from './typed.ts';
import { findPlaceProblem, nameAddress, readAddress } from './customer-address.ts';
import { renderFields } from './details-fields.ts';
import { renderHidden, renderProblems } from './layout.ts';
import { html } from './markup.ts';
import { openOrder } from './open-order.ts';
import { goAndPay } from './pay.ts';
import { readQuery, sendOn, sendPage } from './plain-context.ts';
import type { PlainContext } from './plain-context.ts';
import { sendUnknown } from './send-refusal.ts';
import { sendBooking } from './show-booking.ts';

/** Back to paying, on the same page of the provider or a new one. */
export async function resume(context: PlainContext): Promise<void> {
  const typed = readTyped(context);
  const order = await openOrder(context, typed['ticket'] ?? '');
  if (order === null) return;
  return isUnpaid(order.bookings[0]) ? goAndPay(context, order, typed['quote'] ?? '') : sendBooking(context, order, {});
}

const isUnpaid = (booking: Booking | undefined): boolean => booking?.state === 'held' || booking?.state === 'awaiting_payment';

/**
 * Gives up a time that is not paid, or the offer of another one for money that came too late. A booking that is paid is not cancelled here: what that costs is shown
 * where the link in the mail leads.
 */
export async function giveUp(context: PlainContext): Promise<void> {
  const typed = readTyped(context);
  const ticket = typed['ticket'] ?? '';
  const order = await openOrder(context, ticket);
  const [booking] = order?.bookings ?? [];
  if (order === null || booking === undefined) return;
  // Nobody agrees to a fee by giving up what was not paid when he saw it.
  const offer = findOpenOffer(order, booking.id);
  const isMeant = isUnpaid(booking) || offer !== null;
  const expected = offer === null ? null : { refundMinor: offer.amountMinor };
  const given = isMeant ? await cancelBooking(context.ports, booking.id, 'customer', expected) : accept(order);
  context.dependencies.wake(context.principal.tenantId);
  if (given.ok) return sendOn(context, context.door.link('booking', { ticket }));
  sendBooking(context, (await context.ports.bookings.loadOrder(order.id)) ?? order, { refusal: given.refusal.code });
}

/** Shows the form of an order that is not paid yet, or saves it. Another price means another page to pay at. */
export async function change(context: PlainContext): Promise<void> {
  const isSent = context.request.method === 'POST';
  const typed = isSent ? readTyped(context) : {};
  const ticket = isSent ? (typed['ticket'] ?? '') : readQuery(context, 'ticket');
  const order = await openOrder(context, ticket);
  const [booking] = order?.bookings ?? [];
  if (order === null || booking === undefined) return;
  const service = findService(context.catalog, booking.serviceId);
  if (service === undefined || !isUnpaid(booking)) return sendBooking(context, order, {});
  const form = { order, service, ticket };
  return isSent ? saveChange(context, form, booking, typed) : sendForm(context, form, readStanding(order, booking), []);
}

type Form = { readonly order: Order; readonly service: Service; readonly ticket: string };

/** What the form shows at first: what stands. */
function readStanding(order: Order, booking: Booking): Typed {
  const { name = '', email = '', phone = null } = order.customer ?? {};
  const code = listQuotedCodes(order.quote)[0] ?? '';
  const extras = booking.extras.map(({ extraId, quantity }) => [nameExtraField(extraId), String(quantity)] as const);
  const address = order.addresses?.[booking.id];
  const where = address === undefined ? {} : nameAddress(address);
  return { name, email, phone: phone ?? '', code, party: String(booking.partySize), ...where, ...Object.fromEntries(extras) };
}

async function saveChange(context: PlainContext, form: Form, booking: Booking, typed: Typed): Promise<void> {
  const { service, ticket, order } = form;
  const partySize = typed['party'] === undefined ? booking.partySize : Number(typed['party'].trim());
  const { words } = context;
  const customer = readCustomer(typed, words);
  const address = readAddress(context.catalog, service, typed, words);
  const numbers = [...checkParty(service, partySize, words), ...checkExtras(service, typed, words)];
  const problems = [...customer.problems, ...address.problems, ...numbers];
  if (problems.length > 0 || customer.value === null) return sendForm(context, form, typed, problems);
  const code = (typed['code'] ?? '').trim();
  const wanted = {
    ...{ bookingId: booking.id, customer: customer.value, partySize },
    ...(address.value === null ? {} : { address: address.value }),
    ...{ extras: readExtras(service, typed), codes: code === '' ? [] : [code] },
  };
  const { principal, dependencies } = context;
  const changed = await dependencies.codeTries.run(principal, wanted.codes, () => changeBooking(context.ports, wanted));
  context.dependencies.wake(context.principal.tenantId);
  if (changed.ok) return sendOn(context, context.door.link('booking', { ticket, back: '1' }));
  const problem = findFieldOf(changed.refusal, words) ?? findWayProblem(changed.refusal, service, typed, words);
  if (problem !== null) return sendForm(context, form, typed, [problem]);
  sendBooking(context, (await context.ports.bookings.loadOrder(order.id)) ?? order, { refusal: changed.refusal.code });
}

/** What an address has to do with a refusal: the business does not come there, or cannot get there in time. */
function findWayProblem(
  refusal: Pick<Refusal, 'code'>,
  service: Service,
  { postcode = '' }: Typed,
  words: PageWords,
): FieldProblem | null {
  if (!service.atCustomer || refusal.code !== 'slot_taken') return findPlaceProblem(refusal, postcode, words);
  return { field: 'postcode', message: words.texts.plain.notInTime(postcode) };
}

function sendForm(context: PlainContext, { service, ticket }: Form, typed: Typed, problems: readonly FieldProblem[]): void {
  const { door, catalog, words } = context;
  const { texts } = words;
  const content = html`<p class="back"><a href="${door.link('booking', { ticket, back: '1' })}">${texts.back}</a></p>
    <h1>${texts.plain.changeBooking}</h1>
    ${renderProblems(problems, words)}
    <form method="post" action="${door.link('change')}" novalidate>
      ${renderHidden([['ticket', ticket]])} ${renderFields(catalog, service, { typed, problems, fixed: null }, words)}
      <div class="actions"><button>${texts.plain.saveChange}</button></div>
    </form>`;
  sendPage(context, { title: texts.plain.changeBooking, content, isError: problems.length > 0 }, problems.length > 0 ? 422 : 200);
}

/** Sends a confirmed booking as a calendar file. */
export async function sendCalendar(context: PlainContext): Promise<void> {
  const order = await openOrder(context, readQuery(context, 'ticket'));
  const [booking] = order?.bookings ?? [];
  if (order === null || booking === undefined) return;
  const file = await renderCalendarFile(context.ports, order, booking.id);
  if (!file.ok) return sendUnknown(context);
  const name = `${order.reference.replaceAll(/[^\w-]/g, '_')}.ics`;
  context.response.set('Content-Disposition', `attachment; filename="${name}"`);
  context.response.type('text/calendar; charset=utf-8').send(file.value);
}
