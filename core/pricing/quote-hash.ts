import { createFingerprint } from './fingerprint.ts';
import type { Fingerprint } from './fingerprint.ts';
import type { Quote, QuotedItem, QuoteLine } from './quote.ts';

/**
 * Computes a short fingerprint of everything that a quote shows of its price: whom a visitor chose by name is in it where that costs something.
 * It tells a stale page from a current one; it is not a signature, since the service always computes the price itself.
 */
export function computeQuoteHash(quote: Omit<Quote, 'hash'>): string {
  const { currency, total, dueNow, dueLater, codes = [], taxes = [], isReverseCharge, balance, depositChoice } = quote;
  const fingerprint = createFingerprint();
  const { addText, addNumber } = fingerprint;
  addText(`${currency} ${isReverseCharge} ${balance?.due} ${depositChoice?.isAllPaid}`);
  for (const { amountMinor } of [total, dueNow, dueLater]) addNumber(amountMinor);
  addNumber(balance?.at);
  addNumber(depositChoice?.depositMinor);
  addNumber(quote.items.length);
  for (const item of quote.items) addItem(item, fingerprint);
  addNumber(quote.lines.length);
  for (const line of quote.lines) addLine(line, fingerprint);
  addNumber(codes.length);
  for (const { code, uses } of codes) {
    addText(code);
    addNumber(uses);
  }
  for (const { name, percent, baseMinor, amountMinor, isIncluded } of taxes) {
    addText(name);
    addText(`${percent} ${baseMinor} ${amountMinor} ${isIncluded}`);
  }
  return fingerprint.read();
}

function addItem(item: QuotedItem, { addText, addNumber }: Fingerprint): void {
  const { people = [], joins } = item;
  addText(item.serviceId);
  addText(item.enrolment ?? '');
  for (const number of [item.partySize, item.durationMinutes, item.days, item.listPriceMinor, item.dueNowMinor])
    addNumber(number);
  addNumber(joins?.session);
  addNumber(joins?.of);
  addNumber(people.length);
  for (const { personTypeId, quantity } of people) {
    addText(personTypeId);
    addNumber(quantity);
  }
}

function addLine(line: QuoteLine, { addText, addNumber }: Fingerprint): void {
  addNumber(line.item);
  addText(line.kind);
  addText(line.subject);
  addText(line.description);
  addText(line.explanation);
  addNumber(line.quantity);
  addNumber(line.unitAmountMinor);
  addNumber(line.amountMinor);
  addNumber(line.discountMinor);
  addNumber(line.taxMinor);
  addNumber(line.netMinor);
}
