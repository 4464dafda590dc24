import { Temporal } from 'temporal-polyfill';
import { escapeHtml, formatAmount } from './format-amount.ts';
import { chooseDisputeButtons, choosePaymentButtons, chooseRefundButtons } from './overview-actions.ts';
import type { OverviewButton } from './overview-actions.ts';
import type { SandboxContext } from './sandbox-context.ts';

const SHOWN = 50;

interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly total: number;
  /** What can be done with the row of that index, and with which object. */
  readonly controls?: readonly RowControls[];
}

interface RowControls {
  readonly id: string;
  readonly buttons: readonly OverviewButton[];
}

/** Builds the overview for the owner of a demo: payments, refunds, disputes, deliveries and events, newest first, without any secret. */
export function buildOverviewPage(context: SandboxContext): string {
  const tables = [listPayments, listRefunds, listDisputes, listDeliveries, listEvents].map((list) => list(context));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Payment sandbox</title>
<link rel="stylesheet" href="/elements/action.css">
</head>
<body class="overview">
<main>
<h1>Payment sandbox</h1>
<p>A local stand-in for Stripe. No real money moves here.</p>
${tables.map((table) => renderTable(table, context.settings.pageToken)).join('\n')}
</main>
</body>
</html>`;
}

function listPayments(context: SandboxContext): Table {
  const all = [...context.state.paymentIntents.values()].reverse();
  const rows = all.slice(0, SHOWN).map(({ object }) => {
    const metadata = Object.entries(object.metadata).map(([name, value]) => `${name}: ${value}`);
    return [
      formatTime(object.created),
      object.id,
      formatAmount(object.amount, object.currency),
      object.status,
      metadata.join(', '),
    ];
  });
  const controls = all.slice(0, SHOWN).map(({ id, object }) => ({ id, buttons: choosePaymentButtons(context, object) }));
  return { title: 'Payments', columns: ['Time', 'Id', 'Amount', 'Status', 'Metadata'], rows, total: all.length, controls };
}

function listRefunds({ state }: SandboxContext): Table {
  const all = [...state.refunds.values()].reverse();
  const rows = all.slice(0, SHOWN).map((refund) => {
    const amount = formatAmount(refund.amount, refund.currency);
    return [
      formatTime(refund.created),
      refund.id,
      amount,
      refund.status ?? '',
      typeof refund.payment_intent === 'string' ? refund.payment_intent : '',
    ];
  });
  const controls = all.slice(0, SHOWN).map((refund) => ({ id: refund.id, buttons: chooseRefundButtons(refund) }));
  return { title: 'Refunds', columns: ['Time', 'Id', 'Amount', 'Status', 'Payment'], rows, total: all.length, controls };
}

function listDisputes({ state }: SandboxContext): Table {
  const all = [...state.disputes.values()].reverse();
  const rows = all.slice(0, SHOWN).map((dispute) => {
    const payment = typeof dispute.payment_intent === 'string' ? dispute.payment_intent : '';
    const amount = formatAmount(dispute.amount, dispute.currency);
    return [formatTime(dispute.created), dispute.id, amount, dispute.status, dispute.reason, payment];
  });
  const controls = all.slice(0, SHOWN).map((dispute) => ({ id: dispute.id, buttons: chooseDisputeButtons(dispute) }));
  return {
    ...{ title: 'Disputes', columns: ['Time', 'Id', 'Amount', 'Status', 'Reason', 'Payment'] },
    ...{ rows, total: all.length, controls },
  };
}

function listDeliveries({ state }: SandboxContext): Table {
  const all = [...state.deliveries.values()].reverse();
  const rows = all.slice(0, SHOWN).map((delivery) => {
    const last = delivery.attempts.at(-1);
    const answer = last === undefined ? '' : (last.error ?? String(last.status));
    const seconds = Math.floor(delivery.createdMs / 1000);
    return [formatTime(seconds), delivery.eventType, delivery.url, delivery.state, String(delivery.attempts.length), answer];
  });
  return { title: 'Webhook deliveries', columns: ['Time', 'Event', 'To', 'State', 'Tries', 'Answer'], rows, total: all.length };
}

function listEvents({ state }: SandboxContext): Table {
  const all = [...state.events.values()].reverse();
  const rows = all.slice(0, SHOWN).map((event) => {
    const id = 'id' in event.data.object ? String(event.data.object.id) : '';
    return [formatTime(event.created), event.type, id, event.id];
  });
  return { title: 'Events', columns: ['Time', 'Type', 'Object', 'Id'], rows, total: all.length };
}

function renderTable({ title, columns, rows, total, controls }: Table, token: string): string {
  const heading = `<h2>${title} <small>${total > SHOWN ? `newest ${SHOWN} of ${total}` : String(total)}</small></h2>`;
  if (rows.length === 0) return `${heading}\n<p>None yet.</p>`;
  const names = controls === undefined ? columns : ['Actions', ...columns];
  const head = names.map((column) => `<th scope="col">${column}</th>`).join('');
  const renderRow = (row: readonly string[], index: number): string => {
    const cells = row.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('');
    return `<tr>${controls === undefined ? '' : `<td>${renderControls(controls[index], token)}</td>`}${cells}</tr>`;
  };
  const body = rows.map(renderRow).join('\n');
  return `${heading}
<div class="scroll" role="region" aria-label="${title}" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>
${body}
</tbody></table></div>`;
}

function renderControls(controls: RowControls | undefined, token: string): string {
  if (controls === undefined || controls.buttons.length === 0) return '';
  const id = escapeHtml(controls.id);
  const hidden = `<input type="hidden" name="token" value="${token}"><input type="hidden" name="id" value="${id}">`;
  const buttons = controls.buttons.map(
    ({ action, label }) => `<button name="action" value="${action}" aria-label="${label}: ${id}">${label}</button>`,
  );
  return `<form method="post" action="/overview">${hidden}${buttons.join('')}</form>`;
}

function formatTime(seconds: number): string {
  return Temporal.Instant.fromEpochMilliseconds(seconds * 1000)
    .toString()
    .replace('T', ' ')
    .replace('Z', ' UTC');
}
