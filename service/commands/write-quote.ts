import { formatMoney, formatWhen, money } from '../../core/index.ts';
import type { ExplainedPrice, PriceFinding, Quote, QuoteLine } from '../../core/index.ts';

/** Writes a price line by line, and if asked what was looked at for it. */
export function writeQuote({ quote, findings, askedAt, versions, timeZone }: ExplainedPrice, isExplained: boolean): string {
  const when = (at: number): string => formatWhen(at, timeZone, 'en-GB');
  const counted = findings.filter(({ hasCounted }) => hasCounted);
  const others = findings.filter(({ hasCounted }) => !hasCounted);
  return [
    ...listLines(quote),
    '',
    ...listDue(quote, when),
    ...(isExplained
      ? [
          '',
          `Asked for ${when(askedAt)}.`,
          ...list('Counted', counted),
          ...list('Did not count', others),
          '',
          `Made with ${listVersions(versions)}.`,
        ]
      : []),
    '',
  ].join('\n');
}

const listVersions = (versions: ExplainedPrice['versions']): string =>
  Object.entries(versions)
    .map(([name, version]) => `${name} version ${version}`)
    .join(', ');

function listLines({ items, lines, currency }: Quote): readonly string[] {
  const write = (amountMinor: number): string => formatMoney(money(amountMinor, currency), 'en');
  const widest = Math.max(...lines.map(({ amountMinor }) => write(amountMinor).length));
  return lines.map(({ item, quantity, unitAmountMinor, amountMinor, description, explanation }: QuoteLine) => {
    const whose = item === null || items.length === 1 ? '' : `${item + 1}. `;
    const each = quantity === 1 ? '' : ` (${quantity} × ${write(unitAmountMinor)})`;
    return `${write(amountMinor).padStart(widest)}  ${whose}${description}${each}: ${explanation}`;
  });
}

function listDue({ currency, total, dueNow, dueLater, balance, taxes = [], expiresAt }: Quote, when: (at: number) => string) {
  const { due = 'on_site', at = null } = balance ?? {};
  const date = at === null ? '' : `, until ${when(at)}`;
  const later = due === 'on_site' ? 'at the place' : `online${date}`;
  return [
    `Total      ${formatMoney(total, 'en')}`,
    `Due now    ${formatMoney(dueNow, 'en')}`,
    ...(dueLater.amountMinor === 0 ? [] : [`Due later  ${formatMoney(dueLater, 'en')}, ${later}`]),
    ...taxes.map(({ name, percent, baseMinor, amountMinor, isIncluded }) => {
      const [tax, base] = [amountMinor, baseMinor].map((amount) => formatMoney(money(amount, currency), 'en'));
      return `Tax        ${tax}, ${name} ${percent} % of ${base}, ${isIncluded ? 'in the price' : 'on top'}`;
    }),
    ...(expiresAt === undefined ? [] : [`Stands     until ${when(expiresAt)}, if nothing is changed`]),
  ];
}

const kinds: Readonly<Record<PriceFinding['kind'], string>> = { rule: 'Rule', promotion: 'Promotion', code: 'Code' };

const list = (title: string, findings: readonly PriceFinding[]): readonly string[] =>
  findings.length === 0
    ? []
    : [
        ...['', `${title}:`],
        ...findings.map(({ kind, id, name, item, message }) => {
          const whose = item === null ? '' : ` (service ${item + 1})`;
          return `  ${kinds[kind]} ${name === id ? name : `${name} (${id})`}${whose}: ${message}`;
        }),
      ];
