import type { Quote } from './quote.ts';

/**
 * Computes a short fingerprint of everything that a quote shows: 64 bits FNV-1a over its canonical text.
 * It tells a stale page from a current one; it is not a signature, since the service always computes the price itself.
 */
export function computeQuoteHash(quote: Omit<Quote, 'hash'>): string {
  const items = quote.items.map((item) => [item.serviceId, item.partySize, item.durationMinutes, item.days]);
  const lines = quote.lines.map((line) => [
    line.item,
    line.kind,
    line.subject,
    line.description,
    line.quantity,
    line.unitAmountMinor,
    line.amountMinor,
    line.explanation,
  ]);
  const amounts = [quote.total, quote.dueNow, quote.dueLater].map((amount) => amount.amountMinor);
  const text = JSON.stringify([items, quote.currency, lines, amounts]);
  let hash = 0xcbf29ce484222325n;
  for (const character of text) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}
