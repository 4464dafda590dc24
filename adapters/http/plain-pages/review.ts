import { randomBytes } from 'node:crypto';
import { formatInstant, formatMoney, quoteBookings } from '../../../core/index.ts';
import type { PageWords, Quote, Refusal } from '../../../core/index.ts';
import { findFieldOf, nameExtraField, readTyped, readWish } from './booking-form.ts';
import type { BookingWish } from './booking-form.ts';
import type { Typed } from './typed.ts';
import { findPlaceProblem, nameAddress } from './customer-address.ts';
import { renderHidden } from './layout.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';
import { lengthOf, nameChosen, sendPage } from './plain-context.ts';
import type { PlainContext } from './plain-context.ts';
import { sendRefusal, sendUnknown } from './send-refusal.ts';
import { renderChosen, sendDetails } from './show-details.ts';
import { describeCancellation, namePayment } from './wording.ts';

/** Shows the price of what was typed, with the button that books it. */
export async function review(context: PlainContext): Promise<void> {
  const typed = readTyped(context);
  const wish = readWish(context, typed);
  if (wish === null) return sendUnknown(context);
  if (wish.problems.length > 0) return sendDetails(context, wish, typed, wish.problems);
  const codes = wish.code === '' ? [] : [wish.code];
  const quote = await context.dependencies.codeTries.run(context.principal, codes, () =>
    quoteBookings(context.ports, { items: [toItem(wish)], codes }),
  );
  if (!quote.ok) return answerRefusal(context, wish, typed, quote.refusal);
  sendReview(context, wish, typed, quote.value, null);
}

/** What is booked, as prices and holds are asked for it. */
export const toItem = ({ service, startsAt, resourceId, enrolment, partySize, extras, address }: BookingWish) => ({
  serviceId: service.id,
  ...lengthOf(service),
  ...{ enrolment, startsAt, resourceId, partySize, extras },
  ...(address === null ? {} : { address }),
});

/** Shows the form again where a field can mend it, else what to do next. */
export function answerRefusal(
  context: PlainContext,
  wish: BookingWish,
  typed: Typed,
  refusal: Pick<Refusal, 'code' | 'details'>,
): void {
  const problem = findFieldOf(refusal, context.words) ?? findPlaceProblem(refusal, typed['postcode'] ?? '', context.words);
  return problem === null ? sendRefusal(context, refusal) : sendDetails(context, wish, typed, [problem]);
}

/** Sends the page with the price. `notice` says what is different from before. */
export function sendReview(context: PlainContext, wish: BookingWish, typed: Typed, quote: Quote, notice: string | null): void {
  const { door, words } = context;
  const { plain } = words.texts;
  const { customer, service } = wish;
  const hidden = renderHidden([
    ...listFields(wish, typed),
    ['quote', quote.hash],
    // The button pressed twice books once.
    ['once', typed['once'] ?? randomBytes(16).toString('base64url')],
  ]);
  const content = html`<h1>${quote.dueNow.amountMinor === 0 ? plain.checkAndBook : plain.checkAndPay}</h1>
    ${notice === null ? null : html`<p class="notice" role="alert">${notice}</p>`} ${renderChosen(context, wish)}
    <dl>
      <dt>${plain.for}</dt>
      <dd>
        ${customer?.name ?? ''}<br />${customer?.email ?? ''}${customer?.phone === null ? null : html`<br />${customer?.phone ?? ''}`}
      </dd>
    </dl>
    ${renderQuote(quote, words)}
    ${
      quote.dueNow.amountMinor === 0
        ? null
        : html`<p class="quiet">${describeCancellation(service.cancellationPolicy, words)}</p>
            <p class="quiet">${plain.payElsewhere}</p>`
    }
    <form method="post" action="${door.link('pay')}">
      ${hidden}
      <div class="actions">
        <button>${namePayment(quote.dueNow, words)}</button
        ><button class="quiet" formaction="${door.link('details')}">${plain.change}</button>
      </div>
    </form>`;
  sendPage(context, { title: plain.checkAndBook, content });
}

/** What a form carries on of a wish. */
export const listFields = (wish: BookingWish, typed: Typed): readonly (readonly [string, string])[] => [
  ['service', wish.service.id],
  ['services', typed['services'] ?? ''],
  ...Object.entries(nameChosen(wish.service)),
  ['enrolment', wish.enrolment ?? ''],
  ['at', formatInstant(wish.startsAt)],
  ['person', wish.resourceId ?? ''],
  ['party', String(wish.partySize)],
  ['name', wish.customer?.name ?? ''],
  ['email', wish.customer?.email ?? ''],
  ['phone', wish.customer?.phone ?? ''],
  ['code', wish.code],
  ['again', typed['again'] ?? ''],
  ...Object.entries(wish.address === null ? {} : nameAddress(wish.address)),
  ...wish.extras.map(({ extraId, quantity }) => [nameExtraField(extraId), String(quantity)] as const),
];

/** Renders a price with each of its lines. */
export function renderQuote({ lines, currency, total, dueNow, dueLater }: Quote, { texts, locale }: PageWords): Markup {
  const write = (amountMinor: number): string => formatMoney({ amountMinor, currency }, locale);
  const rows = lines.map(
    ({ description, quantity, amountMinor }) =>
      html`<tr>
        <th scope="row">${description}${quantity > 1 ? ` × ${quantity}` : ''}</th>
        <td>${write(amountMinor)}</td>
      </tr>`,
  );
  const later =
    dueLater.amountMinor === 0
      ? null
      : html`<tr>
            <th scope="row">${texts.plain.now}</th>
            <td>${write(dueNow.amountMinor)}</td>
          </tr>
          <tr>
            <th scope="row">${texts.plain.atPlace}</th>
            <td>${write(dueLater.amountMinor)}</td>
          </tr>`;
  return html`<table>
    <caption>
      ${texts.price}
    </caption>
    <tbody>
      ${rows}
      <tr class="sum">
        <th scope="row">${texts.total}</th>
        <td>${write(total.amountMinor)}</td>
      </tr>
      ${later}
    </tbody>
  </table>`;
}
