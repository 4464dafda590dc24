import { escapeHtml, formatAmount } from './format-amount.ts';
import type { StoredIntent } from './sandbox-state.ts';

/** Renders the head of a page for buyers. */
export const renderHead = (title: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="/elements/action.css">
</head>`;

/** Builds the page on which the buyer authenticates a card (in an overlay) or authorises a bank payment (in the whole window). */
export function buildActionPage(stored: StoredIntent, isChallenge: boolean): string {
  const { object, nonce } = stored;
  const isCard = isChallenge || object.next_action?.type !== 'redirect_to_url' || !object.payment_method_types.includes('ideal');
  const words = isCard
    ? {
        title: 'Confirm your payment',
        text: 'Your bank wants to know that it is you.',
        yes: 'Complete authentication',
        no: 'Fail authentication',
      }
    : { title: 'Test bank', text: 'The shop asks you to authorise this payment.', yes: 'Authorise payment', no: 'Fail payment' };
  return `${renderHead(words.title)}
<body class="${isChallenge ? 'challenge' : 'redirect'}">
<main class="card">
<h1>${words.title}</h1>
<p>${words.text}</p>
<p class="amount">${escapeHtml(formatAmount(object.amount, object.currency))}</p>
<form method="post" action="/${isChallenge ? 'challenge' : 'redirect'}/${object.id}">
<input type="hidden" name="attempt" value="${escapeHtml(nonce ?? '')}">
<button name="outcome" value="succeeded" class="primary">${words.yes}</button>
<button name="outcome" value="failed">${words.no}</button>
</form>
<p class="note">Sandbox – no real money</p>
</main>
${isChallenge ? '<script src="/elements/action.js" type="module"></script>' : ''}
</body>
</html>`;
}

/** Builds the page for a step that has already ended, or never was. */
export function buildStalePage(): string {
  return `${renderHead('Nothing to do here')}
<body class="redirect">
<main class="card">
<h1>Nothing to do here</h1>
<p>This payment step has already ended. Go back to the shop to see your payment.</p>
</main>
</body>
</html>`;
}

/** Builds the page for a button of the overview that can no longer be pressed. */
export function buildEndedPage(): string {
  return `${renderHead('This is no longer possible')}
<body class="redirect">
<main class="card">
<h1>This is no longer possible</h1>
<p>Something else happened to it in the meantime, or the sandbox was started anew.</p>
<p><a href="/">Look at the overview again</a></p>
</main>
</body>
</html>`;
}
