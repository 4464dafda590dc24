import {
  attentionWords,
  computeBalance,
  computeCurrencyExponent,
  computeTotals,
  findService,
  formatInstant,
  formatMoney,
  formatWhen,
  listAttention,
  money,
  OWNER_PATIENCE,
} from '../../core/index.ts';
import type { Catalog, EpochMillis, LedgerEntry, Order } from '../../core/index.ts';

/** Describes an order for a terminal: what was booked, what it cost, where the money is, and what needs somebody. */
export function describeOrder(order: Order, catalog: Catalog, businessName: string, now: EpochMillis): string {
  const { reference, id, customer, createdAt } = order;
  return [
    `Order ${reference}  ${id}  of ${businessName}`,
    `made ${formatInstant(createdAt)}${customer === null ? '' : ` for ${customer.name} <${customer.email}>`}`,
    ...part('Bookings', listBookings(order, catalog)),
    ...part('Lines', listLines(order)),
    ...part('Payments', listPayments(order)),
    ...part('Refunds', listRefunds(order)),
    ...part('Money', listTotals(order)),
    ...part(`Ledger (${order.currency})`, drawLedger(order)),
    ...part('Needs attention', listNeeds(order, now)),
    '',
  ].join('\n');
}

const part = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];

const word = (order: Order, amountMinor: number): string => formatMoney(money(amountMinor, order.currency), 'en');

const listBookings = ({ bookings }: Order, catalog: Catalog): readonly string[] =>
  bookings.map(({ id, serviceId, state, startsAt, timeZone, override }) =>
    [
      findService(catalog, serviceId)?.name ?? serviceId,
      formatWhen(startsAt, timeZone, 'en-GB'),
      ...[state, ...(override ? ['override'] : []), id],
    ].join('  '),
  );

const listLines = (order: Order): readonly string[] =>
  drawTable(
    order.lines.map(({ description, quantity, netMinor, discountMinor }) => [
      `${quantity} × ${description}`,
      word(order, netMinor),
      discountMinor === 0 ? '' : `(${word(order, discountMinor)} off)`,
    ]),
  );

const listPayments = (order: Order): readonly string[] =>
  order.payments.map(({ id, provider, providerId, state, amountMinor, capturedMinor, disputes }) =>
    [
      ...[id, state, `${word(order, capturedMinor)} of ${word(order, amountMinor)}`, provider, providerId ?? 'not there yet'],
      ...disputes.map((dispute) => `dispute ${dispute.state} over ${word(order, dispute.amountMinor)}`),
    ].join('  '),
  );

const listRefunds = (order: Order): readonly string[] =>
  order.refunds.map(({ id, state, reason, amountMinor, providerId }) =>
    [id, state, word(order, amountMinor), reason, providerId ?? 'not there yet'].join('  '),
  );

/** What is there of each total; what is nothing is not told, but for what was paid. */
function listTotals(order: Order): readonly string[] {
  const totals = computeTotals(order);
  const { lateOffer } = order;
  const offer = lateOffer === null ? '' : `, ${lateOffer.state} until ${formatInstant(lateOffer.expiresAt)}`;
  const named: readonly (readonly [string, number])[] = [
    ['given back', totals.refundedMinor],
    ['owed back', totals.refundDueMinor],
    ['with a bank', totals.disputedMinor],
    ['to be paid', totals.dueMinor],
    ['to be paid at the place', totals.dueOnSiteMinor],
  ];
  return [
    `paid ${word(order, totals.paidMinor)}`,
    ...named.filter(([, amount]) => amount !== 0).map(([name, amount]) => `${name} ${word(order, amount)}`),
    ...(lateOffer === null ? [] : [`late offer of ${word(order, lateOffer.amountMinor)}${offer}`]),
  ];
}

/** Draws the ledger: an event a row, an account a column. Each row sums to zero, and so does the last one, the balances. */
function drawLedger(order: Order): readonly string[] {
  const { ledger, currency } = order;
  if (ledger.length === 0) return [];
  const accounts = [...new Set(ledger.map(({ account }) => account))];
  const events = [...new Set(ledger.map(readEvent))];
  const decimal = (amountMinor: number): string => formatDecimal(amountMinor, computeCurrencyExponent(currency));
  const row = (name: string, when: string, entries: readonly LedgerEntry[]): readonly string[] => [
    ...[when, name],
    ...accounts.map((account) =>
      entries.some((entry) => entry.account === account) ? decimal(computeBalance(entries, account)) : '',
    ),
    decimal(computeBalance(entries)),
  ];
  const rows = events.map((event) => {
    const entries = ledger.filter((entry) => readEvent(entry) === event);
    return row(event.split('/')[0] ?? event, formatInstant(entries[0]?.recordedAt ?? 0), entries);
  });
  const heads = ['', '', ...accounts.map((account) => nameAccount(order, account)), 'sum'];
  return drawTable([heads, ...rows, row('balance', '', ledger)], 2);
}

/** An entry's key ends with its account. */
const readEvent = ({ key, account }: LedgerEntry): string => key.slice(0, key.length - account.length - 1);

function nameAccount({ lines }: Order, account: string): string {
  const line = lines.find(({ id }) => account === `line:${id}`);
  return line === undefined ? account : `line: ${line.description}`;
}

function formatDecimal(amountMinor: number, exponent: number): string {
  const digits = String(Math.abs(amountMinor)).padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  return `${amountMinor < 0 ? '-' : ''}${whole}${exponent === 0 ? '' : `.${digits.slice(-exponent)}`}`;
}

/** Draws cells in columns; those from the given one on stand at the right. */
function drawTable(rows: readonly (readonly string[])[], rightFrom = 1): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((cells) => (cells[column] ?? '').length)));
  const pad = (cell: string, column: number): string => {
    const width = widths[column] ?? 0;
    return column < rightFrom ? cell.padEnd(width) : cell.padStart(width);
  };
  return rows.map((cells) => cells.map(pad).join('  ').trimEnd());
}

const listNeeds = (order: Order, now: EpochMillis): readonly string[] =>
  listAttention(order, now - OWNER_PATIENCE).flatMap(({ kind, amountMinor }) => [
    `${attentionWords[kind].title} (${word(order, amountMinor)})`,
    `  ${attentionWords[kind].advice}`,
  ]);
