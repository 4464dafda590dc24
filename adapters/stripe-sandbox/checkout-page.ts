import { Temporal } from 'temporal-polyfill';
import { renderHead } from './action-page.ts';
import { escapeHtml, formatAmount } from './format-amount.ts';
import type { StoredSession } from './sandbox-state.ts';

/** What the buyer typed and may see again; never a number of a card. */
export interface TypedBuyer {
  readonly email: string;
  readonly name: string;
}

const FIELDS: Readonly<Record<string, string>> = {
  card: `<label for="number">Card number</label>
<input id="number" name="number" inputmode="numeric" autocomplete="cc-number" placeholder="1234 1234 1234 1234" required>
<div class="pair"><div><label for="expiry">Expiry (MM / YY)</label>
<input id="expiry" name="expiry" inputmode="numeric" autocomplete="cc-exp" placeholder="MM / YY" required></div>
<div><label for="cvc">CVC</label>
<input id="cvc" name="cvc" inputmode="numeric" autocomplete="cc-csc" placeholder="123" required></div></div>`,
  ideal: '<p>You authorise the payment with your bank.</p>',
  sepa_debit: `<label for="iban">IBAN</label>
<input id="iban" name="iban" autocomplete="off" placeholder="DE00 0000 0000 0000 0000 00" required>
<p class="small">By paying you allow the shop to collect the amount from your account. It takes some days.</p>`,
};
const TITLES: Readonly<Record<string, string>> = { card: 'Card', ideal: 'iDEAL', sepa_debit: 'SEPA Direct Debit' };

/** Builds the hosted page of a session: plain forms, one for each way to pay; it works without scripts. */
export function buildCheckoutPage({ id, object, items }: StoredSession, problem: string | null, typed: TypedBuyer): string {
  const total = formatAmount(object.amount_total ?? 0, object.currency ?? '');
  const rows = items.map(
    ({ name, amount, quantity, currency }) =>
      `<li><span>${escapeHtml(name)}${quantity === 1 ? '' : ` × ${quantity}`}</span> <span>${escapeHtml(formatAmount(amount * quantity, currency))}</span></li>`,
  );
  const back =
    object.cancel_url === null ? '' : `<p class="back"><a href="${escapeHtml(object.cancel_url)}">Back to the shop</a></p>`;
  const alert = problem === null ? '' : `<p class="problem" role="alert">${escapeHtml(problem)}</p>`;
  const forms = object.payment_method_types.map((type) => buildForm(id, type, total, typed));
  return `${renderHead(problem === null ? `Pay ${total}` : `Not paid yet: ${problem}`)}
<body class="checkout">
<main class="card">
${back}
<h1>Pay ${escapeHtml(total)}</h1>
<ul class="items">${rows.join('')}</ul>
${alert}
${forms.join('\n')}
<p class="note">Sandbox – no real money. Open until ${formatEnd(object.expires_at)}.</p>
</main>
</body>
</html>`;
}

function buildForm(id: string, type: string, total: string, { email, name }: TypedBuyer): string {
  const own = `${type}-email`;
  return `<form method="post" action="/c/pay/${id}" class="pay-${type}">
<h2>${TITLES[type] ?? type}</h2>
<input type="hidden" name="type" value="${type}">
<label for="${own}">E-mail</label>
<input id="${own}" type="email" name="email" autocomplete="email" value="${escapeHtml(email)}" required>
${FIELDS[type] ?? ''}
<label for="${type}-name">Name</label>
<input id="${type}-name" name="name" autocomplete="name" value="${escapeHtml(name)}" required>
<button class="primary">Pay ${escapeHtml(total)}${type === 'card' ? '' : ` with ${TITLES[type] ?? type}`}</button>
</form>`;
}

/** Builds the page of a session on which nothing can be paid any more. */
export function buildClosedPage({ object }: StoredSession): string {
  const isDone = object.status === 'complete';
  const title = isDone ? 'You’re all done here' : 'This page has closed';
  const text = isDone
    ? 'You have already paid. Go back to the shop to see it.'
    : 'Go back to the shop and begin again. Nothing was charged.';
  return `${renderHead(title)}
<body class="redirect">
<main class="card">
<h1>${title}</h1>
<p>${text}</p>
</main>
</body>
</html>`;
}

const formatEnd = (seconds: number): string =>
  `${Temporal.Instant.fromEpochMilliseconds(seconds * 1000)
    .toString()
    .slice(11, 16)} UTC`;
