import type { Quote, QuotedItem, QuoteLine } from './quote.ts';

/**
 * Computes a short fingerprint of everything that a quote shows: twice 32 bits of FNV-1a over its canonical text, the second from another start.
 * It tells a stale page from a current one; it is not a signature, since the service always computes the price itself.
 */
export function computeQuoteHash(quote: Omit<Quote, 'hash'>): string {
  const { currency, total, dueNow, dueLater, codes = [], taxes = [], isReverseCharge, balance, depositChoice } = quote;
  let text = `${currency} ${total.amountMinor} ${dueNow.amountMinor} ${dueLater.amountMinor} ${isReverseCharge}`;
  text += ` ${balance?.due} ${balance?.at} ${depositChoice?.depositMinor} ${depositChoice?.isAllPaid}`;
  for (const item of quote.items) text += writeItem(item);
  for (const line of quote.lines) text += writeLine(line);
  for (const { code, uses } of codes) text += `;code ${code} ${uses}`;
  for (const tax of taxes) text += `;tax ${say(tax.name)} ${tax.percent} ${tax.baseMinor} ${tax.amountMinor} ${tax.isIncluded}`;
  return hashText(text);
}

/** A text of any content, so that no two lists of texts read alike. */
const say = (text: string): string => `${text.length}:${text}`;

function writeItem(item: QuotedItem): string {
  const { serviceId, partySize, durationMinutes, days, enrolment, listPriceMinor, dueNowMinor, joins, people = [] } = item;
  const kinds = people.map(({ personTypeId, quantity }) => `${personTypeId} ${quantity}`).join();
  const length = `${durationMinutes} ${days} ${enrolment} ${joins?.session} ${joins?.of}`;
  return `;item ${serviceId} ${partySize} ${length} ${listPriceMinor} ${dueNowMinor} ${kinds}`;
}

function writeLine(line: QuoteLine): string {
  const amounts = `${line.quantity} ${line.unitAmountMinor} ${line.amountMinor} ${line.discountMinor} ${line.taxMinor} ${line.netMinor}`;
  return `;${line.item} ${line.kind} ${say(line.subject)} ${say(line.description)} ${say(line.explanation)} ${amounts}`;
}

/** Where the two halves begin: the usual start of FNV-1a, and its hash of one byte of zero. */
const starts = [0x811c9dc5, 0x050c5d1f] as const;
const PRIME = 0x01000193;

function hashText(text: string): string {
  let [first, second]: [number, number] = [...starts];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    first = Math.imul(first ^ unit, PRIME);
    second = Math.imul(second ^ unit, PRIME);
  }
  return [first, second].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
